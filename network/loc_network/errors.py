"""The one error of the `network` program: what is wrong, where, and what to do about it."""

from __future__ import annotations


class NetworkError(Exception):
    """Something the operator can put right.

    `problem` says what is wrong and where; `remedy` says what to do. `loc-network` prints both and
    ends with exit code 1, never a traceback.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy
