"""The regulator begins a revocation; a second authority grants it."""

from __future__ import annotations

import json

import pytest

from loc_desktop.desk.challenge.revocations import Revocations
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError


def test_a_membership_is_taken_away_with_a_second_authority(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    bank = next(line for line in desk.revocations.members() if line.party.role == "B")
    assert (bank.state, bank.pending) == ("active", "")
    seconds = desk.revocations.seconds(bank.party)
    assert {party.role for party in seconds} <= {"CAD", "FD"}
    second = next(party for party in seconds if party.role == "FD")
    asked = desk.revocations.submit(desk.revocations.prepare(bank.party, "牌照已注销", second.key))
    assert asked.stage is Stage.ON_LEDGER
    waiting = next(line for line in desk.revocations.members() if line.party == bank.party)
    assert (waiting.pending, waiting.waits_for, waiting.mine) == (asked.event, second, True)

    with pytest.raises(KnownError) as told:
        desk.revocations.prepare(bank.party, "again")
    assert told.value.code == "revocation.waits"

    grants = workplace.desk_of("FD").grants
    grants.sign(grants.prepare(grants.open(asked.event)))
    revoked = next(line for line in desk.revocations.members() if line.party == bank.party)
    assert (revoked.state, revoked.pending) == ("revoked", "")
    with pytest.raises(KnownError) as again:
        desk.revocations.prepare(bank.party, "again")
    assert again.value.code == "revocation.member"


def test_a_withdrawn_revocation_may_be_begun_again(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    member = next(line.party for line in desk.revocations.members() if line.party.role == "CAD")
    asked = desk.revocations.submit(desk.revocations.prepare(member, "first"))
    desk.withdrawals.submit(desk.withdrawals.prepare(asked.event))
    assert desk.revocations.prepare(member, "second").event != asked.event


def test_a_revocation_needs_its_reason_and_an_authority_of_the_list(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    member = next(line.party for line in desk.revocations.members() if line.party.role == "FD")
    for reason, second, code in (
        (" ", "", "revocation.text"),
        ("x" * 2001, "", "revocation.text"),
        ("why", member.key, "revocation.second"),
    ):
        with pytest.raises(KnownError) as told:
            desk.revocations.prepare(member, reason, second)
        assert told.value.code == code


def test_members_stand_by_role_and_a_frozen_one_is_said_to_be(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    revocations = Revocations(desk.carrier, desk.names)
    roles = [line.party.role for line in revocations.members()]
    assert roles == sorted(roles, key=("B", "CAD", "FD", "R", "C").index)
    assert {line.state for line in revocations.members()} == {"active"}
    bank = workplace.desk_of("B").me.key
    desk.challenges.submit(
        desk.challenges.prepare_raise("party", bank, bank, "Why?", desk.challenges.earliest_day())
    )
    states = {line.party.key: line.state for line in revocations.members()}
    assert (states[bank], states[workplace.desk_of("FD").me.key]) == ("frozen", "active")


def test_who_takes_away_does_not_agree_with_itself(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    revocations = Revocations(desk.carrier, desk.names)
    civil = next(line.party for line in revocations.members() if line.party.role == "CAD")
    seconds = revocations.seconds(civil)
    assert desk.me.key not in {party.key for party in seconds}
    assert civil.key not in {party.key for party in seconds}
    assert [party.role for party in seconds] == ["FD"]
    body = json.loads(revocations.prepare(civil, " why ").canonical)["body"]
    assert (body["second"], body["reason"], body["member"]) == (seconds[0].key, "why", civil.key)
    with pytest.raises(KnownError) as own:
        revocations.prepare(civil, "why", desk.me.key)
    assert own.value.code == "revocation.second"
