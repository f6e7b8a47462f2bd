"""Papers in the window: offered by keyboard, looked at, printed, saved, checked."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.papers.checking import AGREES, DIFFERS
from loc_desktop.desk.papers.paper import Paper
from loc_desktop.errors import KnownError
from loc_desktop.ui.papers import paper_dialog, printing
from loc_desktop.ui.papers.check_dialog import PaperCheckDialog
from loc_desktop.ui.papers.issuing import issue_pdf, save
from loc_desktop.ui.papers.paper_dialog import PaperDialog
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import LONG_MS, Bot, become, error_of, key, no_error, press, shown, type_into, view_of


@pytest.fixture
def window(later: Months, open_window: OpenWindow) -> MainWindow:
    return open_window(later.workplace, "zh")


def _opened(bot: Bot, window: MainWindow, offer: PaperOffer, place: int = 0) -> PaperDialog:
    """From the button by keyboard: Enter opens the menu, the arrows choose."""
    bot.waitUntil(offer.button.isEnabled, timeout=LONG_MS)
    offer.button.setFocus()
    key(bot, offer.button, Qt.Key.Key_Return)
    if offer.menu is not None and offer.menu.isVisible():
        for _ in range(place):
            key(bot, offer.menu, Qt.Key.Key_Down)
        key(bot, offer.menu, Qt.Key.Key_Return)
    dialog = shown(bot, lambda: offer.dialog)
    settle(window)
    assert no_error(window), error_of(window)
    return dialog


def _loans(bot: Bot, window: MainWindow) -> PaperOffer:
    become(window, "B")
    view = view_of(window, "loans")
    bot.waitUntil(lambda: view.detail is not None, timeout=LONG_MS)
    offer: PaperOffer = view.papers
    return offer


def _is_out(dialog: PaperDialog, again: bool) -> bool:
    return bool(dialog.paper.number) and bool(dialog.paper.reprint) == again


def _text(file: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)


def test_the_preview_opens_by_keyboard_and_has_no_number_yet(qtbot: Bot, window: MainWindow) -> None:
    dialog = _opened(qtbot, window, _loans(qtbot, window), place=2)
    assert dialog.paper.kind == "contract"
    assert dialog.paper.number == ""
    assert "编号" in dialog.told.text()
    assert dialog.sheets
    assert dialog.sheets[0].pixmap().width() > 500
    assert dialog.sheets[0].accessibleName() == "借款合同 · 第 1 页，共 1 页"
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_is_saved_with_its_number_and_again_as_a_reprint(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = _opened(qtbot, window, _loans(qtbot, window), place=3)
    file = tmp_path / "借据.pdf"
    for copy in range(2):
        key(qtbot, dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        chooser = shown(qtbot, lambda: dialog.findChild(QFileDialog))
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.setDirectory(str(tmp_path))
        chooser.selectFile(str(file))
        chooser.accept()
        wanted = bool(copy)
        qtbot.waitUntil(partial(_is_out, dialog, wanted), timeout=LONG_MS)
        chooser.setParent(None)
        chooser.deleteLater()
        settle(window)
        text = _text(file)
        assert dialog.paper.number in text
        assert ("补打1" in text) == wanted
        assert dialog.paper.code is not None
        assert dialog.paper.code.line() in text
    assert file.stat().st_mode & 0o077 == 0
    assert dialog.paper.number in dialog.told.text()
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["借据.pdf"], "no other copy is left"


def test_it_is_printed_on_the_chosen_printer(
    qtbot: Bot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own PDF printer stands for the device."""
    file = tmp_path / "out.pdf"

    def pdf_printer(name: str, copies: int) -> QPrinter:
        assert (name, copies) == ("办公室", 2)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printing.dress(printer)
        return printer

    monkeypatch.setattr(paper_dialog, "printer_names", lambda: ["办公室"])
    monkeypatch.setattr(PaperDialog, "printer_for", staticmethod(pdf_printer))
    dialog = _opened(qtbot, window, _loans(qtbot, window), place=4)
    assert dialog.paper.kind == "schedule"
    dialog.copies.setValue(2)
    key(qtbot, dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.paper.number != "" and file.exists(), timeout=LONG_MS)
    settle(window)
    assert dialog.paper.number.startswith("HK-")
    pages = PdfReader(file).pages
    assert len(pages) == len(dialog.sheets) == 2
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    printed = printing.pictures_of(file.read_bytes(), 60)
    seen = printing.pictures_of(issue_pdf(dialog.context.desk.papers, dialog.paper)[1], 60)
    dark = [
        sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 490, 7) for y in range(0, 700, 7))
        for image in (printed[0], seen[0])
    ]
    assert dark[0] > 20
    assert abs(dark[0] - dark[1]) <= dark[1] * 0.5


