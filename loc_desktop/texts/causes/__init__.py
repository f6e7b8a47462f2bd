"""Causes in Chinese, a file for each room; the English stands with the room, by the same name."""
