"""Where private keys are kept: the operating system's keyring, or an encrypted keyring file with a
passphrase.

Both are reached through the ``keyring`` package. Only backends that are known to encrypt are taken; what a
backend raises becomes one of the errors in :mod:`loc_desktop.identity.errors`. ``keyring`` itself is imported
when a store is opened and not before: it costs a sixth of a second, which the first window should not wait
for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from loc_desktop.identity.errors import (
    KeyringFailed,
    KeyringGone,
    KeyringInsecure,
    KeyringLocked,
    KeyringMissing,
    KeyringProblem,
    KeyringRefused,
)
from loc_desktop.identity.keyfile import FileStore
from loc_desktop.identity.store import SERVICE, Store, check_size

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PROMPT_SECONDS = 120.0
"""How long a person has to answer the system's request to unlock the keyring."""

# The system's own stores, by the module of the keyring package that speaks to each. All of them encrypt.
_ENCRYPTING = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
)

_SYSTEMS = ("linux", "darwin", "win32")
"""Those that the texts say how to get a keyring service on."""

T = TypeVar("T")


class SystemStore:
    """The operating system's keyring.

    Each entry has a service name of its own (``loc-desktop/<entry>``): Windows' store, as ``keyring`` uses
    it, moves an entry when another user name comes under the same service, and two processes at that would
    lose one.
    """

    def __init__(self, backend: KeyringBackend, prompt_seconds: float = PROMPT_SECONDS) -> None:
        self._backend = backend
        self._prompt_seconds = prompt_seconds

    @property
    def description(self) -> str:
        return str(self._backend.name)

    def get(self, entry: str, part: str) -> str | None:
        return self._do(lambda: self._backend.get_password(f"{SERVICE}/{entry}", part))

    def set(self, entry: str, part: str, text: str) -> None:
        check_size(text)
        self._do(lambda: self._backend.set_password(f"{SERVICE}/{entry}", part, text))

    def delete(self, entry: str, part: str) -> None:
        if self.get(entry, part) is not None:
            self._do(lambda: self._backend.delete_password(f"{SERVICE}/{entry}", part))

    def _do(self, action: Callable[[], T]) -> T:
        try:
            if type(self._backend).__module__ == _ENCRYPTING[0]:
                _unlock_secret_service(self._prompt_seconds)
            return action()
        except KeyringProblem:
            raise
        except Exception as error:  # each backend has exceptions of its own, D-Bus and its sockets too
            raise _translated(error) from error


def open_system_store(prompt_seconds: float = PROMPT_SECONDS) -> SystemStore:
    """The operating system's keyring.

    ``prompt_seconds``: how long to wait where the system asks the person to unlock; 0 never asks. Raises
    KeyringMissing where there is none and KeyringInsecure where one is configured that may not encrypt.
    """
    return SystemStore(_configured_backend() or _system_backend(), prompt_seconds)


def _configured_backend() -> KeyringBackend | None:
    """The backend that the person configured for all programs, if any and if it encrypts."""
    from keyring import core

    try:
        backend = core.load_env() or core.load_config()
    except Exception as error:  # a class that does not exist, or that does not work here
        raise KeyringMissing(_system(), f"the configured keyring: {error}") from error
    if backend is None:
        return None
    module = type(backend).__module__
    if module == "keyring.backends.fail":
        raise KeyringMissing(_system(), "keyring is configured to have none")
    if module not in _ENCRYPTING:
        raise KeyringInsecure(f"{module}.{type(backend).__qualname__}")
    return backend


def _system_backend() -> KeyringBackend:
    from importlib import import_module

    reasons = []
    # Named one by one: keyring's own choice would also take a file, or one that asks on the terminal.
    for module, name in _candidates():
        try:
            backend_class: type[KeyringBackend] = getattr(import_module(module), name)
            if backend_class.priority > 0:
                return backend_class()
        except Exception as error:  # what a backend raises where it does not work is not agreed upon
            reasons.append(f"{name}: {error}")
    raise KeyringMissing(_system(), "; ".join(reasons))


def _candidates() -> list[tuple[str, str]]:
    if sys.platform == "win32":
        return [("keyring.backends.Windows", "WinVaultKeyring")]
    if sys.platform == "darwin":
        return [("keyring.backends.macOS", "Keyring")]
    return [("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")]


def _system() -> str:
    return sys.platform if sys.platform in _SYSTEMS else "linux"


def _unlock_secret_service(prompt_seconds: float) -> None:
    """Unlock the default collection here and not in ``keyring``, which waits for the person without an end
    and does not tell a refusal from a prompt that nobody answered.

    gnome-keyring, asked by several programs at once, now and then names a collection that is not there
    (a path of random bytes, seen with release 42.1): it is asked again.
    """
    import secretstorage
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

    misnamed = retry_if_exception_type(secretstorage.ItemNotFoundException)
    waits = wait_exponential(multiplier=0.05, max=1)
    again = Retrying(retry=misnamed, stop=stop_after_attempt(5), wait=waits, reraise=True)
    again(_unlock_collection, prompt_seconds)


def _unlock_collection(prompt_seconds: float) -> None:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        if prompt_seconds <= 0 and not _has_collection(connection):
            raise KeyringLocked
        # Where there is none yet, this makes one, for which the system asks a new password.
        collection = secretstorage.get_default_collection(connection)
        if not collection.is_locked():
            return
        if prompt_seconds <= 0:
            raise KeyringLocked
        try:
            dismissed = collection.unlock(timeout=prompt_seconds)
        except TimeoutError:
            raise KeyringLocked from None
        if dismissed or collection.is_locked():
            raise KeyringRefused


def _has_collection(connection: Any) -> bool:
    import secretstorage

    try:
        secretstorage.Collection(connection)
    except secretstorage.ItemNotFoundException:
        return False
    return True


def _translated(error: Exception) -> KeyringProblem:
    from keyring import errors

    reason = f"{type(error).__name__}: {error}"
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, errors.KeyringLocked) or "PromptDismissedException" in names:
        return KeyringRefused(reason)
    if "LockedException" in names or "IsLocked" in reason:
        return KeyringLocked()
    gone = {"SecretServiceNotAvailableException", "DBusException", "DBusErrorResponse", "OSError", "EOFError"}
    if isinstance(error, errors.InitError) or names & gone:
        return KeyringGone(reason)
    return KeyringFailed(reason)


def open_file_store(path: Path, passphrase: str, create: bool = False) -> Store:
    """The encrypted keyring file at ``path``. ``create``: make it if it is not there.

    Raises WrongPassphrase, WeakPassphrase (for a new file), KeyringFileDamaged.
    """

    return FileStore(path, passphrase, create=create)
