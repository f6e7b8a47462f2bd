"""Entry of `loc-network`."""

from loc_network.cli import main

raise SystemExit(main())
