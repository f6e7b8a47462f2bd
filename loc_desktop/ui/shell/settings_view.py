"""Settings: language, text size, ledger, certificate, keys, network, where the data is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from loc_desktop.app.values import IdentityInfo, LedgerStatus
from loc_desktop.ui.shell.auto_lock import MINUTES
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import Elided, plain, set_tone
from loc_desktop.ui.widgets.layouts import card, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context, View

if TYPE_CHECKING:
    from loc_desktop.ui.join.join_dialog import JoinDialog
    from loc_desktop.ui.widgets.fields_dialog import FieldsDialog


class SettingsView(View):
    """Every setting takes effect at once and is kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        sizes = theme.sizes()
        inside = QWidget()
        form = QFormLayout(inside)
        form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows if sizes.large else QFormLayout.RowWrapPolicy.DontWrapRows
        )
        form.setHorizontalSpacing(sizes.space(16))
        form.setVerticalSpacing(sizes.space(10))
        self.language = choice()
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.text_size = choice()
        for percent in theme.TEXT_SIZES:
            self.text_size.addItem(f"{percent} %", percent)
        self.colours = choice()
        self.lock = choice(16)
        self.announce = choice(16)
        self.lock_note = plain(wrap=True, tone="muted")
        self.folder = Elided(str(context.workplace.home))
        self.copy = button()
        self.version = plain()
        self.ledger = choice(24)
        self.health = plain(wrap=True)
        self.days = plain(wrap=True)
        self.renew = button()
        self.back_up = button()
        self.change_pin = button()
        self.change_pin.setVisible(context.desk.identity.needs_pin)
        self.change_passphrase = button()
        self.change_passphrase.setVisible(context.workplace.keys_in_file)
        self.restore = button()
        self.back_up_halves = button()
        self.restore_halves = button()
        self.back_up_everything = button()
        self.join = button()
        secrets = _beside(self.change_pin, self.change_passphrase)
        self.dialog: JoinDialog | None = None
        self.keys: FieldsDialog | None = None
        for widget, text in (
            (self.language, lambda: self.tr("Language")),
            (self.text_size, lambda: self.tr("Text size")),
            (self.colours, lambda: self.tr("Colours")),
            (_beside(self.lock, self.lock_note), lambda: self.tr("Lock by itself")),
            (self.announce, lambda: self.tr("Announce new work")),
            (self.ledger, lambda: self.tr("Ledger")),
            (self.health, lambda: self.tr("Connection")),
            (_beside(self.days, self.renew), lambda: self.tr("Certificate")),
            (_beside(self.back_up, self.restore), lambda: self.tr("Keys")),
            (secrets, lambda: self.tr("PIN and passphrase")),
            (_beside(self.back_up_halves, self.restore_halves), lambda: self.tr("Keys, two officers")),
            (_beside(self.back_up_everything), lambda: self.tr("Everything")),
            (_beside(self.join), lambda: self.tr("Network")),
            (_beside(self.folder, self.copy), lambda: self.tr("Data folder")),
            (self.version, lambda: self.tr("Version")),
        ):
            label = plain(tone="muted")
            label.setBuddy(widget)
            self.say(label.setText, text)
            form.addRow(label, widget)
        form.setRowVisible(secrets, context.desk.identity.needs_pin or context.workplace.keys_in_file)
        frame, layout = card(margin=16)
        layout.addWidget(inside)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch(1)
        self.body.addWidget(scrolled(whole), 1)
        self.language.setCurrentIndex(self.language.findData(context.shell.language))
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(sizes.percent)))
        self.language.activated.connect(self._speak)
        self.text_size.activated.connect(self._resize)
        self._fill_choices()
        self.lock.activated.connect(
            lambda _index: context.shell.set_lock_minutes(int(self.lock.currentData()))
        )
        self.announce.activated.connect(
            lambda _index: context.shell.set_announces(self.announce.currentData() == "on")
        )
        self.colours.activated.connect(
            lambda _index: context.shell.set_colours(str(self.colours.currentData()))
        )
        self.ledger.activated.connect(self._use_ledger)
        self.renew.clicked.connect(self._renew)
        self.back_up.clicked.connect(self._back_up)
        self.change_pin.clicked.connect(self._change_pin)
        self.change_passphrase.clicked.connect(self._change_passphrase)
        self.restore.clicked.connect(self._restore)
        self.back_up_halves.clicked.connect(self._back_up_halves)
        self.restore_halves.clicked.connect(self._restore_halves)
        self.back_up_everything.clicked.connect(self._back_up_everything)
        self.join.clicked.connect(self._join)
        self.say(self.ledger.setAccessibleName, lambda: self.tr("Ledger and channel"))
        self.say(self.renew.setText, lambda: self.tr("Renew certificate"))
        self.say(self.back_up.setText, lambda: self.tr("Back up this identity…"))
        self.say(self.change_pin.setText, lambda: self.tr("Change PIN…"))
        self.say(self.change_passphrase.setText, lambda: self.tr("Change passphrase…"))
        self.say(self.restore.setText, lambda: self.tr("Restore an identity…"))
        self.say(self.back_up_halves.setText, lambda: self.tr("Back up for two officers…"))
        self.say(self.restore_halves.setText, lambda: self.tr("Restore with two officers…"))
        self.say(self.back_up_everything.setText, lambda: self.tr("Back up everything…"))
        self.say(self.join.setText, lambda: self.tr("Join a network…"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(context.workplace.home)))
        self.say(self.title.setText, lambda: self.tr("Settings"))
        self.say(self.language.setAccessibleName, lambda: self.tr("Language"))
        self.say(self.text_size.setAccessibleName, lambda: self.tr("Text size"))
        self.say(self.lock.setAccessibleName, lambda: self.tr("Lock by itself"))
        self.say(self.announce.setAccessibleName, lambda: self.tr("Announce new work"))
        self.say(self.colours.setAccessibleName, lambda: self.tr("Colours"))
        self.say(self.copy.setText, lambda: self.tr("Copy"))

    def load(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self.context.shell.language))
        self._list_ledgers()
        self._show_days(self.desk.identity.days_left)
        self.context.tasks.run(
            lambda _job: self.context.workplace.status(),
            self._show_health,
            failed=self.context.shell.report,
            owner=self,
        )
        from importlib.metadata import PackageNotFoundError, version

        try:
            self.version.setText(version("loc-desktop"))
        except PackageNotFoundError:  # run from a folder that was never installed
            self.version.setText("–")

    def typed(self) -> None:
        """Nothing: every choice is kept at once."""

    def focus_first(self) -> None:
        self.language.setFocus()

    def _fill_choices(self) -> None:
        names = {
            "system": self.tr("as the system has it"),
            "light": self.tr("light"),
            "dark": self.tr("dark"),
            "contrast": self.tr("high contrast"),
        }
        self.colours.clear()
        for choice_ in theme.CHOICES:
            self.colours.addItem(names[choice_], choice_)
        self.colours.setCurrentIndex(self.colours.findData(self.context.shell.colours))
        self.announce.clear()
        self.announce.addItem(self.tr("in the system's tray"), "on")
        self.announce.addItem(self.tr("not at all"), "off")
        self.announce.setCurrentIndex(0 if self.context.shell.announces else 1)
        self.lock.clear()
        for minutes in MINUTES:
            after = filled(self.tr("after %1 minutes"), str(minutes))
            self.lock.addItem(after if minutes else self.tr("never"), minutes)
        self.lock.setCurrentIndex(self.lock.findData(self.context.shell.lock_minutes))
        can = self.context.shell.can_lock
        self.lock.setEnabled(can)
        self.lock_note.setText(
            "" if can else self.tr("Your key has no PIN: lock the computer's screen instead.")
        )

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_choices()

    def _speak(self, _index: int) -> None:
        self.context.shell.speak(str(self.language.currentData()))

    def _resize(self, _index: int) -> None:
        self.context.shell.set_text_size(int(self.text_size.currentData()))

    # -- ledger, certificate, network

    def _list_ledgers(self) -> None:
        self.ledger.clear()
        for ledger in self.context.workplace.ledgers():
            if ledger.kind == "embedded":
                name = self.tr("This computer's own ledger")
            else:
                name = filled(self.tr("Network %1, channel %2"), ledger.network, ledger.channel)
                if ledger.demonstration:
                    name = filled(self.tr("%1 (demonstration: its days are not real)"), name)
            self.ledger.addItem(name, ledger.id)
            if ledger.current:
                self.ledger.setCurrentIndex(self.ledger.count() - 1)

    def _show_days(self, days: int | None) -> None:
        if days is None:
            text = self.tr("This identity has no certificate.")
        elif days < 0:
            text = self.tr("Your signing certificate has expired.")
        else:
            text = filled(self.tr("Your signing certificate expires in %1 days."), str(days))
        self.days.setText(text)
        set_tone(self.days, "" if days is None or days >= 30 else "bad" if days < 7 else "warn")
        self.renew.setEnabled(days is not None)

    def _show_health(self, status: LedgerStatus) -> None:
        """How the ledger is, in plain words."""
        details = status.details
        peer = str(details.get("peer", ""))
        if status.reachable and peer:
            text = self.tr("The peer %1 answers in %2 ms. The channel has %3 blocks; this computer has %4.")
        elif status.reachable:
            text = self.tr("The ledger of this computer has %3 blocks; the index has %4.")
        elif details.get("status") == "PERMISSION_DENIED":
            text = self.tr(
                "The peer %1 does not accept this identity. Renew the certificate, or ask the operator."
            )
        elif peer:
            text = self.tr(
                "The peer %1 cannot be reached. What you sign is kept here and sent when it is back."
            )
        else:
            text = self.tr("The ledger cannot be reached.")
        known = status.height - status.behind
        counts = (self.words.count(status.height), self.words.count(known))
        self.health.setText(filled(text, peer, str(details.get("milliseconds", "")), *counts))
        set_tone(self.health, "" if status.reachable else "bad")

    def _use_ledger(self, _index: int) -> None:
        wanted = str(self.ledger.currentData())
        if any(ledger.current and ledger.id == wanted for ledger in self.context.workplace.ledgers()):
            return

        def failed(error: BaseException) -> None:
            self._list_ledgers()
            self.context.shell.report(error)

        self.work(
            lambda _job: self.context.workplace.use_ledger(wanted),
            lambda identity: self.context.shell.become(identity.id),
            failed,
        )

    def _renew(self) -> None:
        self.context.shell.with_pin(self, self._renew_with)

    def _renew_with(self, pin: str | None) -> None:
        identity = self.desk.identity.id

        def show_renewed(renewed: IdentityInfo) -> None:
            days = str(renewed.days_left)
            self.context.shell.told(filled(self.tr("The certificate is valid for %1 days."), days))
            self.context.shell.become(renewed.id)

        self.work(lambda _job: self.context.workplace.renew(identity, pin), show_renewed)

    def _join(self) -> None:
        from loc_desktop.ui.join.join_dialog import JoinDialog

        self.dialog = JoinDialog(self.context, self)
        self.dialog.joined.connect(lambda identity: self.context.shell.become(identity.id))
        self.dialog.open()

    # -- keys

    def _back_up(self) -> None:
        from loc_desktop.ui.join.identity_file import back_up_dialog

        self.keys = back_up_dialog(self.context, self.desk.identity, self)
        self.keys.open()

    def _change_pin(self) -> None:
        from loc_desktop.ui.join.identity_file import pin_dialog

        identity = self.desk.identity
        self.keys = pin_dialog(self.context, identity.id, identity.name, self)
        self.keys.open()

    def _change_passphrase(self) -> None:
        from loc_desktop.ui.join.identity_file import passphrase_dialog

        self.keys = passphrase_dialog(self.context, self)
        self.keys.open()

    def _restore(self) -> None:
        from loc_desktop.ui.join.identity_file import restore_dialog

        self.keys = restore_dialog(self.context, self, self._restored)
        self.keys.open()

    def _back_up_halves(self) -> None:
        from loc_desktop.ui.join.identity_file import back_up_halves_dialog

        self.keys = back_up_halves_dialog(self.context, self.desk.identity, self)
        self.keys.open()

    def _restore_halves(self) -> None:
        from loc_desktop.ui.join.identity_file import restore_halves_dialog

        self.keys = restore_halves_dialog(self.context, self, self._restored)
        self.keys.open()

    def _back_up_everything(self) -> None:
        from loc_desktop.ui.join.identity_file import back_up_all_data_dialog

        self.keys = back_up_all_data_dialog(self.context, self)
        self.keys.open()

    def _restored(self, identity: IdentityInfo) -> None:
        """Work as it, unless it is a customer's, who works through the counter."""
        shell = self.context.shell
        if identity.days_left is not None:
            shell.become(identity.id)
        shell.told(filled(self.tr("%1 is restored."), identity.name))


def _beside(*widgets: QWidget) -> QWidget:
    """Widgets side by side, from the left, as one."""
    holder = QWidget()
    box = row(*widgets, None)
    box.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(box)
    return holder
