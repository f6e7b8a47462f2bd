"""Why a stored transaction, block 0 or a connection profile is none, with the English."""

from __future__ import annotations

from typing import Final

from loc_desktop.errors import Causes

CAUSES: Final = Causes(
    "ledger",
    {
        # a stored transaction (embedded)
        "id": "the id is not the digest of the signed bytes",
        "members": "the envelope has not the members of a transaction",
        "version": "the envelope is of another version or channel",
        "types": "a member of the envelope has the wrong type",
        "certificate": "the certificate: {why}",
        "signature": "the signature does not verify",
        "form": "the signed bytes are not in canonical form",
        "unreadable": "the signed bytes cannot be read: {why}",
        # block 0 (embedded)
        "genesis_id": "the id is not the digest of the genesis",
        "no_genesis": "block 0 is not a genesis",
        "genesis_version": "the genesis is of another version",
        "genesis_roots": "the genesis has no list of root certificates",
        "genesis_signed": "the genesis carries a signature that nobody made",
        # a connection profile (fabric)
        "size": "larger than {most:count} bytes",
        "not_text": "it is not text",
        "not_yaml": "line {line} is not YAML",
        "no_object": "not an object with fields",
        "role": "'{role}' is not one of {names}",
        "no_peer": "no peer",
        "no_channel": "no channel",
        "endpoint": "'{text}' is not HOST:PORT",
        "https": "'{text}' does not begin with https://",
        "pem": "not a certificate in PEM form",
        "missing": "missing",
        "text": "not a text",
        "empty": "empty",
        "texts": "not a list of texts",
        "object": "not an object",
        "objects": "not a list of objects",
    },
)

cause: Final = CAUSES.make
