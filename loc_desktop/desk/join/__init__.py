"""Starting on this computer and joining a network."""
