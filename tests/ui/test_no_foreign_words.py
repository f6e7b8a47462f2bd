"""The Chinese window holds no English, the English one no Chinese: the tables and every error's sentences.

The pictures of the gallery are read in ``test_access``, which goes through them in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.texts.catalogue import ERRORS
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say_trouble, what_and_todo
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.foreign import TECHNICAL, chinese, english, said_in_chinese

FEN = dict.fromkeys(("held", "due", "amount", "sum", "paid", "left", "outstanding"), 12_50)
VALUES: Mapping[str, object] = FEN | {
    "status": "pending", "why": cause("missing"), "what": "event", "role": "CAD", "found": "B",
    "needed": "B, R", "expected": "C", "kind": "loan", "part": "interest", "effect": "reversal",
    "side": "digital",
}  # fmt: skip
"""Values as the rooms below give them; any other is 7."""

OTHERWISE: Mapping[str, dict[str, object]] = {
    "contract.funds": {"needed": 20_00},
    "contract.budget": {"needed": 20_00},
    "books.funds": {"needed": 20_00},
    "contract.challenge_status": {"status": "open"},
    "challenge.cannot": {"status": "answered"},
    "contract.shape": {"what": "must not be empty"},
}
"""Where a value of that name is another one."""


def test_what_counts_as_a_word_of_the_other_language() -> None:
    assert english("账本没有答复：The peer is away") == ["The", "peer", "is", "away"]
    assert english("No day's end") != []
    assert english("active") == ["active"]
    assert english("贷款 7f3a9c01… · B ✓ → CAD，存为 CSV…（Ctrl+L）C-8460562a") == []
    assert chinese("waits for 民政部门") == ["民政部门"]
    assert chinese("waits for 林秀英, 伍万元整") == []


def test_no_chinese_sentence_of_the_tables_has_an_english_word() -> None:
    assert [text for text in said_in_chinese() if english(TECHNICAL.sub(" ", text))] == []


def test_every_error_with_its_values_is_said_in_one_language(window: MainWindow) -> None:
    wrong = []
    for language, words_of in (("zh", english), ("en", chinese)):
        window.languages.switch(language)
        for code, texts in sorted(ERRORS.items()):
            names = set(re.findall(r"\{([a-z_]+)", "".join((*texts[0], *texts[1]))))
            params: dict[str, object] = {name: VALUES.get(name, 7) for name in names} | OTHERWISE.get(
                code, {}
            )
            said = what_and_todo(KnownError(code, params=params), language)
            if words_of(TECHNICAL.sub(" ", " ".join(said))):
                wrong.append((code, said))
    assert wrong == []


def test_an_error_within_an_error_is_said_in_the_windows_language(window: MainWindow) -> None:
    window.languages.switch("zh")
    funds = Trouble("contract.funds", {"account": "A" * 43, "held": 500_00, "needed": 600_00})
    reason = Sentence("refusal.not_executed", {"why": funds})
    assert window.words.say(reason) == "账本未能执行：账户 AAAAAAAA… 有 500.00 元，需要 600.00 元"
    blocked = KnownError("case.blocked", params={"why": Sentence("blocked.signature")})
    assert what_and_todo(blocked, "zh")[0] == "不能签署：事件上的签名无法验证，不能签署。"


def test_a_failed_row_says_why_and_when_money_may_have_moved(window: MainWindow) -> None:
    window.languages.switch("zh")
    error = ContractError("turn", why=cause("next_grantor", role="FD"))
    assert (
        window.words.failure(RowFailure.of(3, "e", error)) == "还没有轮到这个审批方：现在应由财政部门审核。"
    )
    error.money = Money.UNKNOWN
    assert window.words.failure(RowFailure.of(3, "e", error)).endswith("尚不知道资金是否已划转。")
    window.languages.switch("en")
    assert (
        window.words.failure(
            RowFailure.of(3, "e", ContractError("turn", why=cause("next_grantor", role="FD")))
        )
        == "It is not this grantor's turn: FD is next."
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_trouble_that_nobody_knows_says_its_code(window: MainWindow, language: str) -> None:
    window.languages.switch(language)
    said = say_trouble(Trouble("new.code", {}), language)
    assert said == ("未能完成：new.code。" if language == "zh" else "This did not work: new.code.")
