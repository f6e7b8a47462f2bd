"""Documents in the form: looked at in the window, sealed, taken from a scanner; never in clear on a disk."""

from __future__ import annotations

import gzip
import resource
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest
import watchfiles
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.documents.document_preview import DocumentPreview, page_of
from loc_desktop.ui.documents.page_renderer import rendered
from loc_desktop.ui.documents.scan_folder import SCAN_FOLDER
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.documents.photographs import WHERE, pdf, photograph
from tests.ui.support import LONG_MS, Bot, become, key, no_error, press, shown

SECRET = "SECRET-PAGE-OF-A-DOSSIER"
MARKS = (WHERE, b"%PDF-", b"\xff\xd8\xff\xe0", SECRET.encode())
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


def _form(window: MainWindow) -> ApplicationFormView:
    become(window, "C")
    form = ApplicationForm(purpose="种植茶叶", amount="30000", months="24", income="1", asset="1", debt="0")
    window.go("form", form)
    settle(window)
    view = window.views["form"]
    assert isinstance(view, ApplicationFormView)
    return view


class Watch:
    """What is written below some folders, however short it stays."""

    def __init__(self, *folders: Path) -> None:
        self.seen: set[str] = set()
        self._stop = threading.Event()
        ready = watchfiles.watch(
            *folders, stop_event=self._stop, step=20, rust_timeout=200, yield_on_timeout=True
        )
        self._began = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        self._began.wait(10)

    def _run(self, changes: object) -> None:
        for change in changes:  # type: ignore[attr-defined]
            self._began.set()
            self.seen |= {path for _, path in change}

    def stop(self) -> set[str]:
        threading.Event().wait(0.6)
        self._stop.set()
        self._thread.join(10)
        return self.seen


