"""The rules on the ledger in the window, in Chinese: read, proposed by the bank, granted by two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.granting.grant_view import GrantView
from loc_desktop.ui.rules.rules_view import RulesView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.support import Bot, become, cells, error_of, fill, no_error, press, shown, sign, view_of

DAYS = "02-05 02-06 02-07 02-08 02-09"


@pytest.fixture
def window(workplace: Workplace, open_window: OpenWindow) -> MainWindow:
    return open_window(workplace, language="zh")


def rules_of(window: MainWindow, role: str) -> RulesView:
    become(window, role)
    view = view_of(window, "rules")
    assert isinstance(view, RulesView)
    return view


def test_everyone_reads_the_rules(window: MainWindow) -> None:
    for role in ("C", "CAD", "R"):
        view = rules_of(window, role)
        assert cells(view.table)[1] == "现行"
        assert not view.propose.isVisible()
        assert cells(view.products_table)[0] == "扶贫小额信贷"
        assert view.lending_table.model().rowCount() > 20
        assert cells(view.flows_table)[:3] == ["贷款申请", "客户", "银行 → 民政部门 → 财政部门"]
        assert view.days_table.model().rowCount() > 50


def test_the_bank_enters_next_years_days_off_and_two_grant(qtbot: Bot, window: MainWindow) -> None:
    view = rules_of(window, "B")
    press(qtbot, view.days_of)
    assert "不是 2031 年的日期" in fill(qtbot, window, view, year="2031", off="02-30", reason="国务院通知")
    assert fill(qtbot, window, view, year="2031", off=DAYS, work="02-15", reason="国务院通知") == ""
    told = sign(qtbot, window, view)
    assert "新增休息日 02-05, 02-06, 02-07, 02-08, 02-09" in told
    assert [cells(view.table, line)[1] for line in range(2)] == ["待审核", "现行"]
    for role in ("FD", "R"):
        become(window, role)
        (case,) = window.workplace.desk_of(role).grants.waiting("rules.adopt")
        service = view_of(window, "service", case.event)
        assert isinstance(service, GrantView)
        assert "新增休息日 02-05" in service.wants.text()
        assert [cells(service.table, line)[3] for line in range(2)] == ["✓", "✓"]
        press(qtbot, service.sign)
        sign(qtbot, window, service)
    view = rules_of(window, "R")
    assert [cells(view.table, line)[1] for line in range(2)] == ["待生效", "现行"]
    view.table.setCurrentIndex(view.table.model().index(0, 0))
    qtbot.waitUntil(lambda: view.changes_table.model().rowCount() == 2, timeout=30_000)
    assert cells(view.changes_table)[0].startswith("2031 年：新增休息日")


def test_a_file_is_saved_changed_and_proposed(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    view, file = rules_of(window, "B"), tmp_path / "规则.json"
    view.save(file)
    qtbot.waitUntil(file.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "已保存" in view.notice.text(), timeout=30_000)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["lending"]["borrower"]["age_max"] = 60
    file.write_text(json.dumps(document), encoding="utf-8")
    view.propose_file(file)
    shown(qtbot, lambda: view.values)
    assert fill(qtbot, window, view, reason="县里通知") == ""
    assert "最高年龄由" in sign(qtbot, window, view)
    file.write_text('{"type": "rules"}', encoding="utf-8")
    view.propose_file(file)
    qtbot.waitUntil(lambda: not no_error(window), timeout=30_000)
    assert "规则文件在" in error_of(window)
