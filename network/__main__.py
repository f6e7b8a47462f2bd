"""Entry of `python -m network`."""

from network.cli import main

raise SystemExit(main())
