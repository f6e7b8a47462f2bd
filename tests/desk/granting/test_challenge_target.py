"""What a challenge is about, in words: a party by its name, everything else by its id."""

from __future__ import annotations

import pytest

from loc_desktop.desk.granting.challenge_target import target_of, target_sentence
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.support.clock import later


def test_a_party_is_named_and_an_id_is_shown(workplace: Workplace) -> None:
    names = workplace.desk_of("R").names
    bank = names.party(workplace.desk_of("B").me.key, "B")
    told = target_sentence({"kind": "party", "id": bank.key}, names)
    assert told == Sentence("target.party", {"id": bank.key, "name": bank.name})
    for kind in ("transaction", "loan", "event"):
        told = target_sentence({"kind": kind, "id": "0123456789abcdef" * 2}, names)
        assert told == Sentence(f"target.{kind}", {"id": "0123456789abcdef" * 2, "name": ""})
        for language in ("zh", "en"):
            assert "01234567" in say(told, language)


def test_the_target_of_a_challenge_is_read_from_the_ledger(workplace: Workplace) -> None:
    desk = workplace.desk_of("R")
    bank = desk.names.party(workplace.desk_of("B").me.key, "B")
    desk.challenges.submit(desk.challenges.prepare_raise("party", bank.key, bank.key, "Why?", later(30)))
    (challenge,) = desk.challenges.all()
    told = target_of(challenge.id, desk.carrier, desk.names)
    assert told == Sentence("target.party", {"id": bank.key, "name": bank.name})
    with pytest.raises(KnownError) as unknown:
        target_of("0" * 32, desk.carrier, desk.names)
    assert unknown.value.code == "contract.challenge_unknown"
