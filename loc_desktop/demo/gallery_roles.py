"""The views and dialogs of every role with real contents, for the gallery."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from typing import Any

from loc_desktop.app.values import OutboxRow
from loc_desktop.data_file import missing, unwritable
from loc_desktop.demo.gallery import Gallery, Scene, UnreadyError, settle
from loc_desktop.desk.join.this_computer import certify
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.errors import KnownError, Money
from loc_desktop.texts.sentence import trouble_of
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.counter_view import CounterView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.challenge.members_view import MembersView
from loc_desktop.ui.granting import case_round
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.colleagues_view import ColleaguesView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.join.identity_file import restore_all_data_dialog
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.signing.outbox_dialog import OutboxDialog
from loc_desktop.ui.viewer.ledger_view import LedgerView
from loc_desktop.ui.viewer.trace_view import TraceView
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog, PinDialog
from loc_desktop.ui.widgets.tabs_view import TabsView

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


def views_of_roles(gallery: Gallery) -> Iterator[Scene]:
    """Every view in the navigation of every role."""
    for role in gallery.identities:
        yield from _views(gallery, role)


def _views(gallery: Gallery, role: str) -> Iterator[Scene]:
    gallery.become(role)
    for name in list(gallery.window.listed):
        if name != "trace":
            gallery.show(name)
            yield f"{role}-{name}", gallery.window
            yield from _pages(gallery, role, name)


def _pages(gallery: Gallery, role: str, name: str) -> Iterator[Scene]:
    """The tabs of a view that has views behind tabs."""
    view = gallery.window.views[name]
    if isinstance(view, TabsView):
        for page in view.pages:
            view.open_page(page)
            settle(gallery.window)
            yield f"{role}-{name}-{page}", gallery.window


def customer_scenes(gallery: Gallery) -> Iterator[Scene]:
    """The customer's form, an import, the customers of the counter and their keys."""
    gallery.become("C")
    yield from _marked(gallery)
    form = gallery.show("form", "")
    assert isinstance(form, ApplicationFormView)
    form.fields["amount"].edit.setText("50000")
    form.fields["months"].edit.setText("480")
    form.check_all()
    settle(gallery.window)
    yield "C-form-problems", gallery.window
    applications = gallery.show("applications")
    assert isinstance(applications, ApplicationsView)
    draft = applications.drafts.row_at(applications.drafts.index(0, 0))
    if draft is not None:
        form = gallery.show("form", draft)
        form.fields["income"].edit.setText("18000")
        form.fields["asset"].edit.setText("9000")
        form.fields["debt"].edit.setText("0")
        form.sign.click()
        settle(gallery.window)
        yield from gallery.dialog("C-form-sign", form.confirm)
    applications.import_file.click()
    importing = applications.import_dialog
    if importing is not None:
        file = gallery.folder / "applicants.csv"
        file.write_text("\n".join(LIST) + "\n", encoding="utf-8")
        importing.read(file)
        settle(gallery.window)
        importing.rows.table.selectRow(4)
        yield from gallery.dialog("C-import", importing)
    customers = gallery.show("customers")
    assert isinstance(customers, CounterView)
    customers.new.click()
    yield from gallery.dialog("C-new-customer", customers.dialog)
    yield from _change_pin(gallery, customers)
    customers.back_up_all.click()
    yield from gallery.dialog("C-back-up-all", customers.dialog)
    settings = gallery.show("settings")
    settings.back_up_halves.click()
    yield from gallery.dialog("C-back-up-halves", settings.keys)
    settings.restore_halves.click()
    yield from gallery.dialog("C-restore-halves", settings.keys)
    settings.back_up_everything.click()
    yield from gallery.dialog("C-back-up-everything", settings.keys)
    restoring = restore_all_data_dialog(settings.context, settings, lambda _none: None, lambda _error: None)
    restoring.open()
    yield from gallery.dialog("C-restore-everything", restoring)
    gallery.show("customers")
    customers.edit.click()
    yield from gallery.dialog("C-edit-customer", customers.dialog)
    customers.replace_key.click()
    settle(gallery.window)
    if customers.dialog is not None:
        yield "C-replace-key", customers.dialog
    _fill(gallery, customers.dialog, {"pin": "135791", "again": "135791"})
    if customers.confirm is not None:
        yield "C-replace-key-sign", customers.confirm
        customers.confirm.sign.click()
    settle(gallery.window)
    gallery.become("CAD")
    waiting = gallery.show("inbox").model.rows
    gallery.show("audit", next(case.event for case in waiting if case.kind == "identity.succeed"))
    yield "CAD-audit-key", gallery.window


