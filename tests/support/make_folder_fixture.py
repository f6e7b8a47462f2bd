"""Makes ``tests/fixtures/folder-1.zip``: a data folder as this format of the program leaves it, with the
people of the sample, who are made up. Run once for each format that is released:

    .venv/bin/python -m tests.support.make_folder_fixture

Its keys are in an encrypted keyring file; PASSPHRASE of ``tests/support/workplace.py`` opens it.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.support import clock
from tests.support.workplace import PASSPHRASE, sample

FIXTURE = Path(__file__).parents[1] / "fixtures" / "folder-1.zip"
KEPT = ("index-", ".lock", "ledger.sqlite-notice")
"""What is made anew."""


def fill(home: Path) -> None:
    """Two applications, one of them paid out; a draft, something in the outbox, a secret of ids."""
    workplace = Workplace(home)
    workplace.use_passphrase(PASSPHRASE)
    workplace.try_here()
    counter = workplace.desk_of("C")
    applications = counter.applications
    events = applications.import_rows(sample(2), applications.banks()[0].key).events
    for role in ("B", "CAD", "FD"):
        workplace.desk_of(role).grants.decide(events[:1])
    applications.save_draft(ApplicationForm(purpose="种植茶叶", amount="20000"), "draft")
    identity = counter.carrier.identity
    workplace.connections.outbox_add(identity, "register", [identity.member_record()], "")
    workplace.connections.folder.reference("a payment")
    workplace.close()


def main() -> None:
    """Made on the tests' fixed day, so that it opens on it."""
    assert clock.BEGAN.isoformat().startswith("2026-09-15")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fill(home)
        FIXTURE.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(FIXTURE, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for file in sorted(path for path in home.rglob("*") if path.is_file()):
                if not any(part in file.name for part in KEPT):
                    packed.write(file, file.relative_to(home))


if __name__ == "__main__":
    main()
