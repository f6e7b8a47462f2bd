"""The LoC contract: one transaction in, state changes out, over a small State interface.

The rules are loaded when they are first asked for: the window reads values of this package (state,
certificate) at its start, long before anything is executed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from loc_desktop.contract.dispatch import invoke, is_query
    from loc_desktop.contract.errors import ContractError

__all__ = ["ContractError", "invoke", "is_query"]

_WHERE = {"ContractError": "errors", "invoke": "dispatch", "is_query": "dispatch"}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"loc_desktop.contract.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
