"""Reading a dossier outside one's turn: for which purpose, what is signed for it, and the opened dossier."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.contract.fields import PURPOSES
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.inspection import Inspection, ReadingView
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.granting.case_cards import CaseCards, explained
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, confirm
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, translate
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, TEXT, Ask, ValuesDialog
from loc_desktop.ui.widgets.view import Context
from loc_desktop.ui.widgets.words import Words


def purpose_ask(words: Words) -> Ask:
    """The question for which purpose something is read."""
    purposes = tuple((name, words.say(Sentence(f"purpose.{name}"))) for name in PURPOSES)
    return Ask("purpose", translate("DossierReading", "Purpose"), CHOICE, PURPOSES[0], purposes)


class DossierReading:
    """The dialogs of one reading, those opened last: ``values``, ``confirm``, ``dossier``."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context, self._parent = context, parent
        self.values: ValuesDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self.dossier: DossierDialog | None = None

    def ask(self, event: str) -> None:
        """Ask why the dossier of ``event`` is read."""
        desk = self.context.desk
        self.values = ValuesDialog(
            self.context,
            translate("DossierReading", "Read the dossier"),
            [
                purpose_ask(self.context.words),
                Ask("note", translate("DossierReading", "Note"), TEXT, optional=True),
            ],
            lambda values: desk.inspections.prepare(event, values["purpose"], values["note"]),
            self._parent,
            done=self._confirm,
            explanation=translate(
                "DossierReading",
                "Who reads it, when and for which purpose stays on record. The note stays on this computer.",
            ),
        )
        self.values.open()

    def _confirm(self, to_sign: ToSign) -> None:
        self.confirm = confirm(self.context, to_sign, self._parent, lambda pin: self._open(to_sign, pin))

    def _open(self, to_sign: ToSign, pin: str | None) -> None:
        inspections = self.context.desk.inspections

        def read(_job: Job) -> tuple[Inspection, tuple[ReadingView, ...]]:
            opened = inspections.open(to_sign, pin=pin)
            return opened, inspections.readings(opened.event)

        def show(result: tuple[Inspection, tuple[ReadingView, ...]]) -> None:
            self.dossier = DossierDialog(self.context, result[0], result[1], self._parent)
            self.dossier.open()

        self.context.tasks.run(read, show, failed=self.context.shell.report, owner=self._parent)


class DossierDialog(Speaking, QDialog):
    """The opened dossier, and who of this office read it before."""

    def __init__(
        self, context: Context, opened: Inspection, readings: tuple[ReadingView, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        words, sizes = context.words, theme.sizes()
        self.resize(min(1000, sizes.px(640)), min(660, sizes.px(560)))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        self.cards = CaseCards(context)
        self.cards.show_dossier(opened.dossier, opened.commitment_ok)
        box.addWidget(self.cards)
        for one in opened.explanations:
            said = [words.party(one.by), words.when(one.at), words.say(one.said), explained(words, one)]
            box.addWidget(plain(" · ".join(said), wrap=True))
        self.kept = plain(name="section")
        box.addWidget(self.kept)
        for reading in readings:
            mark = "✓" if reading.signed else "✗"
            parts = [words.when(reading.at), reading.name, words.say(Sentence(f"purpose.{reading.purpose}"))]
            line = f"{mark} " + " · ".join([*parts, *([reading.note] if reading.note else [])])
            box.addWidget(plain(line, wrap=True, tone="" if reading.signed else "bad"))
        box.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(inside), 1)
        self.close_ = button(primary=True)
        self.close_.setDefault(True)
        layout.addLayout(row(None, self.close_))
        self.close_.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: words.kind(opened.kind))
        self.say(self.kept.setText, lambda: self.tr("Read by, in this office"))
        self.say(self.close_.setText, lambda: self.tr("Close"))
