"""To whom a dossier is sealed, and who is left out."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.signing.readers import REGULATORS, readers_of
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.signing.colleagues import colleague
from tests.support.workplace import sample


def named(form: ApplicationForm, workplace: Workplace) -> dict[str, str]:
    return {"B": form.bank, **workplace.desk_of("C").applications.grantors_of(form)}


def test_each_house_is_one_recipient_however_many_members_it_has(
    workplace: Workplace, form: ApplicationForm
) -> None:
    for _ in range(13):
        colleague(workplace, "R")
    readers = readers_of(workplace.desk_of("C").carrier, named(form, workplace))
    assert [(one.role, one.purpose) for one in readers.recipients] == [
        ("B", "group"), ("CAD", "group"), ("FD", "group"), ("R", "group"),
    ]  # fmt: skip
    assert readers.skipped == ()


def test_a_grantor_that_the_groups_key_has_not_reached_gets_a_copy_of_its_own(
    workplace: Workplace, form: ApplicationForm
) -> None:
    late = colleague(workplace, "CAD")
    readers = readers_of(workplace.desk_of("C").carrier, {**named(form, workplace), "CAD": late.key})
    assert [(one.role, one.purpose) for one in readers.recipients][1:3] == [("CAD", "group"), ("CAD", "")]
    assert readers.recipients[2].kid == late.key


def test_a_colleague_of_the_regulator_that_is_given_no_key_reads_by_its_own(
    workplace: Workplace, form: ApplicationForm
) -> None:
    """Who makes a group's key and keeps it is not the only one who inspects; five wait, four have a place."""
    waiting = [colleague(workplace, "R") for _ in range(REGULATORS + 1)]
    for late in waiting:
        carrier = Carrier(workplace.connections, late)
        carrier.catch_up()
        GroupKeys(carrier).tend()
    readers = readers_of(workplace.desk_of("C").carrier, named(form, workplace))
    own = [(one.key, one.purpose) for one in readers.recipients if one.role == "R"]
    assert [purpose for _, purpose in own] == ["group", *["year"] * REGULATORS]
    assert {key for key, _ in own[1:]} < {late.key for late in waiting}


@pytest.mark.parametrize(
    "wrong", [{"x": "A" * 43}, {"kid": "2026." + "A" * 43}, {"crv": "P-384"}, {"y": "not a number"}]
)
def test_a_key_that_nobody_can_seal_to_is_left_out_and_named(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    """The contract takes none such; another program's ledger might."""
    desk, plain = workplace.desk_of("C"), Carrier.groups

    def groups(carrier: Carrier) -> list[dict[str, Any]]:
        rows = plain(carrier)
        for row in rows:
            if row["role"] == "R":
                current = row["current"]
                row["current"] = {**current, "jwk": {**current["jwk"], **wrong}}
        return rows

    monkeypatch.setattr(Carrier, "groups", groups)
    readers = readers_of(desk.carrier, named(form, workplace))
    regulator = workplace.desk_of("R").carrier.identity.public_name
    assert readers.skipped == (regulator,)
    assert [one.role for one in readers.recipients] == ["B", "CAD", "FD"]
    prepared = desk.applications.prepare(form)
    assert regulator in say(prepared.sentence, "zh")
    assert regulator in say(prepared.sentence, "en")
    assert desk.applications.apply(form, prepared=prepared).event
    report = desk.applications.import_rows(sample(2), form.bank)
    assert (report.sent, report.skipped) == (2, (regulator,))


def test_where_a_named_house_could_open_nothing_nothing_is_sealed(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Carrier.members

    def members(carrier: Carrier, role: str) -> list[dict[str, Any]]:
        records = plain(carrier, role)
        return [{**record, "encryption": None} if role == "FD" else record for record in records]

    monkeypatch.setattr(Carrier, "groups", lambda _carrier: [])
    monkeypatch.setattr(Carrier, "members", members)
    with pytest.raises(KnownError) as refused:
        readers_of(workplace.desk_of("C").carrier, named(form, workplace))
    assert refused.value.code == "form.no_reader"


@pytest.mark.parametrize(
    "wrong",
    [
        {"encryption": None},
        {"encryption": {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "A" * 43, "use": "enc"}},
        {"encryption_signature": "A" * 96},
    ],
)
def test_one_bad_record_of_the_regulator_stops_no_application(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    """Where there are no groups yet, with a record that no contract of ours takes."""
    colleague(workplace, "R")
    plain = Carrier.members

    def members(carrier: Carrier, role: str) -> list[dict[str, Any]]:
        records = plain(carrier, role)
        return [{**records[0], **wrong}, *records[1:]] if role == "R" else records

    monkeypatch.setattr(Carrier, "groups", lambda _carrier: [])
    monkeypatch.setattr(Carrier, "members", members)
    readers = readers_of(workplace.desk_of("C").carrier, named(form, workplace))
    assert [one.role for one in readers.recipients] == ["B", "CAD", "FD", "R"]
    assert readers.skipped == (workplace.desk_of("R").carrier.identity.public_name,)
    assert workplace.desk_of("C").applications.apply(form).event


def test_while_the_ledger_is_away_the_groups_are_as_last_seen(
    workplace: Workplace, form: ApplicationForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loc_desktop.ledger.api import ConnectError

    carrier, who = workplace.desk_of("C").carrier, named(form, workplace)
    before = readers_of(carrier, who)

    def away(*_args: object, **_more: object) -> Any:
        raise ConnectError("ledger.away")

    monkeypatch.setattr(Carrier, "query", away)
    assert readers_of(carrier, who).recipients == before.recipients