def _change_pin(gallery: Gallery, customers: CounterView) -> Iterator[Scene]:
    """Of a customer who is added here, as the sample's have none. The new one is refused."""
    person = {"name": "陈秀英", "identity_number": "11010519491231002X", "pin": "493817", "again": "493817"}
    customers.new.click()
    _fill(gallery, customers.dialog, person)
    customers.change_pin.click()
    _fill(gallery, customers.dialog, {"old_pin": "493817", "new_pin": "123456", "again": "123456"})
    yield from gallery.dialog("C-change-pin", customers.dialog)


def _office(gallery: Gallery) -> Iterator[Scene]:
    """The members of an office: a colleague joins and is named a substitute."""
    workplace = gallery.window.context.workplace
    made = workplace.connections.keystore()
    own = gallery.window.desk.carrier.identity if gallery.window.desk is not None else None
    assert own is not None
    colleague = made.create("B", "林小梅", own.organisation, own.ledger)
    member = certify(workplace.connections, colleague, False)
    Carrier(workplace.connections, member).send("register", [member.member_record()], "", queue=False)
    made.delete(member)  # it works at a computer of its own
    Carrier(workplace.connections, own).catch_up()
    view = gallery.show("colleagues")
    assert isinstance(view, ColleaguesView)
    view.name_one.click()
    settle(gallery.window)
    if view.values is not None:
        yield "B-substitute", view.values
        view.values.next.click()
        settle(gallery.window)
        assert view.confirm is not None
        yield "B-substitute-sign", view.confirm
        view.confirm.sign.click()
        settle(gallery.window)
    yield "B-office", gallery.window


def _fill(gallery: Gallery, dialog: FieldsDialog | None, values: Mapping[str, str]) -> None:
    assert dialog is not None
    for name, text in values.items():
        dialog.fields[name].edit.setText(text)
    dialog.keep.click()
    settle(gallery.window)


def grantor_scenes(gallery: Gallery) -> Iterator[Scene]:
    """A grantor's audits and signatures, terms and registers."""
    gallery.become("B")
    inbox = gallery.show("inbox")
    assert isinstance(inbox, InboxView)
    for verdict in ("Failed", "Pass"):
        audit = _audit_with(gallery, inbox, verdict)
        yield f"B-audit-{verdict.lower()}", gallery.window
        audit.sign.click()
        settle(gallery.window)
        yield from gallery.dialog(f"B-sign-{verdict.lower()}", audit.confirm)
    audit.what_if.click()
    settle(gallery.window)
    what_if = audit.what_if_dialog
    if what_if is not None:
        next(iter(what_if.fields.values())).setText("5000")
        what_if.count.click()
        yield from gallery.dialog("B-what-if", what_if)
    inbox = gallery.show("inbox")
    inbox.sign_all.click()
    settle(gallery.window)
    if inbox.many is not None:
        yield from gallery.dialog("B-sign-many", inbox.many.confirm)
    yield from _office(gallery)
    register = gallery.show("register")
    register.add.click()
    yield from gallery.dialog("B-add-person", register.dialog)
    register.tabs.setCurrentIndex(1)
    settle(gallery.window)
    yield "B-blacklist", gallery.window
    register.add.click()
    yield from gallery.dialog("B-add-evidence", register.dialog)
    terms = gallery.show("terms")
    next(iter(terms.fields.values())).setText("1000")
    settle(gallery.window)
    yield "B-terms-changed", gallery.window
    gallery.window.go("inbox")
    yield from gallery.dialog("B-terms-leave", gallery.window.unsaved.question)
    terms.undo.click()
    yield from _beside_a_verdict(gallery)
    gallery.become("FD")
    audit = _audit_with(gallery, gallery.show("inbox"), "Pass")
    yield "FD-audit", gallery.window
    audit.sign.click()
    settle(gallery.window)
    yield from gallery.dialog("FD-sign", audit.confirm)


