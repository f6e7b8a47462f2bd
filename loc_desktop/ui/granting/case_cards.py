"""What else a grantor looks at: the opened dossier, what earlier grantors said, the evidence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QGridLayout, QSizePolicy, QWidget

from loc_desktop import file_causes
from loc_desktop.desk.granting.office import MEANS
from loc_desktop.desk.values.application import Attachment
from loc_desktop.desk.values.case import Dossier, DossierCase, Explanation
from loc_desktop.errors import KnownError
from loc_desktop.identity.files import write_private
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.documents.document_preview import DocumentPreview
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, file_start
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.labels import plain, size_text
from loc_desktop.ui.widgets.layouts import card, clear, row
from loc_desktop.ui.widgets.role_badge import RoleBadge
from loc_desktop.ui.widgets.view import Context
from loc_desktop.ui.widgets.words import Words


class CaseCards(QWidget):
    """Cards beside one another, under one another when the text is large."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.words = context.words
        self.preview: DocumentPreview | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.sizes().space(10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_case(self, case: DossierCase) -> None:
        """Fill the cards anew."""
        clear(self._grid)
        cards: list[QWidget] = []
        if case.dossier is not None:
            cards.append(self._dossier(case.dossier, case.commitment_ok, bool(case.amount)))
        cards.append(self._others(case))
        columns = 2 if not theme.sizes().large else 1
        for number, panel in enumerate(cards):
            self._grid.addWidget(panel, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def show_dossier(self, dossier: Dossier, commitment_ok: bool) -> None:
        """The dossier alone."""
        clear(self._grid)
        self._grid.addWidget(self._dossier(dossier, commitment_ok, bool(dossier.income)), 0, 0)

    def _dossier(self, dossier: Dossier, commitment_ok: bool, means: bool) -> QWidget:
        frame, layout = card()
        layout.addWidget(plain(translate("Case", "Dossier (opened with your key)"), name="section"))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.sizes().space(12))
        form.setVerticalSpacing(theme.sizes().space(4))
        words = self.words
        lines = (
            ("name", dossier.name),
            ("identity_number", dossier.identity_number),
            ("address", dossier.address),
            ("phone", dossier.phone),
            ("group", dossier.group),
            ("purpose", dossier.purpose),
            # An attestation says no more than whose key it is.
            *((name, words.money(getattr(dossier, name))) for name in MEANS if means),
        )
        for field, value in lines:
            if value:
                form.addRow(plain(words.field(field), tone="muted"), plain(value, wrap=True))
        layout.addLayout(form)
        if dossier.attachments:
            look = button()
            look.setText(translate("Case", "Look at the documents…"))
            look.clicked.connect(lambda: self._look(dossier.attachments))
            layout.addWidget(look)
        for attachment in dossier.attachments:
            layout.addWidget(self._attachment(attachment))
        seal = (
            translate("Case", "✓ The dossier matches its commitment on the ledger.")
            if commitment_ok
            else translate("Case", "✗ The dossier does not match its commitment on the ledger.")
        )
        layout.addWidget(plain(seal, tone="good" if commitment_ok else "bad", wrap=True))
        layout.addStretch(1)
        return frame

    def _attachment(self, attachment: Attachment) -> QWidget:
        save = button()
        save.setText(
            filled(translate("Case", "Save %1…"), attachment.name.replace("&", "&&"))
            + f" ({size_text(len(attachment.content))})"
        )
        save.clicked.connect(lambda: self._save(attachment))
        return save

    def _look(self, documents: tuple[Attachment, ...]) -> None:
        self.preview = DocumentPreview(self.context, documents, self)
        self.preview.open()

    def _save(self, attachment: Attachment) -> None:
        # Only the bare name: text from the ledger must not choose a folder.
        name, _ = QFileDialog.getSaveFileName(self, "", file_start(Path(attachment.name).name))
        if name:
            self.context.tasks.run(
                lambda _job: write(Path(name), attachment.content),
                failed=self.context.shell.report,
                owner=self,
            )

    def _others(self, case: DossierCase) -> QWidget:
        frame, layout = card()
        words = self.words
        layout.addWidget(plain(translate("Case", "Earlier offices"), name="section"))
        if not case.earlier:
            layout.addWidget(plain(translate("Case", "You are the first to audit."), tone="muted"))
        for earlier in case.earlier:
            ok = earlier.verdict == "Pass"
            said = plain(
                f"{'✓' if ok else '✗'} {words.verdict(earlier.verdict)} · {words.when(earlier.at)}",
                tone="good" if ok else "bad",
            )
            line = QWidget()
            box = row(
                RoleBadge(earlier.party.role, words.role(earlier.party.role)),
                plain(earlier.party.name),
                said,
                None,
            )
            box.setContentsMargins(0, 0, 0, 0)
            line.setLayout(box)
            layout.addWidget(line)
            for told in earlier.told:
                layout.addWidget(plain(words.say(told), wrap=True))
            for one in case.explanations:
                if one.by.key == earlier.party.key:
                    layout.addWidget(plain(explained(words, one), wrap=True))
        layout.addWidget(plain(translate("Case", "Evidence (ex)"), name="section"))
        if not case.evidence:
            layout.addWidget(
                plain(translate("Case", "No entry in your blacklist: ex = 1."), tone="muted", wrap=True)
            )
        for entry in case.evidence:
            text = f"{entry.date} · {words.entry(entry.reason)} · {words.entry(entry.source)}"
            layout.addWidget(plain(f"✗ {text}", tone="bad", wrap=True))
        layout.addWidget(plain(translate("Case", "Your register"), name="section"))
        if case.register is None:
            layout.addWidget(
                plain(
                    translate(
                        "Case",
                        "This person is not in your register. Check the identity card, then add it there.",
                    ),
                    tone="warn",
                    wrap=True,
                )
            )
        else:
            person = case.register
            parts = [
                person.name,
                person.identity_number,
                person.address,
                person.group,
                person.household,
                person.note,
            ]
            layout.addWidget(plain(" · ".join(part for part in parts if part), wrap=True))
        layout.addStretch(1)
        return frame


def explained(words: Words, one: Explanation) -> str:
    """What an explanation says, or why it cannot be read."""
    text = one.text or words.say(one.unreadable or Sentence("explain.none"))
    return words.with_colon(translate("Case", "Explanation"), text)


def write(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all; a disk that refuses is a known error."""
    try:
        write_private(file, content)
    except OSError as error:
        raise KnownError(
            "file.unwritable",
            params={"file": file.name, "why": file_causes.of_error(error)},
        ) from error
