"""Asking for a PIN or a passphrase."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row


class SecretDialog(Speaking, QDialog):
    """One secret (twice, when it is new). ``secret`` holds it after accept; the default button is Cancel
    until something is typed."""

    def __init__(self, parent: QWidget | None, *, twice: bool = False, least: int = 1, why: str = "") -> None:
        """``why`` says why it is asked again."""
        super().__init__(parent)
        self._least = least
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.sizes().space(8))
        self.setMinimumWidth(min(800, theme.sizes().px(380)))
        self.question = plain(wrap=True, name="section")
        self.explanation = plain(why, wrap=True)
        self.explanation.setVisible(bool(why))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.setVisible(twice)
        self._twice = twice
        for widget in (self.question, self.explanation, self.field, self.again):
            layout.addWidget(widget)
        self.cancel = button()
        self.go = button(primary=True)
        self.go.setEnabled(False)
        layout.addLayout(row(None, self.cancel, self.go))
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.field.textChanged.connect(self._check)
        self.again.textChanged.connect(self._check)
        self.field.returnPressed.connect(self._enter)
        self.again.returnPressed.connect(self._enter)
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.go.setText, lambda: self.tr("Continue"))
        self.say(self.again.setPlaceholderText, lambda: self.tr("once more"))
        self.say(self.again.setAccessibleName, lambda: self.tr("The same once more"))
        self.field.setFocus()

    @property
    def secret(self) -> str:
        return self.field.text()

    def _check(self) -> None:
        enough = len(self.field.text()) >= self._least
        same = not self._twice or self.field.text() == self.again.text()
        self.go.setEnabled(enough and same)

    def _enter(self) -> None:
        if self.go.isEnabled():
            self.accept()
        elif self._twice:
            self.again.setFocus()


class PinDialog(SecretDialog):
    """The PIN of one identity."""

    def __init__(self, who: str, parent: QWidget | None, *, why: str = "") -> None:
        super().__init__(parent, why=why)
        self._who = who
        self.say(self.setWindowTitle, lambda: self.tr("PIN"))
        self.say(self.question.setText, lambda: filled(self.tr("PIN of %1"), self._who))
        self.say(self.field.setAccessibleName, lambda: self.tr("PIN"))


class PassphraseDialog(SecretDialog):
    """No keyring service here: keep the keys in an encrypted file with a passphrase, or open that file."""

    def __init__(self, parent: QWidget | None, *, new: bool, why: str = "") -> None:
        super().__init__(parent, twice=new, least=8 if new else 1, why=why)
        self._new = new
        self.say(self.setWindowTitle, lambda: self.tr("Passphrase"))
        self.say(self.question.setText, self._ask)
        self.say(self.field.setAccessibleName, lambda: self.tr("Passphrase"))

    def _ask(self) -> str:
        if self._new:
            return self.tr(
                "Choose a passphrase (8 characters or more) for the encrypted file that will hold your keys."
            )
        return self.tr("Passphrase of the encrypted file that holds your keys")
