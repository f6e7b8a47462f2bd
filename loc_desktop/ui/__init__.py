"""The window: PySide6 Widgets over the desk. Views talk only to the desk, on worker threads."""
