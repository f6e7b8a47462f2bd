"""How papers say days and amounts."""

from __future__ import annotations

import pytest

from loc_desktop.app.values import Party
from loc_desktop.desk.papers.paper_words import PaperWords, short_key


def test_days_are_written_in_full() -> None:
    chinese, english = PaperWords("zh"), PaperWords("en")
    assert (chinese.day("2026-11-08"), english.day("2026-11-08")) == ("2026年11月8日", "8 November 2026")
    assert chinese.day("–") == "–"
    assert chinese.moment("2026-11-28T16:30:00Z") == "2026年11月29日 00:30:00"
    assert chinese.moment("nothing") == "nothing"


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (2_000_000, "20,000.00 元（人民币贰万元整）"),
        (100_000_000_000, "1,000,000,000.00 元（人民币壹拾亿元整）"),
        (10_105, "101.05 元（人民币壹佰零壹元零伍分）"),
        (140_950, "1,409.50 元（人民币壹仟肆佰零玖元伍角整）"),
        (5, "0.05 元（人民币伍分）"),
        (0, "0.00 元（人民币零元整）"),
    ],
)
def test_an_amount_has_commas_and_capitals(fen: int, text: str) -> None:
    assert PaperWords("zh").amount(fen) == text
    assert PaperWords("en").amount(fen).startswith(text.partition(" ")[0] + " yuan (")


def test_who_signed_is_told_apart_by_a_short_id() -> None:
    assert len(short_key("A" * 44)) == 12
    assert short_key("") == ""
    bank = Party("B", "k", "农信社")
    assert PaperWords("zh").of_role(bank) == "农信社（银行）"
    assert PaperWords("en").of_role(bank) == "农信社 (bank)"
