"""Who one is: keys in the operating system's keyring, certificates, sealing of personal data, backup.

Light to import: ``keyring``, ``cryptography`` and the JOSE library are loaded when a key is used.
"""

from loc_desktop.identity.keystore import Keystore, days_left, open_keystore, uses_file
from loc_desktop.identity.model import Identity

__all__ = ["Identity", "Keystore", "days_left", "open_keystore", "uses_file"]
