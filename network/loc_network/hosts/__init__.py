"""Programs, processes and nodes of this machine."""
