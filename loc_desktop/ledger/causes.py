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
        # what verification finds (embedded)
        "file_unreadable": "SQLite cannot read the file: {said}",
        "file_mark": "the file's mark and format are {found}, a ledger of this program has {known}",
        "file_tables": "the file's tables are not those that a ledger has",
        "row_numbers": "{count} rows of table {table} carry a block number that cannot be",
        "table_unreadable": "table {table} cannot be read as a whole: {said}",
        "block_unreadable": "it cannot be read: {said}",
        "block_missing": "it is missing",
        "block_types": "a column of the block has another type than was written",
        "transactions_missing": "its transactions are not all there, in order",
        "transaction_types": "a column of a transaction has another type than was written",
        "transaction_id": "a transaction's id is not the digest of its signed bytes",
        "data_hash": "its transactions do not have the hash that the block carries",
        "previous_hash": "the previous block's hash in it is not that block's",
        "block_hash": "its hash is not that of its content",
        "transaction_why": "transaction {number}: {why}",
        "not_executed": "it cannot be executed again: {said}",
        "transaction_refused": "transaction {number} is refused when executed again: {why}",
        "other_result": "a transaction's result is not the one that it gives when executed again",
        "other_head": "its hashes or time are not those that it gets when executed again",
        "row_foreign": "{table} has a row that no transaction wrote: {row}",
        "row_missing": "{table} misses {row}",
        "row_other": "{table} {row} is not what was written",
        "integrity": "SQLite's integrity check: {said}",
        "block_gone": "it was here (the note beside the file says so) and is gone",
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
