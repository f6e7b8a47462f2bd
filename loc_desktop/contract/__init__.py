"""The LoC contract: one transaction in, state changes out, over a small State interface."""

from __future__ import annotations

from loc_desktop.contract.dispatch import invoke, is_query
from loc_desktop.contract.errors import ContractError

__all__ = ["ContractError", "invoke", "is_query"]
