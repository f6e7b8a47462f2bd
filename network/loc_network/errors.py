"""The one error of the `network` program: what is wrong, where, and what to do about it."""

from __future__ import annotations

from loc_desktop.texts.terminal.tongue import tr


class NetworkError(Exception):
    """Something the operator can put right.

    `problem` says what is wrong and where, `remedy` what to do: templates in English, filled with `values`;
    their Chinese stands by the English in `loc_desktop.texts.terminal.network`. `loc-network` prints both in
    the chosen language and ends with exit code 1, never a traceback. `why` among the values may be an error
    itself: its remedy counts where there is no other. The attributes are the English, which the program
    looks into.
    """

    def __init__(self, problem: str, remedy: str = "", /, **values: object) -> None:
        self._templates = (problem, remedy)
        self._values = values
        self.problem = problem.format(**values) if values else problem
        self.remedy = remedy.format(**values) if values else remedy
        within = values.get("why")
        if not remedy and isinstance(within, NetworkError):
            self.remedy = within.remedy
        super().__init__(f"{self.problem} {self.remedy}".strip())

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}".strip()

    def said(self) -> tuple[str, str]:
        """What is wrong and what to do, in the chosen language."""
        within = self._values.get("why")
        values = {
            name: value.said()[0] if isinstance(value, NetworkError) else value
            for name, value in self._values.items()
        }
        problem, remedy = (tr(template, **values) if template else "" for template in self._templates)
        if not remedy and isinstance(within, NetworkError):
            remedy = within.said()[1]
        return problem, remedy
