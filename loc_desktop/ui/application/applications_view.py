"""My applications: drafts on this computer, what was sent, where each one is and whom it waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from loc_desktop.desk.values.application import ApplicationRow, FormDraft
from loc_desktop.desk.values.event import APPLICATION, Stage
from loc_desktop.errors import KnownError
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.signing.aside_mark import MARK
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.viewer.stage_strip import StageStrip
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.desk.values.case import Explanation
    from loc_desktop.ui.application.explanation_dialog import ExplanationDialog
    from loc_desktop.ui.application.import_dialog import ImportDialog


class ApplicationsView(RequestView):
    """Drafts above (only when there are some), applications below, the chosen one's strip at the bottom."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._text, self._stage, self._target = "", None, ""
        self.import_dialog: ImportDialog | None = None
        outer = self.body
        large = theme.sizes().large
        if large:  # drafts, list and strip scroll together; the actions below stay in sight
            inside = QWidget()
            self.body = QVBoxLayout(inside)
            self.body.setContentsMargins(0, 0, theme.sizes().space(6), 0)
            outer.addWidget(scrolled(inside), 1)
        self._build_drafts()
        self._build_list()
        if large:
            self.table.setMinimumHeight(theme.sizes().px(28 * 5))
        self.strip = StageStrip(context.words)
        self.body.addWidget(self.strip)
        self.body = outer
        self.new = button(primary=True)
        self.primary = self.new
        self.import_file = button()
        self.withdraw = button()
        self.correct = button()
        self.why = button()
        self.explained: ExplanationDialog | None = None
        self.again = button()
        self.trace = button()
        self.papers = PaperOffer(context, self._event, self)
        self.show_ledger = button()
        self.unanswered = button()
        self.unanswered.hide()
        self.unanswered.clicked.connect(lambda: context.shell.go("colleagues"))
        self.add_action(
            self.new,
            self.import_file,
            None,
            self.withdraw,
            self.correct,
            self.why,
            self.again,
            self.papers.button,
            self.trace,
            self.show_ledger,
            self.unanswered,
        )
        self.new.clicked.connect(lambda: context.shell.go("form", ""))
        self.import_file.clicked.connect(self._import)
        self.withdraw.clicked.connect(self._withdraw)
        self.correct.clicked.connect(self._correct)
        self.why.clicked.connect(self._why)
        self.again.clicked.connect(self._unlock_again)
        self.trace.clicked.connect(lambda: self._go("trace"))
        self.show_ledger.clicked.connect(lambda: self._go("ledger"))
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.activated.connect(lambda: context.shell.go("form", ""))
        self.say(self.title.setText, lambda: self.tr("Applications"))
        self.say(self.new.setText, lambda: self.tr("New application"))
        self.say(self.import_file.setText, lambda: self.tr("Import a file…"))
        self.say(self.withdraw.setText, lambda: self.tr("Withdraw…"))
        self.say(self.correct.setText, lambda: self.tr("Correct and send again…"))
        self.say(self.why.setText, lambda: self.tr("Why…"))
        self.say(self.again.setText, lambda: self.tr("Submit again…"))
        self.say(self.trace.setText, lambda: self.tr("Trace"))
        self.say(self.show_ledger.setText, lambda: self.tr("Show on the ledger"))
        self._chosen()

    def _build_drafts(self) -> None:
        words = self.words
        self.drafts_title = plain(name="section")
        self.drafts: RowsModel[FormDraft] = RowsModel(
            [
                TableColumn(lambda: self.tr("Name"), lambda d: d.form.name or "–"),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda d: d.form.amount, right=True),
                TableColumn(lambda: self.tr("Months"), lambda d: d.form.months, right=True),
                TableColumn(lambda: self.tr("Saved"), lambda d: words.when(d.saved_at)),
            ],
            lambda d: d.id,
            self,
        )
        self.drafts_table = RowTable()
        self.drafts_table.setModel(self.drafts)
        self.drafts_table.set_widths((210, 120, 80, 150))
        self.drafts_table.opened.connect(self._open_draft)
        self.continue_draft = button()
        self.discard_draft = button(danger=True)
        self.continue_draft.clicked.connect(lambda: self._open_draft(self.drafts_table.currentIndex()))
        self.discard_draft.clicked.connect(self._ask_discard)
        self.body.addLayout(row(self.drafts_title, None, self.continue_draft, self.discard_draft))
        self.body.addWidget(self.drafts_table)
        self.say(self.drafts_title.setText, lambda: self.tr("Drafts on this computer"))
        self.say(self.drafts_table.setAccessibleName, lambda: self.tr("Drafts on this computer"))
        self.say(self.continue_draft.setText, lambda: self.tr("Continue"))
        self.say(self.discard_draft.setText, lambda: self.tr("Discard…"))
        self._show_drafts(())

    def _build_list(self) -> None:
        words = self.words
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.stage = choice()
        self.body.addLayout(row(self.filter, self.stage, stretch=0))
        self.model: LazyModel[ApplicationRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("Applicant"), lambda r: r.applicant.name),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda r: words.number(r.amount), right=True),
                TableColumn(lambda: self.tr("Months"), lambda r: str(r.months or ""), right=True),
                TableColumn(lambda: self.tr("Event"), lambda r: words.kind(r.kind)),
                TableColumn(
                    lambda: self.tr("Where it is"),
                    lambda r: self._marked(r.event) + words.stage(r.stage, r.block),
                    tone=lambda r: {
                        Stage.REFUSED: "bad",
                        Stage.RETURNED: "warn",
                        Stage.UNLOCKED: "good",
                        Stage.HELD: "warn",
                    }.get(r.stage, ""),
                ),
                TableColumn(
                    lambda: self.tr("Waits for / by whom"),
                    lambda r: words.who_or_why(r),
                    badge=_role_concerned,
                ),
                TableColumn(lambda: self.tr("Applied"), lambda r: words.when(r.at)),
                TableColumn(lambda: self.tr("Id"), lambda r: r.event, mono=True),
            ],
            lambda r: r.event,
            self.context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((110, 106, 64, 140, 180, 220, 136))
        self.empty = plain(name="empty", wrap=True)
        self.empty.hide()
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self.context.shell.report)
        self.table.opened.connect(lambda _index: self._go("ledger"))
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self._typing = typing_pause(self, self._search, self.filter)
        self._fill_stages()
        self.stage.currentIndexChanged.connect(lambda _index: self._search())
        find_key(self, self.filter)
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name, amount or id (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find in the list"))
        self.say(self.stage.setAccessibleName, lambda: self.tr("Only those that are"))
        self.say(self.table.setAccessibleName, lambda: self.tr("My applications"))

    def _marked(self, event: str) -> str:
        """The mark of an outcome with trouble on this computer."""
        return f"{MARK} " if self.context.workplace.asides.of(event) else ""

    def _fill_stages(self) -> None:
        chosen = self.stage.currentData()
        self.stage.blockSignals(True)
        self.stage.clear()
        self.stage.addItem(self.tr("all"), None)
        for stage in Stage:
            if stage is not Stage.DRAFT:
                self.stage.addItem(self.words.stage(stage), stage)
        self.stage.setCurrentIndex(max(0, self.stage.findData(chosen)))
        self.stage.blockSignals(False)

    def retranslate(self) -> None:
        self._fill_stages()
        super().retranslate()

    # -- loading

    def _fetch(self, cursor: Any, limit: int) -> TablePage[ApplicationRow]:
        page = self.desk.applications.mine(text=self._text, stage=self._stage, start=cursor or 0, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()

        def drafts(_job: Job) -> tuple[FormDraft, ...]:
            return self.desk.applications.drafts()

        self.work(drafts, self._show_drafts)
        self.work(lambda _job: len(self.desk.escalations.mine()), self._say_unanswered)

    def _say_unanswered(self, count: int) -> None:
        self.unanswered.setVisible(count > 0)
        self.unanswered.setText(filled(self.tr("%1 not answered in time…"), self.words.count(count)))

    def _show_drafts(self, drafts: tuple[FormDraft, ...]) -> None:
        self.drafts.reword()
        if list(drafts) != list(self.drafts.rows):
            self.drafts.set_rows(drafts)
        some = bool(drafts)
        for widget in (self.drafts_title, self.drafts_table, self.continue_draft, self.discard_draft):
            widget.setVisible(some)
        if some:
            if not self.drafts_table.currentIndex().isValid():
                self.drafts_table.setCurrentIndex(self.drafts.index(0, 0))
            header = self.drafts_table.horizontalHeader().sizeHint().height()
            height = self.drafts_table.verticalHeader().defaultSectionSize() * min(3, len(drafts))
            self.drafts_table.setFixedHeight(header + height + 4)

    def show_target(self, target: object) -> None:
        """The id of an event: its row is chosen, whatever was looked for before."""
        if isinstance(target, str) and target:
            self._target = target
            self.filter.clear()
            self.stage.setCurrentIndex(0)
            self._search()
            self.load()

    def focus_first(self) -> None:
        (self.new if not self.model.rowCount() else self.table).setFocus()

    def _search(self) -> None:
        self._typing.stop()
        text, stage = self.filter.text().strip(), self.stage.currentData()
        if (text, stage) != (self._text, self._stage):
            self._text, self._stage = text, stage
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        self.subtitle.set_text(filled(self.tr("%1 events"), self.words.count(total)))
        nothing = total == 0
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        filtered = bool(self._text or self._stage)
        self.empty.setText(
            self.tr("Nothing found.")
            if filtered
            else self.tr("No application yet. Start with New application, or import a file.")
        )
        if self.table.choose(self._target):
            self._target = ""
            self.table.scrollTo(self.table.currentIndex())
        self._chosen()
        self.filled.emit()

    # -- the chosen one

    @property
    def chosen(self) -> ApplicationRow | None:
        """The application under the cursor."""
        return self.model.row_at(self.table.currentIndex())

    def _event(self) -> str:
        return self.chosen.event if self.chosen is not None else ""

    def _chosen(self, *_: object) -> None:
        chosen = self.chosen
        self.mark.show_for(chosen.event if chosen is not None else "")
        self.strip.setVisible(chosen is not None)
        if chosen is not None:
            self.strip.show_row(chosen)
        self.withdraw.setEnabled(chosen is not None and chosen.stage in (Stage.ON_LEDGER, Stage.HELD))
        pending = chosen is not None and chosen.stage in (Stage.ON_LEDGER, Stage.HELD)
        complete = pending and chosen is not None and chosen.waits_for is None
        self.again.setEnabled(complete)
        ended = (Stage.REFUSED, Stage.RETURNED, Stage.WITHDRAWN, Stage.EXPIRED)
        self.correct.setEnabled(chosen is not None and chosen.kind == APPLICATION and chosen.stage in ended)
        self.papers.look()
        self.why.setEnabled(
            chosen is not None
            and (chosen.stage is Stage.RETURNED or getattr(chosen.reason, "code", "") == "reason.seen")
        )
        self.trace.setEnabled(chosen is not None and chosen.code is not None)
        self.show_ledger.setEnabled(
            chosen is not None and chosen.stage not in (Stage.DRAFT, Stage.WAITING, Stage.SENT)
        )

    def _withdraw(self) -> None:
        chosen, withdrawals = self.chosen, self.desk.withdrawals
        if chosen is not None:
            event = chosen.event
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)

    def _why(self) -> None:
        """What grantors explain of a return, or of their own evidence; the customer's key opens it."""
        chosen = self.chosen
        if chosen is not None:
            self._explain(chosen, None)

    def _explain(self, chosen: ApplicationRow, pin: str | None) -> None:
        from loc_desktop.ui.application.explanation_dialog import ExplanationDialog

        def show(told: Sequence[Explanation]) -> None:
            self.explained = ExplanationDialog(self.context, told, self)
            self.explained.open()

        self._with_key(
            chosen,
            pin,
            lambda: self.desk.applications.explanations(chosen.event, pin=pin),
            show,
            lambda given: self._explain(chosen, given),
        )

    def _with_key(
        self,
        chosen: ApplicationRow,
        pin: str | None,
        read: Callable[[], Any],
        show: Callable[[Any], None],
        again: Callable[[str], None],
    ) -> None:
        """Read with the customer's key; where it has a PIN, ask for it and read ``again``."""

        def failed(error: BaseException) -> None:
            shell = self.context.shell
            if pin is None and isinstance(error, KnownError) and error.code == "pin.needed":
                shell.ask_pin(chosen.applicant.name, self, again)
            else:
                shell.report(error)

        self.work(lambda _job: read(), show, failed)

    def _correct(self) -> None:
        """A new form with what was written in the one that came to nothing; the customer's key opens it."""
        chosen = self.chosen
        if chosen is not None:
            self._open_again(chosen, None)

    def _open_again(self, chosen: ApplicationRow, pin: str | None) -> None:
        self._with_key(
            chosen,
            pin,
            lambda: self.desk.applications.corrected(chosen.event, pin=pin),
            lambda draft: self.context.shell.go("form", draft),
            lambda given: self._open_again(chosen, given),
        )

    def _unlock_again(self) -> None:
        """After return code 4: the signed unlocking code goes to the ledger once more."""
        chosen, unlocks = self.chosen, self.desk.second_unlock
        if chosen is not None:
            event = chosen.event
            self.ask(lambda: unlocks.prepare(event), unlocks.submit)

    def _go(self, view: str) -> None:
        chosen = self.chosen
        if chosen is not None and (view != "trace" or chosen.code is not None):
            self.context.shell.go(view, chosen.event)

    def _open_draft(self, index: QModelIndex) -> None:
        draft = self.drafts.row_at(index)
        if draft is not None:
            self.context.shell.go("form", draft)

    def _ask_discard(self) -> None:
        draft = self.drafts.row_at(self.drafts_table.currentIndex())
        if draft is None:
            return
        text = self.tr("The draft of %1 is deleted from this computer. It was never sent.")
        self.question = QuestionDialog(
            self.tr("Discard the draft?"),
            filled(text, draft.form.name or "–"),
            self.tr("Discard"),
            self,
            danger=True,
        )
        self.question.accepted.connect(lambda: self._discard(draft.id))
        self.question.open()

    def _discard(self, draft: str) -> None:
        self.work(lambda _job: self.desk.applications.delete_draft(draft), lambda _none: self.load())

    def _import(self) -> None:
        from loc_desktop.ui.application.import_dialog import ImportDialog

        self.import_dialog = ImportDialog(self.context, self)
        self.import_dialog.imported.connect(self.load)
        self.import_dialog.open()


def _role_concerned(line: ApplicationRow) -> str:
    """The role it waits for or was refused by."""
    concerned = line.waits_for or line.refused_by
    return concerned.role if concerned is not None else ""
