"""Confirming, sending and following what is signed."""
