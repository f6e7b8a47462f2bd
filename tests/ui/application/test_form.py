"""The application form and the import: problems at their fields, drafts that are never lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.demo.gallery_roles import LIST
from loc_desktop.desk.application.made_people import identity_number, person_name, village
from loc_desktop.desk.values.application import Attachment
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.loan.products import DEFAULT_PRODUCT
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.application.import_dialog import ImportDialog
from loc_desktop.ui.shell.main_window import MainWindow
from tests.desk.application.test_departments import newcomer
from tests.ui.conftest import OpenWindow
from tests.ui.seen import texts
from tests.ui.support import LONG_MS, Bot, become, key, no_error, pick, press, shown, type_into


def _form(window: MainWindow) -> ApplicationFormView:
    become(window, "C")
    window.go("form", "")
    settle(window)
    form = window.views["form"]
    assert isinstance(form, ApplicationFormView)
    return form


def _applications(window: MainWindow) -> ApplicationsView:
    window.go("applications")
    settle(window)
    view = window.views["applications"]
    assert isinstance(view, ApplicationsView)
    return view


def test_what_is_wrong_is_said_at_the_field(qtbot: Bot, window: MainWindow) -> None:
    form = _form(window)
    field = form.fields["months"]
    type_into(qtbot, field.edit, "37")
    key(qtbot, field.edit, Qt.Key.Key_Tab)
    assert field.problem.isVisible()
    assert field.edit.accessibleDescription() == field.problem.text().removeprefix("✗ ")
    type_into(qtbot, field.edit, "36")
    assert not field.problem.isVisible()


def test_name_and_number_are_the_applicants_and_cannot_be_typed(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    other = workplace.desk_of("C").applications.applicants.add("陈秀英", identity_number("77"), "246810")
    form = _form(window)
    number, name = form.fields["identity_number"].edit, form.fields["name"].edit
    assert (name.text(), number.text()) == ("刘建国", identity_number("0"))
    type_into(qtbot, number, identity_number("77"))
    type_into(qtbot, name, "陈秀英")
    assert (name.isReadOnly(), number.isReadOnly()) == (True, True)
    assert (name.text(), number.text()) == ("刘建国", identity_number("0"))
    assert pick(qtbot, form, "cxy").identity == other.identity
    assert (name.text(), number.text()) == ("陈秀英", identity_number("77"))
    pick(qtbot, form, "建国")
    assert (name.text(), number.text()) == ("刘建国", identity_number("0"))


def test_what_is_the_last_applicants_own_does_not_stay_for_the_next(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    counter = workplace.desk_of("C").applications
    applicant, _ = (counter.applicants.add("陈秀英", identity_number(n), "246810") for n in ("77", "78"))
    form = _form(window)
    # Two of one name are told apart by their numbers, in the list and when chosen.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    type_into(qtbot, form.applicant.edit, "cxy")
    qtbot.waitUntil(lambda: len(form.applicant.found) == 2, timeout=LONG_MS)
    offered = [form.applicant.popup.model().index(at, 0).data() for at in range(2)]
    assert sorted(offered) == sorted(f"陈秀英 · {identity_number(n)}" for n in ("77", "78"))
    assert pick(qtbot, form, identity_number("77")).identity == applicant.identity
    assert form.applicant.edit.text() == f"陈秀英 · {identity_number('77')}"
    for name, text in (
        ("address", "东肖镇"), ("phone", "13800000000"), ("group", "一组"),
        ("amount", "30000"), ("income", "20000"), ("asset", "50000"), ("debt", "5000"),
    ):  # fmt: skip
        type_into(qtbot, form.fields[name].edit, text)
    form.documents.show_attachments((Attachment("身份证.jpg", "image/jpeg", b"1"),))
    pick(qtbot, form, identity_number("78"))
    for name in ("address", "phone", "group", "income", "asset", "debt"):
        assert form.fields[name].edit.text() == "", name
    assert form.form().attachments == ()
    assert form.fields["amount"].edit.text() == "30000"


def test_the_amount_stands_in_capitals_as_it_is_typed(qtbot: Bot, window: MainWindow) -> None:
    form = _form(window)
    type_into(qtbot, form.fields["amount"].edit, "50000")
    assert form.fields["amount"].note.text() == "伍万元整"
    type_into(qtbot, form.fields["amount"].edit, "abc")
    assert not form.fields["amount"].note.isVisible()


def test_an_empty_form_is_not_signed_and_the_first_problem_has_the_focus(
    qtbot: Bot, window: MainWindow
) -> None:
    form = _form(window)
    for field in form.fields.values():
        if not field.edit.isReadOnly():
            field.edit.clear()
    press(qtbot, form.sign)
    settle(window)
    assert form.confirm is None
    assert window.focusWidget() is form.fields["purpose"].edit
    assert all(form.fields[name].problem.isVisible() for name in ("purpose", "amount", "months", "income"))


def test_what_was_typed_is_there_again_after_the_window_was_closed(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(workplace)
    form = _form(window)
    type_into(qtbot, form.fields["purpose"].edit, "养蜂")
    type_into(qtbot, form.fields["amount"].edit, "12345")
    settle(window)
    assert "Draft saved" in form.saved.text()
    window.close()
    again = open_window(workplace)
    become(again, "C")
    applications = _applications(again)
    purposes = [draft.form.purpose for draft in applications.drafts.rows]
    assert "养蜂" in purposes
    row = purposes.index("养蜂")
    applications.drafts_table.setCurrentIndex(applications.drafts.index(row, 0))
    press(qtbot, applications.continue_draft)
    settle(again)
    form = again.views["form"]  # type: ignore[assignment]
    assert form.fields["purpose"].edit.text() == "养蜂"
    assert form.fields["amount"].edit.text() == "12345"


def test_leaving_the_form_at_once_keeps_the_draft_too(qtbot: Bot, window: MainWindow) -> None:
    form = _form(window)
    before = len(_applications(window).drafts.rows)
    window.go("form")
    type_into(qtbot, form.fields["purpose"].edit, "tea")
    window.go("applications")
    settle(window)
    applications = _applications(window)
    qtbot.waitUntil(lambda: len(window.context.desk.applications.drafts()) == before + 1, timeout=LONG_MS)
    applications.load()
    settle(window)
    assert len(applications.drafts.rows) == before + 1


def test_looking_at_the_form_makes_no_draft(qtbot: Bot, window: MainWindow) -> None:
    before = len(window.workplace.desk_of("C").applications.drafts())
    _form(window)
    _applications(window)
    settle(window)
    assert len(window.workplace.desk_of("C").applications.drafts()) == before


def test_discarding_a_draft_asks_first(qtbot: Bot, window: MainWindow) -> None:
    become(window, "C")
    applications = _applications(window)
    before = len(applications.drafts.rows)
    assert before == 1
    press(qtbot, applications.discard_draft)
    question = shown(qtbot, lambda: applications.question)
    key(qtbot, question, Qt.Key.Key_Return)
    settle(window)
    assert len(applications.drafts.rows) == before
    press(qtbot, applications.discard_draft)
    question = shown(qtbot, lambda: applications.question)
    press(qtbot, question.do)
    settle(window)
    assert len(applications.drafts.rows) == 0
    assert not applications.drafts_table.isVisible()


def _import(bot: Bot, window: MainWindow, file: Path) -> ImportDialog:
    become(window, "C")
    applications = _applications(window)
    press(bot, applications.import_file)
    dialog = shown(bot, lambda: applications.import_dialog)
    dialog.read(file)
    settle(window)
    return dialog


def _write(folder: Path, *rows: str) -> Path:
    file = folder / "applicants.csv"
    file.write_text("\n".join((LIST[0], *rows)) + "\n", encoding="utf-8")
    return file


def test_the_preview_shows_every_row_with_its_problems(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = _import(qtbot, window, _write(tmp_path, *LIST[1:]))
    assert dialog.rows.summary.text() == "3 rows are good (58,000.00 yuan), 3 have problems."
    assert dialog.file.text() == "applicants.csv · UTF-8 · comma · not read: 建档年份"
    said = {r.row: dialog.rows.model.index(n, 7).data() for n, r in enumerate(dialog.rows.model.rows)}
    assert [said[number] for number in (1, 2, 6)] == ["✓"] * 3
    assert said[3].startswith("B4 · identity number: a spreadsheet made it scientific notation")
    assert said[4] == "C5 · amount: at most 50,000.00 yuan, not 80,000.00."
    assert "B6 · The same person as in row 1" in said[5]
    assert "E6 · The programme does not lend for" in said[5]
    # What stands in the cell is shown where nothing could be read from it.
    assert dialog.rows.model.index(2, 3).data() == "3.50881E+17"
    dialog.rows.table.selectRow(4)
    assert [line[:2] for line in dialog.rows.detail.text().splitlines()] == ["B6", "E6"]
    dialog.rows.only_bad.setChecked(True)
    assert [r.row for r in dialog.rows.model.rows] == [3, 4, 5]
    window.languages.switch("zh")
    assert "第 1 人" in dialog.rows.model.index(2, 7).data()
    window.languages.switch("en")
    dialog.reject()


def test_the_rows_with_problems_and_an_empty_list_are_saved_to_be_filled_in(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = _import(qtbot, window, _write(tmp_path, *LIST[1:]))
    assert dialog.save.isVisible()
    assert dialog.preview is not None
    dialog.lists.save_problems(dialog.preview, tmp_path / "wrong.csv")
    dialog.lists.save_template(tmp_path / "empty.xlsx")
    settle(window)
    wrong = (tmp_path / "wrong.csv").read_bytes()
    assert wrong.startswith(b"\xef\xbb\xbf")
    assert "'350802198305010043" in wrong.decode()
    dialog.read(tmp_path / "wrong.csv")
    settle(window)
    assert dialog.preview is not None
    assert [row.name for row in dialog.preview.rows] == ["王宝", "潘文军", "石立宝"]
    dialog.read(tmp_path / "empty.xlsx")
    settle(window)
    assert dialog.rows.summary.text() == "There is nobody below the columns on line 1."
    dialog.reject()


def test_an_import_has_progress_can_be_stopped_and_goes_on(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    rows = [
        f"{person_name(source)},{identity_number(source)},5000,12,茶叶,9000,2000,0,{village(source)},,,"
        for source in map(str, range(3_000_000, 3_000_060))
    ]
    file = _write(tmp_path, *rows)
    dialog = _import(qtbot, window, file)
    press(qtbot, dialog.go)
    question = shown(qtbot, lambda: dialog.question)
    key(qtbot, question, Qt.Key.Key_Return)  # Cancel is the default
    assert dialog.batch is None
    press(qtbot, dialog.go)
    question = shown(qtbot, lambda: dialog.question)
    assert "60 applications for 300" in str(list(texts(question)))
    press(qtbot, question.do)
    batch = shown(qtbot, lambda: dialog.batch)
    qtbot.waitUntil(lambda: batch.bar.value() > 0, timeout=LONG_MS)
    press(qtbot, batch.stop)
    qtbot.waitUntil(lambda: not batch.running, timeout=LONG_MS)
    assert "Stopped by you" in batch.note.text()
    stopped_at = int(batch.note.text().split()[0])
    assert 0 < stopped_at < 60
    batch.accept()
    dialog.read(file)
    settle(window)
    assert f"{stopped_at} are on the ledger already." in dialog.rows.summary.text()
    assert dialog.go.text() == f"Sign and import {60 - stopped_at}"
    press(qtbot, dialog.go)
    question = shown(qtbot, lambda: dialog.question)
    press(qtbot, question.do)
    again = shown(qtbot, lambda: dialog.batch)
    qtbot.waitUntil(lambda: not again.running, timeout=LONG_MS)
    assert again.note.text().startswith(f"{60 - stopped_at} applications are on the ledger.")
    again.accept()
    dialog.reject()
    assert no_error(window)


def test_a_file_that_is_no_list_is_told_and_leaves_no_row_of_the_one_before(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = _import(qtbot, window, _write(tmp_path, *LIST[1:]))
    assert dialog.go.isEnabled()
    file = tmp_path / "other.csv"
    file.write_bytes(b"\xff\xfe\x00")
    dialog.read(file)
    settle(window)
    assert "is empty" in dialog.rows.summary.text()
    assert (len(dialog.rows.model.rows), dialog.go.isEnabled(), dialog.save.isVisible()) == (0, False, False)
    dialog.reject()
    assert no_error(window)


def test_the_product_is_chosen_and_kept_in_the_draft(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    form = _form(window)
    products = workplace.desk_of("C").applications.products()
    offered = [form.paper.product.itemData(at) for at in range(form.paper.product.count())]
    assert offered == [product.id for product in products]
    assert form.paper.product.currentData() == DEFAULT_PRODUCT
    other = next(product for product in products if not product.programme)
    form.paper.product.setCurrentIndex(offered.index(other.id))
    assert form.paper.product.currentText() == other.name[window.context.words.language]
    assert form.form().product == other.id
    # The amount and the term are held against the product that is chosen.
    type_into(qtbot, form.fields["amount"].edit, str(other.amount_max // 100 + 1))
    key(qtbot, form.fields["amount"].edit, Qt.Key.Key_Tab)
    assert form.fields["amount"].problem.isVisible()
    form.draft.save()
    qtbot.waitUntil(lambda: form.saved.text() != "", timeout=LONG_MS)
    drafts = workplace.desk_of("C").applications.drafts()
    (draft,) = [row for row in drafts if row.form.product == other.id]
    window.go("form", "")
    settle(window)
    assert form.paper.product.currentData() == DEFAULT_PRODUCT
    window.go("form", draft)
    settle(window)
    assert form.paper.product.currentData() == other.id
    assert no_error(window)


def test_after_code_4_the_application_is_submitted_again_from_the_window(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    bank, finance = workplace.desk_of("B"), workplace.desk_of("FD")
    cases = (finance.grants.open_dossier(waiting) for waiting in finance.inbox.ids())
    event = next(
        case.event
        for case in cases
        if {case.verdict, *(earlier.verdict for earlier in case.earlier)} == {"Pass"}
    )
    lent = bank.viewer.account().balance
    assert lent is not None
    bank.branch.submit(bank.branch.prepare_redeem(lent))
    signed = finance.grants.sign(finance.grants.prepare(finance.grants.open_dossier(event)))
    assert signed.unlock is not None
    assert signed.unlock.code == 4
    become(window, "C")
    view = _applications(window)
    assert not view.again.isEnabled()
    view.filter.setText(event)
    settle(window)
    view.table.setCurrentIndex(view.model.find(event))
    assert _submit_again(qtbot, window, view) is Stage.HELD  # the bank has still nothing to lend
    bank.branch.submit(bank.branch.prepare_issue(lent))
    view.table.setCurrentIndex(view.model.find(event))
    assert _submit_again(qtbot, window, view) is Stage.UNLOCKED
    row = workplace.desk_of("C").applications.mine(text=event).rows[0]
    assert (row.stage, row.code) == (Stage.UNLOCKED, 0)
    assert not view.again.isEnabled()


def _submit_again(qtbot: Bot, window: MainWindow, view: ApplicationsView) -> Stage:
    view.asked = None
    press(qtbot, view.again)
    confirm = shown(qtbot, lambda: view.confirm)
    press(qtbot, confirm.sign)
    qtbot.waitUntil(lambda: view.asked is not None, timeout=LONG_MS)
    settle(window)
    stage: Stage = view.asked.stage
    return stage


def test_a_form_begun_while_the_last_is_being_saved_is_another_draft(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    form = _form(window)
    desk = workplace.desk_of("C").applications
    before = len(desk.drafts())
    type_into(qtbot, form.fields["amount"].edit, "1000")
    press(qtbot, form.clear_button)  # the first is still being saved
    type_into(qtbot, form.fields["amount"].edit, "2000")
    with qtbot.waitSignal(form.draft.saved, timeout=LONG_MS):
        form.draft.save()
    settle(window)
    drafts = desk.drafts()
    assert len(drafts) == before + 2
    assert {draft.form.amount for draft in drafts} >= {"1000", "2000"}
    assert no_error(window)


def test_departments_are_asked_for_where_there_are_several(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    form = _form(window)
    civil, finance = (form.paper.departments[name] for name in ("civil", "finance"))
    assert not civil.isVisible()
    other = newcomer(workplace, "CAD", "上杭县民政局")
    form.load()
    qtbot.waitUntil(civil.isVisible, timeout=LONG_MS)
    assert not finance.isVisible()
    assert civil.count() == 2
    civil.setCurrentIndex(civil.findData(other.key))
    assert form.paper.form().civil == other.key
    assert no_error(window)
