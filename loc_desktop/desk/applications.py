"""Role C: drafts, the application form's checks, applying, my applications, the import of a file."""

from __future__ import annotations

from pathlib import Path

from loc_desktop.desk.model import (
    Applicant,
    ApplicationForm,
    ApplicationPage,
    Applied,
    Cancelled,
    Draft,
    FieldProblem,
    ImportPreview,
    ImportReport,
    Party,
    Progress,
    Stage,
    ToSign,
    never_cancelled,
    no_progress,
)


class Applications:
    """What a customer, or the counter that serves customers, does."""

    def banks(self) -> tuple[Party, ...]:
        """The banks that an application can go to."""
        raise NotImplementedError

    def applicants(self) -> tuple[Applicant, ...]:
        """The customers with a key at this counter; the desk's own identity first."""
        raise NotImplementedError

    def add_applicant(
        self, name: str, identity_number: str, pin: str, address: str = "", phone: str = ""
    ) -> Applicant:
        """A new customer at the counter: own key wrapped with the PIN, registered by the counter.

        Raises KnownError ``field.*`` for a bad number or PIN, ``keyring.*``, ledger errors.
        """
        raise NotImplementedError

    def check(self, form: ApplicationForm, *, complete: bool = True) -> tuple[FieldProblem, ...]:
        """Problems by field. ``complete`` False: empty fields are not yet problems (while typing). Fast."""
        raise NotImplementedError

    def drafts(self) -> tuple[Draft, ...]:
        """Newest first."""
        raise NotImplementedError

    def save_draft(self, form: ApplicationForm, draft: str = "") -> Draft:
        """Save under ``draft`` (id; "" = a new one). Cheap enough to call at every change."""
        raise NotImplementedError

    def delete_draft(self, draft: str) -> None:
        raise NotImplementedError

    def prepare(self, form: ApplicationForm) -> ToSign:
        """The sentence and canonical text that :meth:`apply` will sign (with the sealed dossier in it).

        Raises KnownError ``form.invalid`` with the problems in params.
        """
        raise NotImplementedError

    def apply(
        self,
        form: ApplicationForm,
        *,
        pin: str | None = None,
        draft: str = "",
        prepared: ToSign | None = None,
    ) -> Applied:
        """Seal the dossier, sign the event (exactly ``prepared`` when given), lock it on the ledger, drop the draft.

        A ledger that is away: the signed application waits in the outbox (stage WAITING).
        """
        raise NotImplementedError

    def mine(
        self, *, text: str = "", stage: Stage | None = None, start: int = 0, limit: int = 100
    ) -> ApplicationPage:
        """My applications (of all customers of this counter), newest first, outbox included."""
        raise NotImplementedError

    def read_file(self, file: Path) -> ImportPreview:
        """Read a CSV with the columns id, amount, months, rate_percent, income, asset, debt, flagged, purpose,
        installment (yuan). Every bad cell is a problem of its row, never an exception.

        Raises KnownError ``import.unreadable`` / ``import.columns`` / ``import.too_large`` for the file as a whole.
        """
        raise NotImplementedError

    def import_rows(
        self,
        preview: ImportPreview,
        bank: str,
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> ImportReport:
        """Apply for every good row: identity number made from the id (right checksum), a name from a seed, a
        customer identity with a derived key, registered by this counter. Running it again applies nothing twice.
        """
        raise NotImplementedError
