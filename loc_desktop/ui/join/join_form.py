"""What a person gives to join a network: the profile, which is read at once, and what goes with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.desk.join import network
from loc_desktop.desk.join.steps import Joining, JoinRequest, NetworkInfo
from loc_desktop.ui.widgets.controls import choice, file_start
from loc_desktop.ui.widgets.form_fields import FileField, FormGrid, TextField
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.view import Surroundings

FIELDS = ("profile", "enrolment_id", "secret", "name", "pin", "funds")


class JoinForm(Speaking, QWidget):
    """``fields`` by name; ``network`` is what the profile says, None before it is read. Signal
    ``unreadable(error)``: the profile cannot be read."""

    unreadable = Signal(object)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.network: NetworkInfo | None = None
        self._read = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        grid = FormGrid()
        layout.addLayout(grid)
        self.fields = {name: TextField(name) for name in FIELDS}
        self._labels = {name: plain() for name in (*FIELDS, "channel")}
        self.channel = choice(16)
        profile = self.fields["profile"]
        set_tone(profile.note, "muted")
        file = FileField(profile, self._choose)
        self.browse = file.browse
        grid.add_widget(file, self._labels["profile"])
        grid.add_widget(self.channel, self._labels["channel"])
        for name in FIELDS[1:]:
            grid.add_field(self.fields[name], self._labels[name])
        for name in ("secret", "pin"):
            self.fields[name].edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._only_for_some()
        file.chosen.connect(self._look)
        profile.edit.editingFinished.connect(self._look)
        for name, label in self._labels.items():
            self.say(label.setText, self._labeller(name))
            control = self.channel if name == "channel" else self.fields[name].edit
            self.say(control.setAccessibleName, self._labeller(name))
        self.say(self.fields["pin"].edit.setPlaceholderText, lambda: self.tr("none: this computer guards it"))
        self.say(self.fields["funds"].edit.setPlaceholderText, lambda: self.tr("none now"))
        self.say(profile.edit.setPlaceholderText, lambda: self.tr("file that the network gave you"))
        self.say(profile.show_note, self._told)

    def _labeller(self, name: str) -> Callable[[], str]:
        return lambda: self._surroundings.words.field(name)

    def _only_for_some(self) -> None:
        """The channel is asked where there are several, lending funds of a bank."""
        about = self.network
        several = about is not None and len(about.channels) > 1
        self.channel.setVisible(several)
        self._labels["channel"].setVisible(several)
        bank = about is not None and about.role == "B"
        self.fields["funds"].setVisible(bank)
        self._labels["funds"].setVisible(bank)

    def _told(self) -> str:
        """Whose profile it is and where it leads."""
        about = self.network
        if about is None:
            return ""
        text = self.tr("Network %1, organisation %2 (%3), by way of %4")
        role = self._surroundings.words.role(about.role)
        return filled(text, about.network, about.display, role, about.peer)

    # -- the profile

    def _choose(self, parent: QWidget) -> str:
        kinds = self.tr("Profiles (*.json *.yaml *.yml);;All files (*)")
        return QFileDialog.getOpenFileName(parent, self.tr("Connection profile"), file_start(), kinds)[0]

    def _look(self) -> None:
        text = self.fields["profile"].edit.text().strip()
        if text == self._read:
            return
        self._read = text
        self._show_network(None)
        if text:
            self._surroundings.tasks.run(
                lambda _job: network.read(Path(text)),
                self._show_network,
                failed=self.unreadable.emit,
                owner=self,
            )

    def _show_network(self, about: NetworkInfo | None) -> None:
        self.network = about
        self.fields["profile"].show_problem("")
        self.fields["profile"].show_note(self._told())
        self.channel.clear()
        for name in about.channels if about is not None else ():
            self.channel.addItem(name, name)
        self._only_for_some()

    # -- what is in it

    def fill(self, waiting: Joining) -> None:
        """With what is known of an interrupted joining."""
        self.fields["enrolment_id"].edit.setText(waiting.enrolment_id)
        self.fields["name"].edit.setText(waiting.name)
        self.fields["profile"].edit.setText(str(waiting.profile))
        self._look()
        self.fields["secret"].edit.setFocus()

    def empty(self) -> None:
        for name in ("profile", "enrolment_id", "name", "secret"):
            self.fields[name].edit.clear()
        self._look()

    def let_type(self, on: bool) -> None:
        for widget in (self.browse, self.channel, *self.fields.values()):
            widget.setEnabled(on)

    def check(self) -> bool:
        """Take away what was said of the fields; whether a profile is named, which is said at its field."""
        for field in self.fields.values():
            field.show_problem("")
        profile = self.fields["profile"]
        named = bool(profile.edit.text().strip())
        if not named:
            profile.show_problem(self.tr("Choose the profile's file."))
            profile.edit.setFocus()
        return named

    def request(self) -> JoinRequest:
        """What was typed, to be checked by the desk."""
        values = {name: field.edit.text().strip() for name, field in self.fields.items()}
        return JoinRequest(
            profile=Path(values["profile"]),
            enrolment_id=values["enrolment_id"],
            secret=values["secret"],
            name=values["name"],
            channel=str(self.channel.currentData() or ""),
            pin=values["pin"],
            funds=values["funds"] if self.network is not None and self.network.role == "B" else "",
        )
