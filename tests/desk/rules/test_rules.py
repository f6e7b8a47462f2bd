"""The rules on the ledger at the desks: read by everyone, proposed by the bank, granted by two."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.contract.fields import MAX_RULES
from loc_desktop.contract.rulebook.document import shipped, shipped_document
from loc_desktop.desk.rules.changes import MOST, changes, in_one, percent
from loc_desktop.desk.rules.rules import Rules
from loc_desktop.desk.servicing.loan_lines import schedule_of
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import digest
from loc_desktop.texts import words
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.support.full_disk import largest_file

NEW_YEAR = ["02-05", "02-06", "02-07", "02-08", "02-09"]


def said(sentence: Sentence, language: str = "zh") -> str:
    return words.say(sentence, language)


def changed(change: Callable[[Any], object]) -> list[str]:
    """What a change of the shipped document is in words."""
    document: Any = copy.deepcopy(shipped_document())
    change(document)
    return [said(altered) for altered in changes(shipped_document(), document)]


def test_everyone_reads_the_rules_that_the_ledger_began_with(workplace: Workplace) -> None:
    for role in ("C", "B", "CAD", "FD", "R"):
        rules = workplace.desk_of(role).rules
        (first,) = rules.versions()
        assert (first.digest, first.state, first.by) == (shipped().digest, "current", "")
    content = rules.content(first)
    assert [product.id for product in content.products] == list(shipped().products)
    assert content.changes == ()
    assert [line.day for line in content.years["2026"]][:2] == ["2026-01-01", "2026-01-02"]
    ages = {said(line.name): line.value for line in content.lending}
    assert ages["最低年龄"] == str(shipped().lending.borrower.age_min)
    adopt = next(line for line in content.flows if line.kind == "rules.adopt")
    assert (adopt.signers, adopt.grantors) == (("B",), ("FD", "R"))


def test_the_bank_proposes_next_years_days_off_and_two_grant_them(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").rules
    prepared = bank.prepare(bank.with_days(2031, NEW_YEAR, ["2031-02-15"]), bank.earliest, "国务院通知")
    told = said(prepared.sentence)
    assert f"自 {bank.earliest} 起" in told
    assert "2031 年：新增休息日 02-05, 02-06, 02-07, 02-08, 02-09；2031 年：新增调休上班日 02-15" in told
    assert "国务院通知" in told
    asked = bank.submit(prepared)
    assert asked.stage is Stage.ON_LEDGER
    proposed, current = workplace.desk_of("R").rules.versions()
    assert (proposed.state, proposed.event, current.state) == ("proposed", asked.event, "current")
    assert len(bank.content(proposed).changes) == 2
    for role in ("FD", "R"):
        grants = workplace.desk_of(role).grants
        (case,) = grants.waiting("rules.adopt")
        assert (case.judged, case.verdict, case.blocked) == (True, "Pass", None)
        assert "2031 年：新增休息日 02-05" in said(case.sentence)
        assert "2031: added to the days off: 02-05" in said(case.sentence, "en")
        signed = grants.prepare(case)
        assert "新增休息日" in said(signed.sentence)
        outcome = grants.sign(signed)
    assert outcome.unlock is not None
    assert outcome.unlock.code == 0
    following, current = bank.versions()
    assert (following.state, following.start, following.reason) == ("next", bank.earliest, "国务院通知")
    assert following.by
    assert current.state == "current"


def test_what_was_overtaken_fails_at_the_next_grantor(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").rules
    first = bank.prepare(bank.with_days(2031, NEW_YEAR, []), bank.earliest, "one")
    second = bank.prepare(bank.with_days(2032, ["02-11"], []), bank.earliest, "two")
    bank.submit(first)
    bank.submit(second)
    for role in ("FD", "R"):
        grants = workplace.desk_of(role).grants
        case = next(waiting for waiting in grants.waiting("rules.adopt") if "one" in waiting.text)
        grants.sign(grants.prepare(case))
    (case,) = workplace.desk_of("FD").grants.waiting("rules.adopt")
    assert [check.ok for check in case.checks] == [False, True]
    assert case.verdict == "Failed"


def test_a_file_is_changed_and_proposed(workplace: Workplace, tmp_path: Path) -> None:
    bank = workplace.desk_of("B").rules
    file = tmp_path / "rules.json"
    bank.save(bank.versions()[0], file)
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document == shipped_document()
    document["lending"]["borrower"]["age_max"] = 60
    file.write_text(json.dumps(document), encoding="utf-8")
    prepared = bank.prepare(bank.load(file), bank.earliest, "the county's notice")
    assert f"最高年龄由 {shipped().lending.borrower.age_max} 改为 60" in said(prepared.sentence)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rules.file"),
        ("{", "rules.file"),
        ("[" * 100_000, "rules.file"),
        ("{}", "contract.rules_document"),
        ("[]", "contract.rules_document"),
        ('{"type": "rules", "version": 1, "flows": 1.5, "products": {}, "holidays": {}, "lending": {}}',
         "contract.rules_document"),
        (" " * 2_000_000, "rules.file"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_rules_is_refused(
    workplace: Workplace, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        workplace.desk_of("B").rules.load(file)
    assert caught.value.code == code
    with pytest.raises(KnownError) as missing:
        workplace.desk_of("B").rules.load(tmp_path / "none.json")
    assert missing.value.code == "rules.file"


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
def test_rules_that_cannot_be_saved_leave_the_old_file(workplace: Workplace, tmp_path: Path) -> None:
    rules = workplace.desk_of("B").rules
    folder = tmp_path / "rules"
    folder.mkdir()
    file = folder / "rules.json"
    file.write_text("what was there", "utf-8")
    (version,) = rules.versions()
    with largest_file(1024), pytest.raises(KnownError) as told:
        rules.save(version, file)
    assert told.value.code == "rules.unsaved"
    assert file.read_text("utf-8") == "what was there"
    assert list(folder.iterdir()) == [file]
    rules.save(version, file)
    assert rules.load(file) == rules.document(version)


def test_a_day_that_is_none_is_named(workplace: Workplace) -> None:
    bank = workplace.desk_of("B").rules
    for wrong in ("02-30", "2030-02-05", "soon"):
        with pytest.raises(KnownError) as caught:
            bank.with_days(2031, [wrong], [])
        assert (caught.value.code, caught.value.params["day"]) == ("rules.day_of", wrong)
    with pytest.raises(KnownError) as silent:
        bank.prepare(bank.with_days(2031, NEW_YEAR, []), bank.earliest, "  ")
    assert silent.value.code == "loan.text"


def test_changes_are_said_in_words() -> None:
    def product(**values: Any) -> Callable[[Any], object]:
        return lambda document: document["products"]["products"][0].update(values)

    name = shipped_document()["products"]["products"][0]["name"]["zh"]
    limit = shipped().products["poverty-micro"].amount_max
    rate = shipped().products["poverty-micro"].rate
    assert changed(product(rate=345)) == [f"“{name}”的年利率由 {percent(rate)} 改为 3.45%"]
    assert changed(product(amount_max=3_000_000)) == [
        f"“{name}”的最高金额（元）由 {words.yuan(limit)} 改为 30,000.00"
    ]
    assert changed(product(prepayment="forbidden")) == [f"“{name}”的提前还款由 缩短期限 改为 不允许"]
    assert changed(lambda d: d["products"]["products"].pop()) == [
        "取消产品“{}”（{})".replace("(", "（")
        .replace(")", "）")
        .format(
            shipped_document()["products"]["products"][-1]["name"]["zh"],
            shipped_document()["products"]["products"][-1]["id"],
        )
    ]
    assert changed(lambda d: d["holidays"]["fixed"].remove("05-02")) == ["取消每年固定的休息日 05-02"]
    assert changed(lambda d: d["holidays"]["years"]["2026"]["off"].remove("2026-10-07")) == [
        "2026 年：取消休息日 10-07"
    ]
    assert changed(lambda d: d["lending"]["borrower"].update(new_rule=3)) == [
        "lending.borrower.new_rule由 无 改为 3"
    ]
    assert changed(lambda d: d["flows"]["flows"][0].update(source="x")) == ["贷款申请：依据改变"]
    assert changed(lambda _document: None) == []


def test_a_sentence_names_so_many_changes_and_counts_the_rest() -> None:
    many = [Sentence("rules.nothing")] * (MOST + 5)
    told = said(in_one(many))
    assert told.count("没有改变") == MOST
    assert told.endswith("另有 5 处改变")
    assert said(in_one([])) == "没有改变"


def test_a_due_day_that_a_calendar_moved_is_marked_with_the_day_before() -> None:
    row = {
        "number": 1, "start": "2027-01-08", "end": "2027-02-08", "due": "2027-02-12", "principal": 1,
        "interest": 1, "paid_principal": 0, "paid_interest": 0, "refunded": 0, "by_finance": 0,
        "refundable": 0, "days": 30, "carried": 0,
    }  # fmt: skip
    moved = [
        {"number": 1, "from": "2027-02-08", "to": "2027-02-12", "rules": "d" * 64},
        {"number": 2, "from": "2027-03-08", "to": "2027-03-10", "rules": "e" * 64},
    ]
    first, second = schedule_of([row, {**row, "number": 2, "due": "2027-03-08"}], "2027-01-20", moved)
    assert (first.moved_from, first.moved_by) == ("2027-02-08", "d" * 64)
    assert (second.moved_from, second.moved_by) == ("", "")


def _rules(workplace: Workplace, role: str = "B") -> Rules:
    desk = workplace.desk_of(role)
    return Rules(desk.carrier, desk.names)


@pytest.mark.parametrize("day", ["02-29", "2-30", "W05-1", "2031-W05-1", "20310230", "", "0205"])
def test_a_day_is_written_as_month_and_day_or_whole(workplace: Workplace, day: str) -> None:
    """2031 is no leap year; weeks are not how an office writes its days off."""
    with pytest.raises(KnownError) as caught:
        _rules(workplace).with_days(2031, [day], [])
    assert (caught.value.code, caught.value.params["day"]) == ("rules.day_of", day)


def test_the_days_of_a_year_are_sorted_and_stand_once_and_other_years_stay(workplace: Workplace) -> None:
    rules = _rules(workplace)
    document = rules.with_days(2032, ["3-1", "2032/2/29", "02-29"], ["20320306"])
    years = document["holidays"]["years"]
    assert years["2032"] == {"off": ["2032-02-29", "2032-03-01"], "work": ["2032-03-06"]}
    before = shipped_document()["holidays"]["years"]
    assert {year: days for year, days in years.items() if year != "2032"} == before
    (current,) = rules.versions()
    assert rules.document(current)["holidays"]["years"] == before


def test_a_file_of_rules_may_be_as_large_as_it_is_saved_and_no_larger(
    workplace: Workplace, tmp_path: Path
) -> None:
    rules, file = _rules(workplace), tmp_path / "rules.json"
    (current,) = rules.versions()
    rules.save(current, file)
    padded = file.read_bytes()
    file.write_bytes(padded + b" " * (4 * MAX_RULES - len(padded)))
    assert rules.load(file) == rules.document(current)
    with file.open("ab") as opened:
        opened.write(b" ")
    with pytest.raises(KnownError) as large:
        rules.load(file)
    assert large.value.code == "rules.file"
    assert f"{4 * MAX_RULES:,}" in words.one_sentence(large.value, "en")


def test_earliest_is_tomorrow_and_a_proposal_names_what_it_replaces(workplace: Workplace) -> None:
    rules = _rules(workplace)
    assert rules.earliest == (workplace.desk_of("B").carrier.today + timedelta(days=1)).isoformat()
    (current,) = rules.versions()
    shown = rules.prepare(rules.with_days(2031, NEW_YEAR, []), f" {rules.earliest} ", " 通知 ")
    body = json.loads(shown.canonical)["body"]
    assert (body["replaces"], body["effective"], body["reason"]) == (current.digest, rules.earliest, "通知")
    assert body["digest"] == digest(body["rules"])
    rules.submit(shown)
    proposed, still = rules.versions()
    assert (proposed.state, proposed.start, still.state) == ("proposed", rules.earliest, "current")
    assert _rules(workplace, "R").document(proposed) == body["rules"]


def test_a_new_kind_is_told_first_with_who_signs_and_what_it_does() -> None:
    def change(document: Any) -> None:
        document["products"]["products"][0]["amount_max"] -= 1
        rows = document["flows"]["flows"]
        row = copy.deepcopy(next(row for row in rows if row["kind"] == "fund.withdraw"))
        rows.append({**row, "kind": "county.withdraw"})

    told = changed(change)
    assert told[0] == "新增业务county.withdraw，所做同“转出数字账户”，由申请所写的一方签名，由银行审批"
    assert len(told) == 2


def test_non_accrual_and_provisions_are_said_in_words() -> None:
    before = shipped_document()
    after = copy.deepcopy(before)
    after["lending"]["non_accrual"].update(days=60, payments="principal_first")
    after["lending"]["provisions"].update(at="day_end", loss=9_950)
    told = [say(change, "zh") for change in changes(before, after)]
    assert told == [
        "逾期超过此天数转为非应计（天）由 90 改为 60",
        "非应计贷款收款入账方式由 按账本分配的本金、利息、罚息入账 改为 先冲减本金",
        "计提贷款损失准备的时间由 每月末日终 改为 每日日终",
        "损失类准备金比例由 100.00% 改为 99.50%",
    ]
