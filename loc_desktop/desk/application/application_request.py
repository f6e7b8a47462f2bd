"""The request of an application: its body with the sealed dossier, who may open it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.application import dossier
from loc_desktop.desk.signing.colleagues import deciders
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.desk.signing.request import PreparedRequest, build_request
from loc_desktop.desk.values.event import APPLICATION

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.application.form_checks import CheckedForm
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.signing.readers import Readers
    from loc_desktop.identity.model import Identity

GRANTORS = {"CAD": "civil", "FD": "finance"}
"""The departments that grant an application besides the bank, with the form's field of each."""


def application_body(
    checked: CheckedForm, payee: Identity, readers: Readers, salt: str, branch: str
) -> dict[str, Any]:
    """The body of a checked form, its dossier sealed to ``readers`` and the payee. ``salt``: that
    of the payee's commitment; ``branch``: the bank's name, by which the regulator counts ("" leaves it out).
    """
    from loc_desktop.identity.sealing import seal

    jwe, commitment = seal(dossier.write(checked, salt), [*readers.recipients, payee.member_record()])
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
    if checked.former:
        body["former"] = checked.former
    return body


def readers_for(
    carrier: Carrier, checked: CheckedForm, grantors: Mapping[str, str], rules: Rulebook
) -> Readers:
    """Who opens the dossier of a checked form: bank and departments, their second persons and substitutes,
    the regulator. Raises KnownError ``form.no_grantor``, ``form.no_reader``, ``form.no_second``.
    """
    firsts = {"B": checked.bank, **grantors}
    doubled = rules.lending.doubled(APPLICATION, checked.amount)
    index = carrier.connections.index(carrier.identity.ledger)
    seconds, instead = deciders(index, APPLICATION, doubled, firsts, carrier.today)
    roles = {key: role for role, key in firsts.items()}
    besides = [*seconds.items(), *((roles[key], other) for key, other in instead.items())]
    return readers_of(carrier, firsts, besides)


def application_request(
    carrier: Carrier,
    names: Names,
    checked: CheckedForm,
    payee: Identity,
    salt: str,
    grantors: Mapping[str, str],
    *,
    event: str = "",
    readers: Readers | None = None,
    rulebook: Rulebook | None = None,
) -> PreparedRequest:
    """The request of a checked form, signed by ``payee``, to the departments ``grantors`` (by role).
    ``readers``, ``rulebook``: where they are known already. Raises KnownError ``form.no_grantor``,
    ``form.no_reader``.
    """
    opened_by = readers or readers_for(carrier, checked, grantors, rulebook or carrier.rulebook())
    body = application_body(checked, payee, opened_by, salt, names.party(checked.bank, "B").name)
    return build_request(
        carrier, APPLICATION, body, signer=payee, event=event, grantors=grantors, rulebook=rulebook
    )
