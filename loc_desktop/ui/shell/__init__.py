"""The window itself: frame, navigation, background work, settings, help."""
