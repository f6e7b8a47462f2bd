"""What several tests share: the desktop session they run in and the fixtures built on it."""
