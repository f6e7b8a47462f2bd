"""First start, joining a network, identities."""
