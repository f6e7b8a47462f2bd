"""Every view and dialog of the window with real contents, one after the other: for pictures and for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from loc_desktop.app.values import OutboxRow
from loc_desktop.demo.gallery_later import later_scenes
from loc_desktop.demo.gallery_money import money_scenes
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.errors import KnownError, Money
from loc_desktop.texts.sentence import trouble_of
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.ledger_view import LedgerView
from loc_desktop.ui.viewer.trace_view import TraceView
from loc_desktop.ui.widgets.tabs_view import TabsView

PATIENCE_MS = 60_000
"""A scene that is not ready after this long is a fault."""

Scene = tuple[str, QWidget]
"""A name for the file, and what is to be seen."""

LIST = (
    "姓名,身份证号,金额（元）,期限（月）,用途,年收入（元）,资产（元）,负债（元）,村组,电话,住址,建档年份",
    "蒋明民,350824198303140010,20000,24,种植茶叶,18000,9000,3000,古田镇一组,10070631599,武平县古田镇,",
    "尹金凤,350825198303300025,8000,12,养殖土鸡,9000,2000,0,东肖镇二组,10093510206,新罗区东肖镇,",
    "王宝,3.50881E+17,12000,12,开小商店,9000,2000,0,江山镇,10037255862,漳平市江山镇,",
    "潘文军,350802198305010043,80000,24,大棚蔬菜,26000,12000,8000,白沙镇,10075082823,新罗区白沙镇,",
    "石立宝,350824198303140010,15000,12,修缮住房,9000,2000,0,古田镇一组,10019847904,武平县古田镇,",
    "叶明琴,350802198308210112,30000,36,养殖肉牛,26000,12000,8000,新泉镇,10046912943,新罗区新泉镇,",
)
"""A list of made-up applicants: three good rows; a lost number, too much, a person twice with a refused
use."""


class UnreadyError(RuntimeError):
    """A scene did not settle in time."""


def settle(window: MainWindow) -> None:
    """Let everything that was begun end: jobs, typing pauses, pending repaints."""
    ended = QEventLoop()
    late: list[bool] = []
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(lambda: late.append(True))
    guard.start(PATIENCE_MS)
    look = QTimer()
    look.setInterval(15)

    def calm() -> None:
        waiting = any(t.isActive() and t.isSingleShot() for t in window.findChildren(QTimer))
        if late or not (window.tasks.busy or waiting):
            ended.quit()

    look.timeout.connect(calm)
    look.start()
    ended.exec()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    if late:
        raise UnreadyError(f"{window.tasks.busy} jobs did not end in time")


class Gallery:
    """Goes through the window of a prepared sample. ``folder`` is for the files that scenes need."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.identities = {one.role: one.id for one in window.workplace.identities()}

    def scenes(self) -> Iterator[Scene]:
        """Every scene in turn; the one before is closed when the next is asked for."""
        for role in self.identities:
            yield from self._views(role)
        yield from self._customer()
        yield from money_scenes(self)
        yield from self._grantor()
        yield from self._everyone()
        yield from self._troubles()
        yield from later_scenes(self)

    def become(self, role: str) -> None:
        self.window.become(self.identities[role])
        settle(self.window)

    def show(self, name: str, target: object = None) -> Any:
        """Bring a view to the front and wait for its contents."""
        self.window.go(name, target)
        settle(self.window)
        return self.window.views[name]

    def dialog(self, name: str, dialog: QDialog | None) -> Iterator[Scene]:
        if dialog is None:
            raise UnreadyError(f"{name} has not opened")
        settle(self.window)
        yield name, dialog
        dialog.reject()
        settle(self.window)

    def _views(self, role: str) -> Iterator[Scene]:
        self.become(role)
        for name in list(self.window.listed):
            if name != "trace":
                self.show(name)
                yield f"{role}-{name}", self.window
                yield from self._pages(role, name)

    def _pages(self, role: str, name: str) -> Iterator[Scene]:
        """The tabs of a view that has views behind tabs."""
        view = self.window.views[name]
        if isinstance(view, TabsView):
            for page in view.pages:
                view.open_page(page)
                settle(self.window)
                yield f"{role}-{name}-{page}", self.window

    def _customer(self) -> Iterator[Scene]:
        self.become("C")
        form = self.show("form", "")
        assert isinstance(form, ApplicationFormView)
        form.fields["amount"].edit.setText("50000")
        form.fields["months"].edit.setText("480")
        form.check_all()
        settle(self.window)
        yield "C-form-problems", self.window
        applications = self.show("applications")
        assert isinstance(applications, ApplicationsView)
        draft = applications.drafts.row_at(applications.drafts.index(0, 0))
        if draft is not None:
            form = self.show("form", draft)
            form.fields["income"].edit.setText("18000")
            form.fields["asset"].edit.setText("9000")
            form.fields["debt"].edit.setText("0")
            form.sign.click()
            settle(self.window)
            yield from self.dialog("C-form-sign", form.confirm)
        applications.import_file.click()
        importing = applications.import_dialog
        if importing is not None:
            file = self.folder / "applicants.csv"
            file.write_text("\n".join(LIST) + "\n", encoding="utf-8")
            importing.read(file)
            settle(self.window)
            importing.table.selectRow(4)
            yield from self.dialog("C-import", importing)
        identities = self.show("identities")
        identities.add_customer.click()
        yield from self.dialog("C-new-customer", identities.dialog)
        identities.customers_table.setCurrentIndex(identities.customers.index(1, 0))
        identities.replace_key.click()
        replacing = identities.dialog
        settle(self.window)
        yield "C-replace-key", replacing
        replacing.fields["pin"].edit.setText("135791")
        replacing.keep.click()
        settle(self.window)
        yield "C-replace-key-sign", identities.confirm
        identities.confirm.sign.click()
        settle(self.window)
        self.become("CAD")
        waiting = self.show("inbox").model.rows
        self.show("audit", next(one.event for one in waiting if one.kind == "identity.succeed"))
        yield "CAD-audit-key", self.window

    def _grantor(self) -> Iterator[Scene]:
        self.become("B")
        inbox = self.show("inbox")
        assert isinstance(inbox, InboxView)
        for verdict in ("Failed", "Pass"):
            audit = self._audit_with(inbox, verdict)
            yield f"B-audit-{verdict.lower()}", self.window
            audit.sign.click()
            settle(self.window)
            yield from self.dialog(f"B-sign-{verdict.lower()}", audit.confirm)
        audit.what_if.click()
        settle(self.window)
        what_if = audit.what_if_dialog
        if what_if is not None:
            next(iter(what_if.fields.values())).setText("5000")
            what_if.count.click()
            yield from self.dialog("B-what-if", what_if)
        inbox = self.show("inbox")
        inbox.sign_all.click()
        settle(self.window)
        if inbox.many is not None:
            yield from self.dialog("B-sign-many", inbox.many.confirm)
        register = self.show("register")
        register.add.click()
        yield from self.dialog("B-add-person", register.dialog)
        register.tabs.setCurrentIndex(1)
        settle(self.window)
        yield "B-blacklist", self.window
        register.add.click()
        yield from self.dialog("B-add-evidence", register.dialog)
        terms = self.show("terms")
        next(iter(terms.fields.values())).setText("1000")
        settle(self.window)
        yield "B-terms-changed", self.window
        self.become("FD")
        audit = self._audit_with(self.show("inbox"), "Pass")
        yield "FD-audit", self.window
        audit.sign.click()
        settle(self.window)
        yield from self.dialog("FD-sign", audit.confirm)

    def _audit_with(self, inbox: Any, verdict: str) -> AuditView:
        """The audit view on the first waiting event with this verdict (or on the last one)."""
        audit = None
        for line in inbox.model.rows:
            audit = self.show("audit", line.event)
            if audit.case is not None and audit.case.verdict == verdict:
                break
        if audit is None:
            raise UnreadyError("the inbox is empty")
        assert isinstance(audit, AuditView)
        return audit

    def _everyone(self) -> Iterator[Scene]:
        self.become("R")
        ledger = self.show("ledger")
        assert isinstance(ledger, LedgerView)
        for number, tab in enumerate(("event", "signatures", "endorsements", "raw")):
            ledger.panel.tabs.setCurrentIndex(number)
            settle(self.window)
            yield f"R-ledger-{tab}", self.window
        ledger.search.kind.setCurrentIndex(1)
        ledger.search.more.setChecked(True)
        settle(self.window)
        yield "R-ledger-search", self.window
        viewer = self.window.context.desk.viewer
        decided = [r for r in viewer.search(SearchQuery(kind="loan.apply")).rows if r.code is not None]
        for code, name in ((1, "refused"), (0, "unlocked")):
            event = next((r.event for r in decided if r.code == code), "")
            if event:
                trace = self.show("trace", event)
                assert isinstance(trace, TraceView)
                yield f"R-trace-{name}", self.window
        trace.go_to(2)
        settle(self.window)
        yield "R-trace-step", self.window
        trace.open_top()
        yield from self.dialog("R-value", trace.value)
        self.window.show_help()
        yield from self.dialog("help", self._last_dialog())
        settings = self.show("settings")
        settings.join.click()
        yield from self.dialog("join", settings.dialog)

    def _troubles(self) -> Iterator[Scene]:
        from loc_desktop.ui.signing.batch_dialog import BatchDialog
        from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
        from loc_desktop.ui.signing.outbox_dialog import OutboxDialog
        from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog, PinDialog

        window = self.window
        self.become("B")
        known = KnownError(
            "keyring.locked",
            "The keyring is locked.",
            "Unlock it and try again.",
            money=Money.NOT_MOVED,
            details={"backend": "Secret Service"},
        )
        for name, error in (("error", known), ("bug", ValueError("an example of a fault"))):
            window.report(error)
            yield from self.dialog(name, window.errors.dialog)
        pin = PinDialog("林秀英", window)
        pin.open()
        yield from self.dialog("pin", pin)
        passphrase = PassphraseDialog(window, new=True)
        passphrase.open()
        yield from self.dialog("passphrase", passphrase)
        outbox = OutboxDialog(window.context, window)
        outbox.open()
        settle(window)
        outbox.model.set_rows(
            [OutboxRow("1", "lock", "7f3a" * 8, "2026-11-22T08:00:00Z", "waiting", 3, trouble_of(known))]
        )
        yield from self.dialog("outbox", outbox)
        self._register_question()
        yield from self.dialog("question", self._found(QuestionDialog))
        batch = BatchDialog(
            window.words.kind("loan.apply"), window.tasks, lambda job: job.progress(7, 10), _summary, window
        )
        batch.start()
        yield from self.dialog("progress", batch)

    def _register_question(self) -> None:
        register = self.show("register")
        register.tabs.setCurrentIndex(0)
        register.remove.click()

    def _found(self, kind: type[QDialog]) -> QDialog | None:
        shown = [d for d in self.window.findChildren(kind) if d.isVisible()]
        return shown[-1] if shown else None

    def _last_dialog(self) -> QDialog | None:
        return self._found(QDialog)


def _summary(_result: object) -> tuple[str, list[str]]:
    return "7 / 10", ["7f3a7f3a: …", "8b1c8b1c: …"]


def shoot(scenes: Iterator[Scene], folder: Path, told: Callable[[str], None]) -> int:
    """A PNG of every scene; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for name, widget in scenes:
        file = folder / f"{name}.png"
        if not widget.grab().save(str(file)):
            raise KnownError(
                "file.unwritable",
                f"The file {file} cannot be written.",
                "Choose another folder.",
                params={"file": str(file), "why": ""},
            )
        number += 1
        told(name)
    return number
