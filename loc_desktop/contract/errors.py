"""What the contract refuses: one stable code each, with its values; the sentences stand in
``loc_desktop/texts/errors_contract.py``.

A refusal (:class:`ContractError`) leaves nothing on the ledger. A :class:`ExecutionError` is a valid
chaincode whose operations cannot execute: return code 4 of Algorithm 3, recorded on the ledger, nothing
applied.
"""

from __future__ import annotations

from loc_desktop.errors import KnownError, Money, Trouble, params_from_json


class ContractError(KnownError):
    """A refusal: nothing was stored and no money moved. ``code`` is ``contract.`` + ``name``."""

    def __init__(self, name: str, /, **params: object) -> None:
        super().__init__(f"contract.{name}", money=Money.NOT_MOVED, params=params)


class ExecutionError(Exception):
    """An operation that cannot execute (code 4). ``name`` and ``params`` as for :class:`ContractError`."""

    def __init__(self, name: str, /, **params: object) -> None:
        self.name = name
        self.params = params
        super().__init__(name, params)

    def refusal(self) -> ContractError:
        """The same condition where it is found before anything is locked."""
        return ContractError(self.name, **self.params)

    @property
    def trouble(self) -> Trouble:
        """What the ledger keeps of it."""
        return Trouble(f"contract.{self.name}", params_from_json(self.params))