def test_documents_are_looked_at_and_sealed_and_nothing_of_them_is_written_in_clear(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, given = tmp_path / "temporary", tmp_path / "given"
    temporary.mkdir()
    given.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (given / "户口本.jpg").write_bytes(photograph())
    (given / "证明.pdf").write_bytes(pdf(SECRET, "second page"))
    window = open_window(workplace)
    form = _form(window)
    watch = Watch(temporary, workplace.home, given)
    form.documents.add_files([given / "户口本.jpg", given / "证明.pdf"])
    qtbot.waitUntil(lambda: len(form.documents.attachments) == 2, timeout=LONG_MS)
    press(qtbot, form.documents.look)
    preview = shown(qtbot, lambda: form.documents.preview)
    qtbot.waitUntil(lambda: not preview.sheet.pixmap().isNull(), timeout=LONG_MS)
    assert preview.sheet.pixmap().height() > preview.sheet.pixmap().width()  # upright
    key(qtbot, preview.names, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: preview.pages == 2, timeout=LONG_MS)
    press(qtbot, preview.after)
    qtbot.waitUntil(lambda: preview.where.text() == "Page 2 of 2", timeout=LONG_MS)
    press(qtbot, preview.larger)
    qtbot.waitUntil(lambda: preview.sheet.pixmap().width() == 720 * 150 // 100, timeout=LONG_MS)
    key(qtbot, preview, Qt.Key.Key_Escape)
    form.draft.save()  # drafts keep documents as well
    settle(window)
    press(qtbot, form.sign)
    press(qtbot, shown(qtbot, lambda: form.confirm).sign)
    qtbot.waitUntil(lambda: form.applied is not None, timeout=LONG_MS)
    settle(window)
    written = watch.stop()
    assert any(name.startswith(str(workplace.home)) for name in written)  # the watch sees what is written
    assert not [name for name in written if name.startswith((str(temporary), str(given)))]
    assert list(temporary.iterdir()) == []
    for file in workplace.home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [
                mark for mark in (WHERE, b"%PDF-", b"\xff\xd8\xff\xe0", SECRET.encode()) if mark in content
            ]
    assert form.question is None  # no scanner's folder: nothing to delete
    assert no_error(window)


def test_what_a_scanner_writes_is_offered_when_it_is_whole_and_deleted_when_wanted(
    qtbot: Bot, workplace: Workplace, window: MainWindow, tmp_path: Path
) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    (scans / "yesterday.pdf").write_bytes(pdf("old"))
    form = _form(window)
    form.documents.watch(str(scans))
    assert workplace.settings()[SCAN_FOLDER] == str(scans)
    assert not form.documents.take.isVisible()
    with (scans / "scan1.pdf").open("wb") as scan:
        whole = pdf("one", "two")
        scan.write(whole[:100])
        scan.flush()
        qtbot.waitUntil(lambda: bool(form.documents.scans.waiting), timeout=LONG_MS)
        assert not form.documents.take.isVisible()
        scan.write(whole[100:])
    (scans / "notes.txt").write_text("not a scan")
    qtbot.waitUntil(form.documents.take.isVisible, timeout=LONG_MS)
    assert form.documents.offered.text() == "New from the scanner: scan1.pdf"
    press(qtbot, form.documents.take)
    qtbot.waitUntil(lambda: bool(form.documents.attachments), timeout=LONG_MS)
    assert form.documents.attachments[0].content == whole
    assert not form.documents.take.isVisible()
    press(qtbot, form.sign)
    press(qtbot, shown(qtbot, lambda: form.confirm).sign)
    question = shown(qtbot, lambda: form.question)
    assert (scans / "scan1.pdf").exists()
    press(qtbot, question.do)
    qtbot.waitUntil(lambda: not (scans / "scan1.pdf").exists(), timeout=LONG_MS)
    assert sorted(file.name for file in scans.iterdir()) == ["notes.txt", "yesterday.pdf"]
    settle(window)
    assert no_error(window)


def _nested(levels: int) -> bytes:
    """A PDF whose form objects draw one another ten times each."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</G 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/G Do\nendstream",
    ]
    for level in range(levels):
        last = level == levels - 1
        drawn = b"0 0 1 1 re f" if last else b"/G Do " * 10
        inner = b"" if last else b"/Resources<</XObject<</G %d 0 R>>>>" % (6 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]%s/Length %d>>" % (inner, len(drawn))
        objects.append(head + b"stream\n" + drawn + b"\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_a_document_that_asks_for_more_than_there_is_takes_nothing_of_the_window() -> None:
    hostile = (
        ("a.pdf", _nested(8)),
        ("a.png", gzip.compress(SVG)),
        ("a.png", gzip.compress(SVG + b" " * 10**8)),
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert page_of(Attachment("a.pdf", "application/pdf", _nested(2)), 0, 100).image is not None
    began = time.monotonic()
    for name, content in hostile:
        assert page_of(Attachment(name, "image/png", content), 0, 100).image is None
    assert time.monotonic() - began < 45
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


def test_no_python_file_of_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pypdfium2", "PySide6", "json", "resource"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert page_of(Attachment("a.pdf", "application/pdf", pdf("one")), 0, 100).image is not None
    assert page_of(Attachment("a.jpg", "image/jpeg", photograph()), 0, 100).image is not None
    assert not (tmp_path / "run").exists()


def test_pixels_that_are_not_as_many_as_said_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document may take over the process that draws it."""
    for head in (
        b'[720, 900, 2160, "RGB", 1]',
        b'[1, 1, 3, "RGB"]',
        b'[0, 0, 0, "RGB", 1]',
        b"[[",
        b"",
        b"7",
    ):
        done = subprocess.CompletedProcess([], 0, head + b"\nxxx", b"")
        monkeypatch.setattr(subprocess, "run", lambda *_args, done=done, **_named: done)
        assert rendered(b"%PDF", 0, 100) is None
    done = subprocess.CompletedProcess([], 0, b'[1, 1, 3, "RGB", 1]\nxxx', b"")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_named: done)
    assert rendered(b"%PDF", 0, 100) is not None


def test_what_cannot_be_shown_says_so(qtbot: Bot, window: MainWindow) -> None:
    become(window, "C")
    broken = (
        Attachment("a.pdf", "application/pdf", b"%PDF-1.7 broken"),
        Attachment("b.bin", "application/octet-stream", b"\x00\x01"),
        Attachment(
            "c.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
        ),
    )
    assert [page_of(document, 0, 100).image for document in broken] == [None] * 3
    text = Attachment("说明.txt", "text/plain", "低保户".encode())
    assert page_of(text, 0, 100).text == "低保户"
    preview = DocumentPreview(window.context, (*broken, text), window)
    preview.open()
    settle(window)
    assert preview.sheet.text() == "This kind of document cannot be shown here."
    preview.names.setCurrentRow(3)
    settle(window)
    assert preview.sheet.text() == "低保户"
    preview.reject()
    assert no_error(window)
