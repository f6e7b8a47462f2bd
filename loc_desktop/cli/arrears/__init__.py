"""Commands about loans that are late."""
