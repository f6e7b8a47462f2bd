"""Measurements, called by ``loc-desktop bench``."""
