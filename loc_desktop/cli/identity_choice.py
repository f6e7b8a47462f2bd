"""Which identity of this computer a command means, by name or id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.cli.errors import terminal_error

if TYPE_CHECKING:
    from loc_desktop.identity.model import Identity


def choose(known: Sequence[Identity], name: str) -> Identity:
    """The identity with this id or, if there is none, this name.

    Raises TerminalError ``reconcile.identity`` or ``reconcile.several_identities``, with those of this
    computer.
    """
    fitting = [identity for identity in known if name == identity.id]
    fitting = fitting or [identity for identity in known if name == identity.name]
    if len(fitting) != 1:
        told = ", ".join(f"{identity.name} ({identity.role}, {identity.id})" for identity in known) or "–"
        code = "reconcile.several_identities" if fitting else "reconcile.identity"
        raise terminal_error(code, name=name, names=told)
    return fitting[0]
