"""The request of an application: its body with the sealed dossier, who may open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.application import dossier
from loc_desktop.desk.signing.request import PreparedRequest, build_request
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.application.form_checks import CheckedForm
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity

GRANTORS = {"CAD": "civil", "FD": "finance"}
"""The departments that grant an application besides the bank, with the form's field of each."""


def recipients_of(carrier: Carrier, bank: str, grantors: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Member records of those who may open a dossier besides the customer: the bank, the departments in
    ``grantors`` (by role) and the regulator's first members: however many register, an application can be
    sealed.

    Raises KnownError ``form.no_grantor``.
    """
    records: list[Mapping[str, Any]] = []
    for role, key in {"B": bank, **grantors}.items():
        record = next((member for member in carrier.members(role) if member["key"] == key), None)
        if record is None:
            raise desk_error("form.no_grantor", role=role)
        records.append(record)
    return [*records, *carrier.regulators()]


def application_body(
    checked: CheckedForm, payee: Identity, recipients: Sequence[Mapping[str, Any]], salt: str, branch: str
) -> dict[str, Any]:
    """The body of a checked form, its dossier sealed to ``recipients`` and the payee. ``salt``: that
    of the payee's commitment; ``branch``: the bank's name, by which the regulator counts ("" leaves it out).
    """
    from loc_desktop.identity.sealing import seal

    jwe, commitment = seal(dossier.write(checked, salt), [*recipients, payee.member_record()])
    body: dict[str, Any] = {
        "amount": checked.amount,
        "months": checked.months,
        "product": checked.product,
        "bank": checked.bank,
        "payee": payee.key,
        "dossier": jwe,
        "commitment": commitment,
    }
    if checked.rate is not None:
        body["rate"] = checked.rate
    if branch:
        body["branch"] = branch
    return body


def application_request(
    carrier: Carrier,
    names: Names,
    checked: CheckedForm,
    payee: Identity,
    salt: str,
    grantors: Mapping[str, str],
    *,
    event: str = "",
    recipients: Sequence[Mapping[str, Any]] | None = None,
    rulebook: Rulebook | None = None,
) -> PreparedRequest:
    """The request of a checked form, signed by ``payee``, to the departments ``grantors`` (by role).
    ``recipients``, ``rulebook``: where they are known already. Raises KnownError ``form.no_grantor``.
    """
    opened_by = recipients_of(carrier, checked.bank, grantors) if recipients is None else recipients
    body = application_body(checked, payee, opened_by, salt, names.party(checked.bank, "B").name)
    return build_request(
        carrier, APPLICATION, body, signer=payee, event=event, grantors=grantors, rulebook=rulebook
    )
