"""Role B: the end of the day: what is to be run, what it did, with progress and cancel."""

from __future__ import annotations

from typing import Any

from loc_desktop.desk.branch.day_end import MOST_MISSED
from loc_desktop.desk.values.branch import DayPlan, DayReport, NoticeRow, Uncollected
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import DAY, NUMBER, Ask
from loc_desktop.ui.widgets.view import Context

KEPT = 400
"""Reports of earlier runs that stay listed."""


class DayEndView(RequestView):
    """``reports`` are the days run in this window, newest first; ``batch`` the dialog of the last run."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.batch: BatchDialog | None = None
        self._stopped = False
        words = self.words
        content = self.content()
        titles = [word() for _ in range(3)]
        self.last, self.open_days, self.today = (number() for _ in range(3))
        content.addLayout(figures(*zip(titles, (self.last, self.open_days, self.today), strict=True)))
        self.say(titles[0].setText, lambda: self.tr("Last day's end"))
        self.say(titles[1].setText, lambda: self.tr("Days to be run"))
        self.say(titles[2].setText, lambda: self.tr("Today"))
        self.reports: RowsModel[DayReport] = RowsModel(
            [
                TableColumn(lambda: self.tr("Day"), lambda r: r.day),
                TableColumn(
                    lambda: self.tr("Result"),
                    lambda r: (
                        self.tr("had been run, nothing changed")
                        if r.again
                        else self.words.show(r.status, "day_end")
                    ),
                    tone=lambda r: {"cancelled": "warn", "failed": "bad"}.get(r.status, ""),
                ),
                TableColumn(lambda: self.tr("Loans"), lambda r: words.count(r.loans), right=True),
                TableColumn(
                    lambda: self.tr("Interest accrued"), lambda r: words.number(r.accrued), right=True
                ),
                TableColumn(lambda: self.tr("Penalty"), lambda r: words.number(r.penalty), right=True),
                TableColumn(lambda: self.tr("Notices"), lambda r: words.count(r.notices), right=True),
                TableColumn(lambda: self.tr("Collected"), self._collected, right=True),
                TableColumn(
                    lambda: self.tr("Late"),
                    lambda r: words.count(r.late),
                    right=True,
                    tone=lambda r: "bad" if r.late else "",
                ),
                TableColumn(lambda: "", lambda _r: ""),
            ],
            lambda r: r.day,
            self,
        )
        self.reports_title, self.notices_title = heading(), heading()
        self.reports_table = RowTable()
        self.reports_table.setModel(self.reports)
        self.reports_table.set_widths((100, 200, 80, 120, 100, 80, 160, 90))
        self.reports_table.show_at_least(3)
        self.notices: RowsModel[NoticeRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda n: n.customer.name),
                TableColumn(
                    lambda: self.tr("Notice"),
                    lambda n: self.words.show(n.kind, "notice"),
                    tone=lambda n: {"overdue": "bad", "due": "warn"}.get(n.kind, ""),
                ),
                TableColumn(lambda: self.tr("Instalment"), lambda n: str(n.period), right=True),
                TableColumn(lambda: self.tr("Due on"), lambda n: n.due),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda n: words.number(n.amount), right=True),
                TableColumn(lambda: self.tr("Loan"), lambda n: n.loan, mono=True),
            ],
            lambda n: (n.day, n.loan, n.period, n.kind),
            self,
        )
        self.notices_table = RowTable()
        self.notices_table.setModel(self.notices)
        self.notices_table.set_widths((140, 120, 90, 110, 120))
        self.notices_table.show_at_least(3)
        self.notices_table.opened.connect(self._open_loan)
        content.addWidget(self.reports_title)
        content.addWidget(self.reports_table, 1)
        content.addWidget(self.notices_title)
        content.addWidget(self.notices_table, 1)
        self.run = button(primary=True)
        self.primary = self.run
        self.run_until = button()
        self.walk = button()
        self.walk.setVisible(context.workplace.can_walk)
        self.spread(content, (self.run,), (self.run_until, self.walk))
        self.run.clicked.connect(lambda: self.start(""))
        self.run_until.clicked.connect(self._until)
        self.walk.clicked.connect(self._walk)
        self.say(self.title.setText, lambda: self.tr("Day's end"))
        self.say(self.reports_title.setText, lambda: self.tr("What the runs did"))
        self.say(self.reports_table.setAccessibleName, lambda: self.tr("What the runs did"))
        self.say(self.notices_table.setAccessibleName, lambda: self.tr("Due notices of the last day"))
        self.say(self.reports_table.say_empty, lambda: self.tr("No day's end was run in this window yet."))
        self.say(self.notices_table.say_empty, lambda: self.tr("No notice was made out on that day."))
        self.say(self.run.setText, lambda: self.tr("Run the day's end"))
        self.say(self.run_until.setText, lambda: self.tr("One day…"))
        self.say(self.walk.setText, lambda: self.tr("Let time pass (sample)…"))

    def _collected(self, report: DayReport) -> str:
        text = self.words.number(report.collected_fen)
        return f"{report.collected} · {text}" if report.collected else text

    def load(self) -> None:
        def fetch(_job: Job) -> tuple[str, int, str, tuple[NoticeRow, ...]]:
            bank = self.desk.branch
            return bank.last_day(), bank.due_days(), self.context.workplace.today, bank.notices()

        self.work(fetch, self._show)

    def _show(self, state: tuple[str, int, str, tuple[NoticeRow, ...]]) -> None:
        last, due, today, notices = state
        self.last.setText(last or "–")
        self.open_days.setText(self.words.count(due))
        self.today.setText(today)
        self.reports.reword()
        self.reports.set_rows(self.reports.rows)
        self.notices.reword()
        self.notices.set_rows(notices)
        text = filled(self.tr("Due notices of %1"), last) if last else self.tr("Due notices")
        self.notices_title.setText(text)
        self.filled.emit()

    def focus_first(self) -> None:
        self.run.setFocus()

    def _open_loan(self, index: Any) -> None:
        line = self.notices.row_at(index)
        if line is not None:
            self.context.shell.go("loans", line.loan)

    # -- running

    def start(self, day: str) -> None:
        """Say what a run of every day that is open until today, or of just ``day``, would do; then run it."""
        self.work(lambda _job: self.desk.branch.plan_days(day), lambda plan: self._planned(day, plan))

    def _planned(self, day: str, plan: DayPlan) -> None:
        if not plan.days and not plan.collections and not day:
            said = self.tr("Every day's end until today has been run; the last one was %1.")
            self.tell(filled(said, plan.last), "good")
            return
        again = day or ("" if plan.days else plan.until)
        self.tell("")
        self.sure(
            self.tr("Run the day's end?"),
            self._plan_text(plan),
            self.tr("Run"),
            lambda: self.context.shell.with_pin(self, lambda pin: self._run(again, pin)),
        )

    def _plan_text(self, plan: DayPlan) -> str:
        """What a run would do, and what waits."""
        words = self.words
        first = [self.tr("None was run yet.")]
        if plan.last:
            first = [filled(self.tr("The last day's end was %1."), plan.last)]
        if plan.days:
            text = self.tr("%1 days, from %2 to %3, each over about %4 loans.")
            values = (words.count(plan.days), plan.first, plan.until, words.count(plan.loans))
            first.append(filled(text, *values))
        else:
            first.append(filled(self.tr("%1 was run; only what waits is carried on."), plan.until))
        does = self.tr(
            "Each accrues interest and penalty, makes out notices, collects what is due from linked accounts,"
            " classifies the loans and books provisions."
        )
        waits = [
            filled(
                self.tr("Waiting now: %1 transfers, %2 collections of earlier days, %3 at the counter."),
                *(words.count(number) for number in (plan.transfers, plan.collections, plan.slips)),
            )
        ]
        if plan.slips:
            waits.append(self.tr("What waits at the counter ends with the run."))
        between = "" if words.language == "zh" else " "
        return "\n\n".join((between.join(first), does, between.join(waits)))

    def _run(self, day: str, pin: str | None) -> None:
        bank = self.desk.branch

        def run(job: Job) -> tuple[DayReport, ...]:
            self._stopped = False
            if day:
                return (bank.run_day(day, progress=job.progress, cancelled=job.cancelled, pin=pin),)
            reports = bank.run_days(progress=job.progress, cancelled=job.cancelled, pin=pin)
            # Stopped between two days no day is half done, but days are left.
            self._stopped = job.cancelled() and bool(bank.last_day() < self.context.workplace.today)
            return reports

        self.batch = BatchDialog(self.tr("Day's end"), self.context.tasks, run, self._summary, self)
        self.batch.finished_work.connect(self._ran)
        self.batch.failed_work.connect(self._failed)
        self.batch.start()

    def _summary(self, reports: tuple[DayReport, ...]) -> tuple[str, list[str]]:
        words = self.words
        text = self.tr("%1 days · accrued %2 · penalty %3 · %4 notices · collected %5 (%6 yuan)")
        values = (
            words.count(len([r for r in reports if r.trouble is None])),
            words.number(sum(r.accrued for r in reports)),
            words.number(sum(r.penalty for r in reports)),
            words.count(sum(r.notices for r in reports)),
            words.count(sum(r.collected for r in reports)),
            words.number(sum(r.collected_fen for r in reports)),
        )
        text = filled(text, *values)
        if self._stopped or any(r.status == "cancelled" for r in reports):
            text += " " + self.tr("Stopped by you: run it again to go on.")
        erased = max((r.erased for r in reports), default=0)
        if erased:
            text += " " + filled(self.tr("The keys up to %1 are destroyed by rule."), str(erased))
        lines = []
        for report in reports:
            if report.trouble is not None:
                text += " " + filled(self.tr("%1 was not finished."), report.day)
                lines.append(filled(self.tr("%1 stopped: %2"), report.day, words.trouble(report.trouble)))
            lines += [self._left(report, row) for row in report.uncollected]
        done = [report for report in reports if report.trouble is None]
        if done:
            for tier, (count, amount) in done[-1].tiers.items():
                of_tier = (words.show(tier, "tier"), words.count(count), words.money(amount))
                lines.append(filled(self.tr("%1: %2 · %3"), *of_tier))
        return text, lines

    def _left(self, report: DayReport, row: Uncollected) -> str:
        """A collection that did not take place, and why."""
        text = (
            self.tr("%1: %2 yuan of %3 were not collected: %4")
            if row.void
            else self.tr("%1: %2 yuan of %3 wait and are tried again: %4")
        )
        why = self.words.trouble(row.why) if row.why is not None else "–"
        return filled(text, report.day, self.words.number(row.amount), row.customer.name, why)

    def _failed(self, error: BaseException) -> None:
        self.context.shell.report(error)
        self.load()  # what was done before stays done

    def _ran(self, reports: tuple[DayReport, ...]) -> None:
        days = {r.day for r in reports}
        kept = [r for r in self.reports.rows if r.day not in days]
        self.reports.set_rows((*reversed(reports), *kept)[:KEPT])
        self.load()

    def _until(self) -> None:
        self.fill(
            self.tr("The end of one day"),
            [Ask("day", self.tr("Day"), DAY, self.context.workplace.today)],
            lambda v: v["day"],
            self.start,
            action=self.tr("Run"),
            explanation=filled(
                self.tr("A day can be run late, with up to %1 before it; one that was run changes nothing."),
                str(MOST_MISSED),
            ),
        )

    def _walk(self) -> None:
        self.fill(
            self.tr("Let time pass"),
            [Ask("days", self.tr("Days"), NUMBER, "30")],
            lambda v: self.context.workplace.walk(v["days"]),
            lambda _day: self.load(),
            action=self.tr("Go on"),
            explanation=self.tr("Only in the sample: its business day moves on, never back."),
        )
