"""Why something stands still, as a column keeps it and as it is told."""

from __future__ import annotations

import pytest

from loc_desktop.bank.trouble import of_difference, of_failure, of_words, read, write
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.texts.words import say_trouble


def test_a_trouble_comes_back_from_its_column() -> None:
    for trouble in (
        of_words("connector.code", code=4),
        of_words("connector.unbacked"),
        of_difference("amount", kind="asset.deposit", books=1_00, ledger=2_00),
    ):
        assert read(write(trouble)) == trouble
    assert (write(None), read("")) == ("", None)


@pytest.mark.parametrize("text", ["The ledger said no.", "{", "[]", "7", "null", '{"code": 5}', "中文"])
def test_a_plain_sentence_is_its_own_why(text: str) -> None:
    trouble = read(text)
    assert trouble is not None
    assert (trouble.code, trouble.params) == ("connector.trouble", {"why": text})


def test_money_in_a_sentence_is_in_yuan() -> None:
    told = of_difference("account", number="6217", balance=1_234_56, posted=0)
    assert "1,234.56 yuan" in say_trouble(told)
    assert told.code == "difference.account"


def test_what_did_not_execute_is_the_contracts_error_or_the_return_code() -> None:
    failure = ExecutionError("funds", account="k" * 44, held=1_00, needed=2_00).trouble.to_json()
    told = of_failure({"code": 4, "failure": failure})
    assert (told.code, told.params["needed"]) == ("contract.funds", 2_00)
    assert read(write(told)) == told
    assert of_failure({"code": 1}) == of_words("connector.code", code=1)
    assert of_failure({"code": 2, "failure": None}).params == {"code": 2}
