"""Where the system keeps no keys: an encrypted file instead, made or opened with a passphrase."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from loc_desktop.errors import KnownError
from loc_desktop.texts.words import what_and_todo
from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog
from loc_desktop.ui.widgets.view import Surroundings

_KEYRING = ("keyring.missing", "keyring.wrong_passphrase", "keyring.passphrase_needed")


class KeyFileOffer:
    """Asks over a widget when an error says that keys cannot be kept. ``dialog`` is the one shown last."""

    def __init__(
        self, surroundings: Surroundings, parent: QWidget, failed: Callable[[BaseException], None]
    ) -> None:
        """``failed``: what follows when the file cannot be opened."""
        self._surroundings, self._parent, self._failed = surroundings, parent, failed
        self.dialog: PassphraseDialog | None = None

    def answers(self, error: BaseException, then: Callable[[], None]) -> bool:
        """Whether the error is one of keys that cannot be kept: then the file is offered, and once it is open
        ``then()`` follows."""
        if not isinstance(error, KnownError) or error.code not in _KEYRING:
            return False
        what, todo = what_and_todo(error, self._surroundings.shell.language)
        new = error.code == "keyring.missing"
        dialog = self.dialog = PassphraseDialog(self._parent, new=new, why=f"{what} {todo}".strip())
        dialog.accepted.connect(lambda: self._open(dialog.secret, then))
        dialog.open()
        return True

    def _open(self, passphrase: str, then: Callable[[], None]) -> None:
        self._surroundings.tasks.run(
            lambda _job: self._surroundings.workplace.use_passphrase(passphrase),
            lambda _none: then(),
            failed=self._failed,
            owner=self._parent,
        )