def _beside_a_verdict(gallery: Gallery) -> Iterator[Scene]:
    """Own evidence, a return and what the counter sees of it; new work since the list was looked at."""
    later = gallery.window.workplace.desk_of("CAD")
    later.carrier.catch_up()
    later.inbox.ids()
    later.inbox.page()
    later.inbox.looked()
    audit = _audit_with(gallery, gallery.show("inbox"), "Pass")
    audit.own.click()
    own = audit.values
    if own is not None:
        own.texts["text"].setPlainText("三次上门均无人，邻居说全家已外出务工。")
    yield from gallery.dialog("B-own-evidence", own)
    audit.give_back.click()
    back = audit.values
    if back is not None:
        for code in ("income_proof", "photograph"):
            back.many["missing"][code].setChecked(True)
        back.texts["text"].setPlainText("请补交村委会开具的收入证明。")
    yield from gallery.dialog("B-return", back)
    case = audit.case
    assert case is not None
    desk = gallery.window.context.desk
    desk.returns.submit(desk.returns.prepare(case.event, ("income_proof",), "请补交村委会开具的收入证明。"))
    inbox = gallery.show("inbox")
    inbox.load()
    settle(gallery.window)
    other = _audit_with(gallery, inbox, "Pass").case
    assert other is not None
    desk.grants.sign(desk.grants.prepare(other))
    gallery.become("CAD")
    gallery.show("inbox")
    yield "CAD-inbox-new", gallery.window
    gallery.become("C")
    applications = gallery.show("applications", case.event)
    assert isinstance(applications, ApplicationsView)
    yield "C-returned", gallery.window
    applications.why.click()
    settle(gallery.window)
    yield from gallery.dialog("C-explanation", applications.explained)


def _audit_with(gallery: Gallery, inbox: Any, verdict: str) -> AuditView:
    """The audit view on the first waiting event with this verdict (or on the last one)."""
    audit = None
    case_round.begin(gallery.window.context.desk, inbox.model.rows)
    for line in inbox.model.rows:
        audit = gallery.show("audit", line.event)
        if audit.case is not None and audit.case.verdict == verdict:
            break
    if audit is None:
        raise UnreadyError("the inbox is empty")
    assert isinstance(audit, AuditView)
    return audit


def ledger_scenes(gallery: Gallery) -> Iterator[Scene]:
    """Blocks, traces, help and the settings with their dialogs."""
    gallery.become("R")
    ledger = gallery.show("ledger")
    assert isinstance(ledger, LedgerView)
    for number, tab in enumerate(("event", "signatures", "endorsements", "raw")):
        ledger.panel.tabs.setCurrentIndex(number)
        settle(gallery.window)
        yield f"R-ledger-{tab}", gallery.window
    yield from _reading(gallery, ledger)
    yield from _inspecting(gallery)
    yield from _revoking(gallery)
    ledger = gallery.show("ledger")
    ledger.search.kind.setCurrentIndex(1)
    ledger.search.more.setChecked(True)
    settle(gallery.window)
    yield "R-ledger-search", gallery.window
    viewer = gallery.window.context.desk.viewer
    decided = [r for r in viewer.search(SearchQuery(kind="loan.apply")).rows if r.code is not None]
    for code, name in ((1, "refused"), (0, "unlocked")):
        event = next((r.event for r in decided if r.code == code), "")
        if event:
            trace = gallery.show("trace", event)
            assert isinstance(trace, TraceView)
            yield f"R-trace-{name}", gallery.window
    trace.go_to(2)
    settle(gallery.window)
    yield "R-trace-step", gallery.window
    trace.open_top()
    yield from gallery.dialog("R-value", trace.value)
    gallery.window.show_help()
    yield from gallery.dialog("help", gallery.last_dialog())
    settings = gallery.show("settings")
    settings.back_up.click()
    _fill(gallery, settings.keys, {"passphrase": "12345678", "again": "12345678"})
    yield from gallery.dialog("back-up", settings.keys)
    settings.restore.click()
    yield from gallery.dialog("restore", settings.keys)
    settings.join.click()
    yield from gallery.dialog("join", settings.dialog)


def _inspecting(gallery: Gallery) -> Iterator[Scene]:
    """A customer is inspected, and stands in the record of readings."""
    members = gallery.show("members")
    assert isinstance(members, MembersView)
    customer = next(line for line in reversed(members.model.rows) if line.party.role == "C")
    members.table.setCurrentIndex(members.model.find((customer.party.role, customer.party.key)))
    members.inspect.click()
    settle(gallery.window)
    assert members.inspecting.values is not None
    yield "R-inspect", members.inspecting.values
    members.inspecting.values.next.click()
    settle(gallery.window)
    assert members.inspecting.confirm is not None
    yield "R-inspect-sign", members.inspecting.confirm
    members.inspecting.confirm.sign.click()
    settle(gallery.window)
    yield from gallery.dialog("R-inspected", members.inspecting.found)
    gallery.show("readings")
    yield "R-readings-some", gallery.window


