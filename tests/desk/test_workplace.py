"""Setting up, interrupted set-ups, an absent ledger, the real keyring."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.app import log
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.work import Change
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from tests.support.away import put_away
from tests.support.full_disk import largest_file
from tests.support.workplace import PASSPHRASE

FUNDS = {"B": 10_000_000_000, "FD": 500_000_000, "R": 0}


class StopError(Exception):
    pass


def test_try_here_makes_five_registered_identities_and_funds(empty: Workplace) -> None:
    assert not empty.ready
    assert empty.identities() == ()
    seen: list[tuple[int, int]] = []
    empty.try_here(lambda *step: seen.append(step))
    assert seen[0] == (0, 9)
    assert seen[-1] == (9, 9)
    assert empty.ready
    assert [identity.role for identity in empty.identities()] == ["C", "B", "CAD", "FD", "R"]
    assert all((identity.days_left or 0) > 300 for identity in empty.identities())
    for role, amount in FUNDS.items():
        assert empty.desk_of(role).viewer.account().balance == amount
    status = empty.status()
    assert (status.reachable, status.behind) == (True, 0)
    with pytest.raises(KnownError) as told:
        empty.try_here()
    assert told.value.code == "workplace.exists"


@pytest.mark.parametrize("after", range(0, 9, 2))
def test_an_interrupted_set_up_is_completed_when_called_again(empty: Workplace, after: int) -> None:
    def stop(done: int, total: int) -> None:
        if done == after:
            raise StopError

    with pytest.raises(StopError):
        empty.try_here(stop)
    assert not empty.ready
    empty.close()
    again = Workplace(empty.home)
    again.use_passphrase(PASSPHRASE)
    again.try_here()
    assert [identity.role for identity in again.identities()] == ["C", "B", "CAD", "FD", "R"]
    assert again.desk_of("B").viewer.account().balance == FUNDS["B"]
    assert again.desk_of("FD").viewer.account().balance == FUNDS["FD"]
    again.close()


def test_a_second_start_finds_everything_and_asks_for_the_passphrase(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    workplace.desk(workplace.desk_of("B").identity.id)
    workplace.set("language", "en")
    workplace.close()
    second = Workplace(workplace.home)
    assert second.ready
    assert second.needs_passphrase
    assert (second.desk().identity.role, second.settings()["language"]) == ("B", "en")
    with pytest.raises(KnownError):
        second.desk_of("B").grants.open_dossier(applied.event)
    with pytest.raises(KnownError):
        second.use_passphrase("not this one")
    second.use_passphrase(PASSPHRASE)
    assert second.desk_of("B").grants.open_dossier(applied.event).verdict == "Pass"
    second.close()


def test_following_tells_of_each_new_event(workplace: Workplace, form: ApplicationForm) -> None:
    workplace.catch_up()
    other = Workplace(workplace.home)
    other.use_passphrase(PASSPHRASE)
    applied = other.desk_of("C").applications.apply(form)
    told: list[Change] = []
    # The other program has indexed it already: a follower is told of what it takes in itself.
    workplace.connections.index(workplace.identities()[0].ledger).reset()
    workplace.follow(told.append, lambda: any(applied.event in change.events for change in told))
    assert applied.event in told[-1].events
    other.close()


HEAVY = (
    "sqlalchemy",
    "alembic",
    "keyring",
    "joserfc",
    "grpc",
    "hfc",
    "PySide6",
    "watchfiles",
    "cryptography",
)


@pytest.mark.machine_clock
def test_a_start_until_the_first_desk_loads_nothing_heavy(workplace: Workplace) -> None:
    """What the window needs before it is shown: who is here, which desk, the settings."""
    workplace.identities()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from loc_desktop.desk.workplace import Workplace\n"
        "workplace = Workplace(Path(sys.argv[1]))\n"
        "assert workplace.ready and len(workplace.identities()) == 5\n"
        "assert workplace.desk().identity.days_left is not None\n"
        "print(','.join(name for name in sys.argv[2:] if name in sys.modules))"
    )
    command = [sys.executable, "-c", code, str(workplace.home), *HEAVY]
    completed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (completed.returncode, completed.stdout.strip()) == (0, ""), completed.stderr


def test_broken_settings_do_not_stop_the_start(workplace: Workplace) -> None:
    (workplace.home / "settings.json").write_text("{broken")
    assert workplace.settings() == {}
    assert workplace.ready
    workplace.set("language", "zh")
    assert json.loads((workplace.home / "settings.json").read_text())["content"] == {"language": "zh"}


def test_an_application_waits_in_the_outbox_while_the_ledger_is_away(
    workplace: Workplace, form: ApplicationForm
) -> None:
    desk = workplace.desk_of("C")
    away = put_away(workplace)
    applied = desk.applications.apply(form)
    assert applied.stage is Stage.WAITING
    assert desk.applications.mine(text=applied.event).rows[0].stage is Stage.WAITING
    assert workplace.status().outbox_waiting == 1
    assert [row.event for row in desk.outbox()] == [applied.event]
    assert desk.send_outbox() == 0
    away.away = False
    assert desk.send_outbox() == 1
    assert desk.outbox() == ()
    assert desk.applications.mine(text=applied.event).rows[0].stage is Stage.ON_LEDGER
    assert desk.send_outbox() == 0


def test_the_last_grantors_unlock_follows_when_the_ledger_is_back(
    workplace: Workplace, form: ApplicationForm
) -> None:
    applied = workplace.desk_of("C").applications.apply(form)
    for role in ("B", "CAD"):
        grants = workplace.desk_of(role).grants
        grants.sign(grants.prepare(grants.open_dossier(applied.event)))
    desk = workplace.desk_of("FD")
    away = put_away(workplace)
    away.away = False
    shown = desk.grants.prepare(desk.grants.open_dossier(applied.event))
    real = away._check
    # The dossier can still be read, the grant no longer sent.
    away.evaluate = away._ledger.evaluate  # type: ignore[method-assign]
    away.away = True
    outcome = desk.grants.sign(shown)
    assert (outcome.queued, outcome.unlock) == (True, None)
    away.away = False
    assert real() is None
    assert desk.send_outbox() == 1
    assert workplace.desk_of("C").applications.mine(text=applied.event).rows[0].stage is Stage.UNLOCKED


def test_on_the_real_keyring_the_keys_stay_there_and_can_be_forgotten(
    home: Path, secret_service: None
) -> None:
    workplace = Workplace(home)
    workplace.try_here()
    assert not workplace.needs_passphrase
    assert not list(home.glob("keyring*"))
    desk = workplace.desk_of("C")
    own = desk.applications.applicants.all()[0]
    bank = desk.applications.banks()[0].key
    form = ApplicationForm(own.name, own.identity_number, purpose="x", amount="5000", months="12", bank=bank)
    filled = ApplicationForm(
        **{
            **{name: getattr(form, name) for name in form.__slots__},
            "income": "9000",
            "asset": "0",
            "debt": "0",
        }
    )
    assert desk.applications.apply(filled).stage is Stage.ON_LEDGER
    workplace.forget_keys()
    assert workplace.identities() == ()
    workplace.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_the_sample_goes_on_to_its_last_day_and_no_further(workplace: Workplace) -> None:
    workplace.walk(10)
    with pytest.raises(KnownError) as refused:
        workplace.walk(10**6)
    assert refused.value.code == "day.too_far"
    left = int(str(refused.value.params["left"]))
    today = workplace.today
    assert date.fromisoformat(workplace.walk(left)) - date.fromisoformat(today) == timedelta(days=left)
    with pytest.raises(KnownError) as over:
        workplace.walk(1)
    assert over.value.params["left"] == 0


def test_a_setting_that_cannot_be_kept_is_logged_and_told_once(workplace: Workplace) -> None:
    log.set_up(workplace.home)
    before = dict(workplace.settings())
    assert workplace.unkept() is None
    with largest_file(0):
        workplace.set("language", "en")
    told = workplace.unkept()
    assert told is not None
    assert told.code == "settings.unkept"
    assert "too large" in str(told) or "full" in str(told)
    workplace.set("language", "en")
    assert workplace.settings() == {**before, "language": "en"}
    assert workplace.unkept() is None
