"""``python -m loc_desktop.cli``: the same as ``loc-desktop``."""

import sys

from loc_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
