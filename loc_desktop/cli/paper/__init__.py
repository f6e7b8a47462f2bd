"""``loc-desktop paper``: papers saved as PDF and checked."""
