"""Asks for what only the person knows: PINs of identities, the passphrase of the keys' file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.widgets.tasks import TaskRunner

if TYPE_CHECKING:
    from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog, PinDialog


class SecretQuestions:
    """``passphrase`` and ``pin`` are the dialogs shown last. ``report`` shows an error."""

    def __init__(
        self,
        workplace: Workplace,
        tasks: TaskRunner,
        window: QWidget,
        report: Callable[[BaseException], None],
        language: Callable[[], str],
    ) -> None:
        self._workplace, self._tasks, self._window = workplace, tasks, window
        self._report, self._language = report, language
        self.passphrase: PassphraseDialog | None = None
        self.pin: PinDialog | None = None
        self._asked = ""

    def ask_passphrase(self, then: Callable[[], None], why: str = "") -> None:
        """The keys are in the encrypted file: ask for its passphrase, open it, then ``then()``. Not twice at
        the same time."""
        from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog

        if self.passphrase is not None and self.passphrase.isVisible():
            return
        dialog = self.passphrase = PassphraseDialog(self._window, new=False, why=why)

        def wrong(error: BaseException) -> None:
            if isinstance(error, KnownError) and error.code == "keyring.wrong_passphrase":
                self.ask_passphrase(then, one_sentence(error, self._language()))
            else:
                self._report(error)

        dialog.accepted.connect(
            lambda: self._tasks.run(
                lambda _job: self._workplace.use_passphrase(dialog.secret),
                lambda _none: then(),
                failed=wrong,
                owner=self._window,
            )
        )
        dialog.open()

    def ask_pin(self, name: str, parent: QWidget, then: Callable[[str], None]) -> None:
        """The PIN for one signature, then ``then(pin)``."""
        from loc_desktop.ui.widgets.secret_dialog import PinDialog

        dialog = self.pin = PinDialog(name, parent)
        dialog.accepted.connect(lambda: then(dialog.secret))
        dialog.open()

    def ask_pin_once(self, identity: IdentityInfo, then: Callable[[], None]) -> None:
        """A network wants every question signed: the PIN is asked once for the session."""
        if self._asked == identity.id:
            return
        self._asked = identity.id

        def wrong(error: BaseException) -> None:
            self._asked = ""
            self._report(error)

        def use(pin: str) -> None:
            self._tasks.run(
                lambda _job: self._workplace.use_pin(identity.id, pin),
                lambda _none: then(),
                failed=wrong,
                owner=self._window,
            )

        self.ask_pin(identity.name, self._window, use)
