"""The key of a data folder's files in the keyring: made once, put back where it was lost, never replaced."""

from __future__ import annotations

import json

import pytest

from loc_desktop.errors import KnownError
from loc_desktop.identity.data_key import DATA_KEY_BYTES, data_key, forget_data_key, restore_data_key
from loc_desktop.identity.errors import DataKeyMissing
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.store import Store


@pytest.fixture(params=["keystore", "file_keystore"])
def store(request: pytest.FixtureRequest) -> Store:
    """The real keyring, and the encrypted file."""
    keystore: Keystore = request.getfixturevalue(request.param)
    return keystore.store


def test_it_is_made_once_for_each_folder(store: Store) -> None:
    first = data_key(store, "one", make=True)
    assert len(first) == DATA_KEY_BYTES
    assert data_key(store, "one", make=True) == data_key(store, "one", make=False) == first
    assert data_key(store, "two", make=True) != first
    forget_data_key(store, "one")
    with pytest.raises(DataKeyMissing) as gone:
        data_key(store, "one", make=False)
    assert gone.value.code.startswith("keyring.")
    assert data_key(store, "one", make=True) != first


def test_a_lost_one_is_put_back_and_one_that_is_there_stays(file_keystore: Keystore) -> None:
    store, key = file_keystore.store, bytes(range(DATA_KEY_BYTES))
    restore_data_key(store, "one", key)
    assert data_key(store, "one", make=False) == key
    restore_data_key(store, "one", b"x" * DATA_KEY_BYTES)
    assert data_key(store, "one", make=False) == key
    for wrong in (b"", key[:-1], key + b"x"):
        with pytest.raises(ValueError, match="no key"):
            restore_data_key(store, "two", wrong)
    with pytest.raises(KnownError):
        data_key(store, "two", make=False)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "null", '{"v": 1}', '{"key": 5}', '{"key": "%%"}', json.dumps({"key": "AAAA"})],
)
def test_what_is_no_key_is_said_to_be_missing_and_not_made_anew(file_keystore: Keystore, text: str) -> None:
    store = file_keystore.store
    store.set("folder-one", "data", text)
    for make in (False, True):
        with pytest.raises(DataKeyMissing):
            data_key(store, "one", make=make)
    assert store.get("folder-one", "data") == text
