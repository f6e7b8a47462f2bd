"""Asks for what only the person knows: PINs of identities, the passphrase of the keys' file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.widgets.i18n import translate
from loc_desktop.ui.widgets.tasks import TaskRunner

if TYPE_CHECKING:
    from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog, PinDialog


class SecretQuestions:
    """``passphrase`` and ``pin`` are the dialogs shown last. ``report`` shows an error, ``notice`` says
    a sentence.

    What a question interrupted goes on with the answer; where none is given, it is said that nothing was
    signed.
    """

    def __init__(
        self,
        workplace: Workplace,
        tasks: TaskRunner,
        window: QWidget,
        report: Callable[[BaseException], None],
        language: Callable[[], str],
        notice: Callable[[str], None],
    ) -> None:
        self._workplace, self._tasks, self._window = workplace, tasks, window
        self._report, self._language, self._notice = report, language, notice
        self.passphrase: PassphraseDialog | None = None
        self.pin: PinDialog | None = None
        self._asked = ""
        self._waiting: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self._last_pin: tuple[str, QWidget, Callable[[str], None]] | None = None

    def ask_passphrase(self, then: Callable[[], None], dropped: Callable[[], None] = lambda: None) -> None:
        """The keys are in the encrypted file: ask for its passphrase, open it, then ``then()``; ``dropped()``
        if none is given. Whoever needs it while it is being asked for waits for the same answer."""
        self._waiting.append((then, dropped))
        if len(self._waiting) == 1:
            self._show_passphrase("")

    def _show_passphrase(self, why: str) -> None:
        from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog

        dialog = self.passphrase = PassphraseDialog(self._window, new=False, why=why)

        def over(answered: bool) -> None:
            waiting, self._waiting = self._waiting, []
            for then, dropped in waiting:
                (then if answered else dropped)()

        def wrong(error: BaseException) -> None:
            if isinstance(error, KnownError) and error.code == "keyring.wrong_passphrase":
                self._show_passphrase(one_sentence(error, self._language()))
            else:
                over(False)
                self._report(error)

        def none_given() -> None:
            over(False)
            self._notice(translate("SecretQuestions", "No passphrase was given: nothing was signed."))

        dialog.rejected.connect(none_given)
        dialog.accepted.connect(
            lambda: self._tasks.run(
                lambda _job: self._workplace.use_passphrase(dialog.secret),
                lambda _none: over(True),
                failed=wrong,
                owner=self._window,
            )
        )
        dialog.open()

    def ask_pin(self, name: str, parent: QWidget, then: Callable[[str], None], why: str = "") -> None:
        """The PIN for one signature, then ``then(pin)``."""
        from loc_desktop.ui.widgets.secret_dialog import PinDialog

        def none_given() -> None:
            self._notice(translate("SecretQuestions", "No PIN was given: nothing was signed."))

        self._last_pin = (name, parent, then)
        dialog = self.pin = PinDialog(name, parent, why=why)
        dialog.accepted.connect(lambda: then(dialog.secret))
        dialog.rejected.connect(none_given)
        dialog.open()

    def ask_pin_again(self, error: KnownError) -> bool:
        """``pin.wrong`` for what was asked last: ask once more, saying why, so that the same signing goes on.
        False if it was another key's PIN."""
        if self._last_pin is None or error.params.get("name") != self._last_pin[0]:
            return False
        name, parent, then = self._last_pin
        if not shiboken6.isValid(parent) or not parent.isVisible():
            return False
        self.ask_pin(name, parent, then, one_sentence(error, self._language()))
        return True

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