@pytest.mark.qt_log_ignore(r"QPainter::begin.*", extend=True)
def test_a_printer_that_fails_says_so_and_the_number_stays(
    qtbot: Bot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_name: str, _copies: int) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no" / "out.pdf"))
        return printer

    monkeypatch.setattr(paper_dialog, "printer_names", lambda: ["x"])
    monkeypatch.setattr(PaperDialog, "printer_for", staticmethod(broken))
    dialog = _opened(qtbot, window, _loans(qtbot, window), place=3)
    press(qtbot, dialog.print_button)
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert "没有印出" in error_of(window)
    assert dialog.paper.number


def test_without_a_printer_it_can_be_saved_only(
    qtbot: Bot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_dialog, "printer_names", list)
    dialog = _opened(qtbot, window, _loans(qtbot, window))
    assert not dialog.print_button.isEnabled()
    assert dialog.printer.currentText() == "没有打印机"
    assert dialog.save_button.isEnabled()


def test_papers_are_offered_where_a_person_stands(qtbot: Bot, window: MainWindow, later: Months) -> None:
    become(window, "C")
    applications = view_of(window, "applications")
    qtbot.waitUntil(lambda: applications.chosen is not None, timeout=LONG_MS)
    assert _opened(qtbot, window, applications.papers).paper.kind == "application"
    become(window, "CAD")
    inbox = later.workplace.desk_of("CAD").inbox.page(limit=1)
    audit = view_of(window, "audit", inbox.rows[0].event)
    qtbot.waitUntil(lambda: audit.case is not None, timeout=LONG_MS)
    assert _opened(qtbot, window, audit.papers, place=1).paper.kind == "audit"
    become(window, "B")
    loans = view_of(window, "loans", later.there.late)
    qtbot.waitUntil(lambda: loans.detail is not None and bool(loans.panel.history.rows), timeout=LONG_MS)
    loans.panel.tabs.setCurrentWidget(loans.panel.history_table)
    place = next(n for n, row in enumerate(loans.panel.history.rows) if row.kind == "loan.collect")
    loans.panel.history_table.setCurrentIndex(loans.panel.history.index(place, 0))
    assert _opened(qtbot, window, loans.papers).paper.title == "还款回单"
    ledger = view_of(window, "ledger", later.there.late)
    qtbot.waitUntil(lambda: ledger.panel.shown is not None, timeout=LONG_MS)
    assert ledger.panel.papers.button.isEnabled()


def test_a_code_is_checked_from_the_ledger_view(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    offer = _loans(qtbot, window)
    dialog = _opened(qtbot, window, offer, place=3)
    issued: Paper = save(dialog.context.desk.papers, dialog.paper, tmp_path / "p.pdf")
    dialog.reject()
    assert issued.code is not None
    ledger = view_of(window, "ledger")
    press(qtbot, ledger.check_paper)
    check: PaperCheckDialog = shown(qtbot, lambda: ledger.paper_check)
    type_into(qtbot, check.code, issued.code.line())
    key(qtbot, check.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: check.found is not None, timeout=LONG_MS)
    assert check.found is not None
    assert check.found.verdict == AGREES
    assert "与账本一致" in check.verdict.text()
    type_into(qtbot, check.code, issued.code.line()[:-4] + "0000")
    key(qtbot, check.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: check.found is not None and check.found.verdict == DIFFERS, timeout=LONG_MS)
    assert "请勿采信" in check.verdict.text()
    type_into(qtbot, check.code, "hello")
    press(qtbot, check.check_button)
    qtbot.waitUntil(lambda: "不是凭证上的核验码" in check.verdict.text(), timeout=LONG_MS)
    assert check.found is None
    assert no_error(window)


def test_a_file_that_cannot_be_written_is_named(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    dialog = _opened(qtbot, window, _loans(qtbot, window))
    with pytest.raises(KnownError) as told:
        save(dialog.context.desk.papers, dialog.paper, tmp_path / "no" / "p.pdf")
    assert told.value.code == "statement.file"
    assert json.dumps(told.value.params["file"]) == '"p.pdf"'
