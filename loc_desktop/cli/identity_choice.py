"""Which identity of this computer a command means, by name or id."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from loc_desktop.cli.errors import terminal_error
from loc_desktop.cli.secret_input import open_keys
from loc_desktop.cli.workplace import opened

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace
    from loc_desktop.identity.model import Identity


@contextmanager
def chosen(args: Namespace) -> Iterator[tuple[Workplace, Identity]]:
    """The user's workplace with its keys open (``--keys-passphrase-file``), and the identity that
    ``--identity`` means; closed afterwards. Raises as :func:`choose`, KnownError ``keyring.*``."""
    with opened() as workplace:
        open_keys(workplace, args.keys_passphrase_file)
        workplace.learn_names()
        yield workplace, choose(workplace.connections.identities(), args.identity)


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
