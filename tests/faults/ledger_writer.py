"""A program that writes to a ledger until it is killed: ``ledger_writer.py LEDGER USER-FILE``.

Prints the id of each transaction once ``submit`` has returned, that is, once it must survive.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from tests.ledger.support import counter, user_from


def main() -> None:
    path, user = Path(sys.argv[1]), user_from(Path(sys.argv[2]))
    with EmbeddedLedger(path, contract=counter) as ledger:
        for number in itertools.count():
            # Now and then a value of many pages, so that a kill falls into long writes too.
            if number % 7 == 3:
                ledger.submit("put", [f"big/{user.signer.key}", "x" * 60_000], user)
            print(ledger.submit("add", ["sum", 1], user).tx_id, flush=True)


if __name__ == "__main__":
    main()
