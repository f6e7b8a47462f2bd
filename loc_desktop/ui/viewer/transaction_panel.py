"""One transaction: in business words, who signed and endorsed it, its trace, and raw."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from loc_desktop.desk.values.event import WITH_DOSSIER
from loc_desktop.desk.values.ledger import (
    EventDetail,
    FlowTarget,
    SignatureLine,
    TransactionDetail,
    TransactionRow,
)
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.signing.aside_mark import AsideMark
from loc_desktop.ui.signing.signed_strip import SignedStrip
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.ui.viewer.dossier_reading import DossierReading
    from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting


class TransactionPanel(Speaking, QFrame):
    """Details below the list of transactions; asked for on a worker thread."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self.context, self.words = context, context.words
        self.shown: TransactionDetail | None = None
        self._event: EventDetail | None = None
        self._row: TransactionRow | None = None
        self._job: Job | None = None
        sizes = theme.sizes()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.space(10), sizes.space(8), sizes.space(10), sizes.space(6))
        layout.setSpacing(sizes.space(4))
        self.sentence = plain(name="section", wrap=True)
        self.trace = button()
        self.copy_id = button(flat=True)
        self.read = button()
        self.inspect = button()
        self.papers = PaperOffer(context, self._paper_of, self)
        buttons = (self.read, self.inspect, self.papers.button, self.trace, self.copy_id)
        layout.addLayout(row(self.sentence, *buttons, stretch=0))
        self.mark = AsideMark(context.workplace.asides, context.words)
        layout.addWidget(self.mark)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        layout.addWidget(self.tabs, 1)
        self._build_event_tab()
        self._build_tables()
        self.raw = QPlainTextEdit()
        self.raw.setReadOnly(True)
        self.raw.setProperty("mono", True)
        self.tabs.addTab(self.raw, "")
        self.trace.clicked.connect(self._go_trace)
        self.copy_id.clicked.connect(self._copy_id)
        self.read.clicked.connect(self._read)
        self.inspect.clicked.connect(self._inspect)
        self.say(self.read.setText, lambda: self.tr("Read the dossier…"))
        self.say(self.inspect.setText, lambda: self.tr("Inspect…"))
        self.say(self.trace.setText, lambda: self.tr("Trace"))
        self.say(self.copy_id.setText, lambda: self.tr("Copy id"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Parts of the transaction"))
        self.say(self.raw.setAccessibleName, lambda: self.tr("Raw transaction"))
        self._word_tabs()
        self.show_nothing()

    def _build_event_tab(self) -> None:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 4, 0, 0)
        self.strip = SignedStrip(self.words)
        self.facts = plain(wrap=True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(self.facts)
        box.addWidget(self.strip)
        box.addStretch(1)
        self.tabs.addTab(scrolled(page), "")

    def _build_tables(self) -> None:
        words = self.words
        self.signatures: RowsModel[SignatureLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Who"), lambda s: s.party.name, badge=lambda s: s.party.role),
                TableColumn(lambda: self.tr("Signed what"), lambda s: self._over(s.over)),
                TableColumn(
                    lambda: self.tr("Verdict"),
                    lambda s: words.verdict(s.verdict),
                    tone=lambda s: "bad" if s.verdict == "Failed" else "good" if s.verdict else "",
                ),
                TableColumn(lambda: self.tr("When"), lambda s: words.when(s.at) if s.at else ""),
                TableColumn(
                    lambda: self.tr("Signature"), lambda s: s.value, mono=True, tip=lambda s: s.value
                ),
            ],
            lambda s: s.value,
            self,
        )
        self.signatures_table = RowTable()
        self.signatures_table.setModel(self.signatures)
        self.signatures_table.setItemDelegate(BadgeDelegate(self.signatures_table))
        self.signatures_table.set_widths((200, 110, 80, 140))
        self.endorsements: RowsModel[tuple[str, str]] = RowsModel(
            [
                TableColumn(lambda: self.tr("Organisation"), lambda e: e[0]),
                TableColumn(lambda: self.tr("Endorsement"), lambda e: e[1], mono=True, tip=lambda e: e[1]),
            ],
            lambda e: e,
            self,
        )
        self.endorsements_table = RowTable()
        self.endorsements_table.setModel(self.endorsements)
        self.endorsements_table.set_widths((200,))
        self.tabs.addTab(self.signatures_table, "")
        self.tabs.addTab(self.endorsements_table, "")
        self.say(self.signatures_table.setAccessibleName, lambda: self.tr("Signatures"))
        self.say(self.endorsements_table.setAccessibleName, lambda: self.tr("Endorsements"))

    def _over(self, what: str) -> str:
        return {"event": self.tr("event"), "oracle result": self.tr("oracle result")}.get(what, what)

    def _word_tabs(self) -> None:
        detail = self.shown
        signatures = len(detail.signatures) if detail is not None else 0
        endorsements = len(detail.endorsements) if detail is not None else 0
        self.tabs.setTabText(0, self.tr("Event"))
        self.tabs.setTabText(1, filled(self.tr("Signatures (%1)"), str(signatures)))
        self.tabs.setTabText(2, filled(self.tr("Endorsements (%1)"), str(endorsements)))
        self.tabs.setTabText(3, self.tr("Raw"))

    def retranslate(self) -> None:
        super().retranslate()
        self._word_tabs()
        if self.shown is not None:
            self._fill()

    # -- which one

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self.shown = None
        self.mark.show_for()
        self._event = None
        self._row = None
        self.sentence.setText(self.tr("Nothing chosen."))
        self.facts.setText("")
        self.strip.hide()
        self.signatures.set_rows(())
        self.endorsements.set_rows(())
        self.raw.clear()
        self.trace.setEnabled(False)
        self.copy_id.setEnabled(False)
        self.read.hide()
        self.inspect.hide()
        self.papers.look()
        self._word_tabs()

    def show_transaction(self, chosen: TransactionRow) -> None:
        """Ask for the details of this transaction; the sentence stands at once."""
        if self.shown is not None and self._row == chosen:
            return
        self._row = chosen
        self.sentence.setText(self.words.say(chosen.sentence))
        if self._job is not None:
            self._job.drop()
        viewer = self.context.desk.viewer

        def fetch(_job: Job) -> tuple[TransactionDetail, EventDetail | None]:
            detail = viewer.transaction(chosen.id)
            return detail, viewer.event(chosen.event) if chosen.event else None

        self._job = self.context.tasks.run(fetch, self._show, failed=self.context.shell.report, owner=self)

    def _show(self, details: tuple[TransactionDetail, EventDetail | None]) -> None:
        self._job = None
        self.shown, self._event = details
        self._fill()

    def _fill(self) -> None:
        detail, event, words, line = self.shown, self._event, self.words, self._row
        assert detail is not None
        assert line is not None
        self.sentence.setText(words.say(line.sentence))
        facts = [
            filled(self.tr("block %1, place %2"), words.count(line.block), str(line.position + 1)),
            words.when(line.at),
            filled(self.tr("carried by %1"), words.party(detail.caller)),
        ]
        if line.code is not None:
            facts.append(filled(self.tr("return code: %1"), words.code(line.code)))
        if not line.valid:
            facts.append(filled(self.tr("void: %1"), detail.validation))
        lines = [" · ".join(facts)]
        if event is not None:
            about = [filled(self.tr("event %1"), event.event), self.words.show(event.status, "status")]
            if event.dossier_sealed:
                about.append(self.tr("personal data sealed"))
            lines.insert(0, words.say(event.sentence))
            lines.append(" · ".join(about))
            waits = event.waits_for
            later = [g for g in event.grantors if all(g.key != s.party.key for s in event.signed)]
            self.strip.show_signed(
                event.signed, waits, [g for g in later if waits is None or g.key != waits.key]
            )
        self.strip.setVisible(event is not None)
        lines.append(filled(self.tr("transaction %1"), line.id))
        self.facts.setText("\n".join(lines))
        self.signatures.reword()
        self.signatures.set_rows(detail.signatures)
        self.endorsements.reword()
        self.endorsements.set_rows(detail.endorsements)
        self.raw.setPlainText(detail.raw)
        self.trace.setEnabled(bool(detail.traced) or bool(event is not None and event.attempts))
        self.copy_id.setEnabled(True)
        self.mark.show_for(line.event)
        self.read.setVisible(self._has_dossier())
        self.papers.look()
        self.inspect.setVisible(line.code == 0 and self.context.desk.can("inspect"))
        self._word_tabs()

    def focus_first(self) -> None:
        self.tabs.tabBar().setFocus()

    def _go_trace(self) -> None:
        if self.shown is None:
            return
        event = self._row.event if self._row is not None else ""
        if not event and self.shown.traced:
            event = self.shown.traced[0]
        self.context.shell.go("trace", event)

    def _paper_of(self) -> str:
        return self._event.event if self._event is not None else ""

    def _has_dossier(self) -> bool:
        """Whether one may ask to read the event's dossier; to whom it is sealed, opening it says."""
        event = self._event
        return event is not None and event.kind in WITH_DOSSIER and self.context.desk.can("audit")

    @cached_property
    def reading(self) -> DossierReading:
        """The dialogs of reading its dossier."""
        from loc_desktop.ui.viewer.dossier_reading import DossierReading

        return DossierReading(self.context, self)

    def _read(self) -> None:
        if self._event is not None:
            self.reading.ask(self._event.event)

    @cached_property
    def inspecting(self) -> FlowInspecting:
        """The dialogs of inspecting the transaction."""
        from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting

        return FlowInspecting(self.context, self)

    def _inspect(self) -> None:
        if self._row is not None:
            self.inspecting.ask([FlowTarget("transaction", self._row.id)])

    def _copy_id(self) -> None:
        if self._row is not None:
            QGuiApplication.clipboard().setText(self._row.id)
            self.context.shell.told(self.tr("The transaction id is copied."))
