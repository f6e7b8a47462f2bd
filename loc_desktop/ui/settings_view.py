"""Settings: language, text size, where the data is."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from loc_desktop.ui import theme
from loc_desktop.ui.view import Context, View
from loc_desktop.ui.widgets import Elided, button, card, choice, plain, row, scrolled


class SettingsView(View):
    """Every setting takes effect at once and is kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        sizes = theme.sizes()
        inside = QWidget()
        form = QFormLayout(inside)
        form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows
            if sizes.percent > 150
            else QFormLayout.RowWrapPolicy.DontWrapRows
        )
        form.setHorizontalSpacing(sizes.space(16))
        form.setVerticalSpacing(sizes.space(10))
        self.language = choice()
        self.language.addItem("中文", "zh")
        self.language.addItem("English", "en")
        self.text_size = choice()
        for percent in theme.TEXT_SIZES:
            self.text_size.addItem(f"{percent} %", percent)
        self.folder = Elided(str(context.workplace.home))
        self.copy = button()
        folder = QWidget()
        box = row(self.folder, self.copy, None)
        box.setContentsMargins(0, 0, 0, 0)
        folder.setLayout(box)
        self.version = plain()
        for widget, text in (
            (self.language, lambda: self.tr("Language")),
            (self.text_size, lambda: self.tr("Text size")),
            (folder, lambda: self.tr("Data folder")),
            (self.version, lambda: self.tr("Version")),
        ):
            label = plain(tone="muted")
            label.setBuddy(widget)
            self.say(label.setText, text)
            form.addRow(label, widget)
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
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(context.workplace.home)))
        self.say(self.title.setText, lambda: self.tr("Settings"))
        self.say(self.language.setAccessibleName, lambda: self.tr("Language"))
        self.say(self.text_size.setAccessibleName, lambda: self.tr("Text size"))
        self.say(self.copy.setText, lambda: self.tr("Copy"))

    def load(self) -> None:
        self.language.setCurrentIndex(self.language.findData(self.context.shell.language))
        from importlib.metadata import PackageNotFoundError, version

        try:
            self.version.setText(version("loc-desktop"))
        except PackageNotFoundError:  # run from a folder that was never installed
            self.version.setText("–")

    def focus_first(self) -> None:
        self.language.setFocus()

    def _speak(self, _index: int) -> None:
        self.context.shell.speak(str(self.language.currentData()))

    def _resize(self, _index: int) -> None:
        self.context.shell.set_text_size(int(self.text_size.currentData()))