def _revoking(gallery: Gallery) -> Iterator[Scene]:
    """A bank's membership is to be taken away."""
    members = gallery.show("members")
    assert isinstance(members, MembersView)
    bank = next(line for line in members.model.rows if line.party.role == "B")
    members.table.setCurrentIndex(members.model.find((bank.party.role, bank.party.key)))
    members.revoke.click()
    settle(gallery.window)
    assert members.values is not None
    members.values.texts["reason"].setPlainText("银行业务许可证已被吊销")
    yield "R-revoke", members.values
    members.values.next.click()
    settle(gallery.window)
    assert members.confirm is not None
    yield "R-revoke-sign", members.confirm
    members.confirm.sign.click()
    settle(gallery.window)
    yield "R-members-revoking", gallery.window
    members.withdraw.click()
    settle(gallery.window)
    members.confirm.sign.click()
    settle(gallery.window)


def _marked(gallery: Gallery) -> Iterator[Scene]:
    """An application that is on the ledger while a file of this computer was in use elsewhere."""
    applications = gallery.show("applications")
    assert isinstance(applications, ApplicationsView)
    asides, chosen = gallery.window.workplace.asides, applications.chosen
    assert chosen is not None
    (index,) = gallery.window.workplace.home.glob("index-*.sqlite")
    with asides.beside(chosen.event):
        asides.tell(unwritable(index, OSError(errno.ENOSPC, "")))
    applications.load()
    settle(gallery.window)
    yield "C-application-marked", gallery.window
    applications.mark.seen.click()
    settle(gallery.window)


def _missing_file(gallery: Gallery) -> Iterator[Scene]:
    """A bank's books are missing: what may be done, and what beginning anew means."""
    window = gallery.window
    (books,) = window.workplace.home.glob("books-*.sqlite")
    window.report(missing(books))
    dialog = window.errors.dialog
    assert dialog is not None
    settle(window)
    yield "missing-file", dialog
    dialog.action_buttons[1].click()
    yield from gallery.dialog("missing-file-anew", window.remedies.question)
    dialog.reject()
    settle(window)


def _reading(gallery: Gallery, ledger: LedgerView) -> Iterator[Scene]:
    """The regulator reads a dossier for a purpose."""
    ledger.panel.tabs.setCurrentIndex(0)
    applied = (at for at, line in enumerate(ledger.model.rows) if line.kind == "loan.apply")
    ledger.table.setCurrentIndex(ledger.model.index(next(applied), 0))
    settle(gallery.window)
    yield "R-ledger-application", gallery.window
    reading = ledger.panel.reading
    ledger.panel.read.click()
    settle(gallery.window)
    if reading.values is None:
        raise UnreadyError("the purpose is not asked for")
    yield "R-reading", reading.values
    reading.values.next.click()
    settle(gallery.window)
    if reading.confirm is None:
        raise UnreadyError("what is signed is not shown")
    yield "R-reading-sign", reading.confirm
    reading.confirm.sign.click()
    settle(gallery.window)
    yield from gallery.dialog("R-reading-dossier", reading.dossier)


def trouble_scenes(gallery: Gallery) -> Iterator[Scene]:
    """Errors, questions for secrets, the outbox."""
    window = gallery.window
    gallery.become("B")
    known = KnownError(
        "keyring.locked",
        money=Money.NOT_MOVED,
        details={"backend": "Secret Service"},
    )
    for name, error in (("error", known), ("bug", ValueError("an example of a fault"))):
        window.report(error)
        yield from gallery.dialog(name, window.errors.dialog)
    yield from _missing_file(gallery)
    pin = PinDialog("林秀英", window)
    pin.open()
    yield from gallery.dialog("pin", pin)
    passphrase = PassphraseDialog(window, new=True)
    passphrase.open()
    yield from gallery.dialog("passphrase", passphrase)
    outbox = OutboxDialog(window.context, window)
    outbox.open()
    settle(window)
    outbox.model.set_rows(
        [OutboxRow("1", "lock", "7f3a" * 8, "2026-11-22T08:00:00Z", "waiting", 3, trouble_of(known))]
    )
    yield from gallery.dialog("outbox", outbox)
    _register_question(gallery)
    yield from gallery.dialog("question", gallery.found(QuestionDialog))
    batch = BatchDialog(
        window.words.kind("loan.apply"), window.tasks, lambda job: job.progress(7, 10), _summary, window
    )
    batch.start()
    yield from gallery.dialog("progress", batch)


def _register_question(gallery: Gallery) -> None:
    register = gallery.show("register")
    register.tabs.setCurrentIndex(0)
    register.remove.click()


def _summary(_result: object) -> tuple[str, list[str]]:
    return "7 / 10", ["7f3a7f3a: …", "8b1c8b1c: …"]
