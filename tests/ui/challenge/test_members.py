"""The regulator begins a revocation from the list of members; the second authority grants it from its own."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import Bot, become, cells, fill, key, no_error, press, sign, type_into, view_of


def test_a_membership_is_taken_away_by_two_authorities(qtbot: Bot, window: MainWindow) -> None:
    become(window, "R")
    members = view_of(window, "members")
    type_into(qtbot, members.filter, "民政")
    key(qtbot, members.filter, Qt.Key.Key_Return)
    settle(window)
    (line,) = members.model.rows
    assert line.party.role == "CAD"
    press(qtbot, members.revoke)
    settle(window)
    assert "expires, and is asked for again" in members.values.findChildren(type(members.note))[1].text()
    assert fill(qtbot, window, members, reason="  ").startswith("✗ A revocation needs its reason")
    second = members.values.choices["second"].currentText()
    assert second.startswith("FD")
    assert fill(qtbot, window, members, reason="机构已撤并") == ""
    said = sign(qtbot, window, members)
    assert "机构已撤并" in said
    assert "is not given back" in said
    assert cells(members.table)[3].startswith("revocation waits for")
    assert not members.revoke.isEnabled()
    event = members.member.pending

    become(window, "FD")
    service = view_of(window, "service", event)
    press(qtbot, service.sign)
    settle(window)
    service.confirm.sign.click()
    settle(window)
    assert no_error(window)
    become(window, "R")
    members = view_of(window, "members")
    revoked = next(row for row in members.model.rows if row.party == line.party)
    assert (revoked.state, revoked.pending) == ("revoked", "")


def test_a_revocation_that_waits_is_withdrawn_where_it_was_begun(qtbot: Bot, window: MainWindow) -> None:
    become(window, "R")
    members = view_of(window, "members")
    bank = next(row for row in members.model.rows if row.party.role == "B")
    members.table.setCurrentIndex(members.model.find((bank.party.role, bank.party.key)))
    press(qtbot, members.revoke)
    settle(window)
    assert fill(qtbot, window, members, reason="许可证吊销") == ""
    sign(qtbot, window, members)
    press(qtbot, members.withdraw)
    settle(window)
    sign(qtbot, window, members)
    assert members.member.pending == ""
    assert members.revoke.isEnabled()


def test_nobody_revokes_itself(qtbot: Bot, window: MainWindow) -> None:
    become(window, "R")
    members = view_of(window, "members")
    own = members.model.find(("R", members.desk.me.key))
    members.table.setCurrentIndex(own)
    assert not members.revoke.isEnabled()
