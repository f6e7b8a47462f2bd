"""The request of an application: its body with the sealed dossier, who may open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.application import dossier
from loc_desktop.desk.signing.request import PreparedRequest, build_request
from loc_desktop.desk.values.case import APPLICATION
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.application.form_checks import CheckedForm
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.viewer.party_names import Names
    from loc_desktop.identity.model import Identity

GRANTORS = ("CAD", "FD")
"""Whom an application's body does not name: the network's members of these roles."""

REGULATORS = 4
"""How many of the regulator's members may open a dossier, the first to be registered."""


def recipients_of(carrier: Carrier, bank: str) -> list[Mapping[str, Any]]:
    """Member records of those who may open a dossier besides the customer: the bank, CAD, FD and the
    regulator's first members: however many register, an application can be sealed.

    Raises KnownError ``form.no_grantor``.
    """
    bank_records = [record for record in carrier.members("B") if record["key"] == bank]
    if not bank_records:
        raise desk_error("form.no_grantor", role="B")
    regulators = sorted(
        carrier.members("R"), key=lambda record: (record.get("registered", ""), record["key"])
    )
    return [*bank_records, *(carrier.member(role) for role in GRANTORS), *regulators[:REGULATORS]]


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
    *,
    event: str = "",
    recipients: Sequence[Mapping[str, Any]] | None = None,
    grantors: Mapping[str, str] | None = None,
    rulebook: Rulebook | None = None,
) -> PreparedRequest:
    """The request of a checked form, signed by ``payee``. ``recipients``, ``grantors`` (by role),
    ``rulebook``: where they are known already. Raises KnownError ``form.no_grantor``.
    """
    opened_by = recipients_of(carrier, checked.bank) if recipients is None else recipients
    body = application_body(checked, payee, opened_by, salt, names.party(checked.bank, "B").name)
    return build_request(
        carrier, APPLICATION, body, signer=payee, event=event, grantors=grantors, rulebook=rulebook
    )
