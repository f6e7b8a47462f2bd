"""What the terminal says of files that failed after the ledger had committed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from loc_desktop.texts.terminal.tongue import said

if TYPE_CHECKING:
    from loc_desktop.desk.workplace import Workplace


def tell_asides(workplace: Workplace) -> None:
    """Each trouble on a line of standard error, beside the command's outcome."""
    for error in workplace.asides.take():
        print(f"loc-desktop: {said(error)}", file=sys.stderr)
