"""The parsers of what comes from elsewhere: for each the values that are tried, and the work that may raise
nothing but known errors (of those rooms below: the errors that their callers turn into known ones).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import yaml
from hypothesis import strategies as st

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.contract.certificate import CertificateError, read_certificate
from loc_desktop.contract.members import _check_record
from loc_desktop.contract.operations import RULES
from loc_desktop.contract.rulebook.check import check
from loc_desktop.contract.rulebook.document import of_document, shipped_document
from loc_desktop.contract.state import Caller
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.errors import KnownError
from loc_desktop.identity import entry
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.backups import backup
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.errors import RecipientRefused
from loc_desktop.identity.group_keys import decryptor_of
from loc_desktop.identity.keyfile import FileStore
from loc_desktop.identity.keys import new_identity
from loc_desktop.identity.model import Identity
from loc_desktop.identity.sealing import open_dossier, seal
from loc_desktop.ledger.embedded import envelope
from loc_desktop.ledger.embedded.envelope import Membership, Record
from loc_desktop.ledger.fabric.profile import parse_profile
from loc_desktop.loan.misfit import MisfitError
from loc_desktop.script.canonical import decode, decode_lenient, encode
from loc_desktop.script.evaluate import evaluate
from tests.desk.application.lists import PEOPLE, saved, text, workbook
from tests.fuzz.more_targets import MORE
from tests.fuzz.mutations import changed, spoiled
from tests.fuzz.target import Target, as_json, file, folder
from tests.scenarios.embedded_scene import MemoryStore

PASSPHRASE = "a passphrase for tests"


@functools.cache
def _world() -> EmbeddedWorld:
    return EmbeddedWorld(folder(), slots=2)


@functools.cache
def _secrets() -> tuple[Secrets, Identity]:
    secrets = Secrets.generate()
    return secrets, new_identity(
        secrets, role="B", name="bank", organisation="B", ledger="", protection="keyring"
    )


# ---------------------------------------------------------------------------------------------- the parsers


def profile() -> Target:
    pem = Authority.create(MemoryStore(), "root").root_pem
    good = {
        "name": "loan", "organisation": "B", "role": "B", "msp_id": "B", "channels": ["loan"],
        "peers": [{"name": "p", "endpoint": "10.0.0.1:7051", "hostname": "p", "tls_ca_pem": pem}],
        "ca": {"url": "https://10.0.0.1:7054", "name": "ca-B", "tls_ca_pem": pem}, "msp_root_pems": [pem],
    }  # fmt: skip
    text_ = yaml.safe_dump(good).encode()
    bombs = [
        b"a: &a [x]\nb: *a\n",
        b"<<: &m {a: 1}\nb: {<<: *m}\n",
        b"role: 2026-99-99\n",
        b"a: " + b"9" * 5000,
    ]
    return Target(as_json(changed([good])) | spoiled([text_, *bombs]), parse_profile)


def backup_file() -> Target:
    kdf = {**entry.new_kdf(), "t": 1, "m": 64, "p": 1}
    secrets, identity = _secrets()
    content = {"identity": identity.to_json(), "entry": entry.write(secrets, identity.id), "network": {}}

    def sealed(value: Any) -> dict[str, Any]:
        nonce, box = entry.seal_box(PASSPHRASE, kdf, json.dumps(value).encode(), backup._CONTEXT)
        return {"format": backup.FORMAT, "version": backup.VERSION, "kdf": kdf, "nonce": nonce, "box": box}

    def cheap(value: Any) -> bool:
        """Not those that honestly take their second."""
        kdf = value.get("kdf") if isinstance(value, dict) else None
        return not isinstance(kdf, dict) or (kdf.get("t"), kdf.get("m"), kdf.get("p")) == (1, 64, 1)

    outside = changed([sealed(content)]).filter(cheap)
    inside = changed([content]).map(sealed)
    return Target(
        as_json(outside | inside) | spoiled([json.dumps(sealed(content)).encode()]),
        lambda data: backup.open_backup(file("backup.json", data), PASSPHRASE),
    )


def keyring_file() -> Target:
    path = folder() / "keyring.cfg"
    FileStore(path, PASSPHRASE, create=True).set("one", "keys", "a secret")
    good = path.read_bytes()

    def work(data: bytes) -> object:
        (folder() / "keyring.cfg.lock").unlink(missing_ok=True)
        return FileStore(file("keyring.cfg", data), PASSPHRASE).get("one", "keys")

    return Target(spoiled([good]), work, short=12)


def data_entry() -> Target:
    secrets, identity = _secrets()
    good = json.loads(entry.write(secrets, identity.id))
    return Target(
        changed([good]).map(json.dumps),
        lambda value: entry.read(value, identity.id, "583914"),
        (entry.EntryError,),
    )


def applicants_list() -> Target:
    rows = text(*PEOPLE)
    seeds = [rows.encode(), rows.encode("gb18030"), rows.encode("utf-16"), saved(workbook(*PEOPLE))]
    return Target(spoiled(seeds), lambda data: read_file(file("list", data), date(2026, 11, 28)), short=40)


def script_json() -> Target:
    world = _world()
    cc = world.application()
    seeds = [cc, world.code(cc)]

    def work(data: bytes) -> object:
        first = decode_lenient(data)
        return evaluate(first, first, first), decode(data)

    return Target(as_json(changed(seeds)) | spoiled([encode(seed) for seed in seeds]), work)


def evaluation() -> Target:
    world = _world()
    cc = world.application()
    uc = world.code(cc)
    members = [{"role": role, "key": member.key} for role, member in world.members.items()]
    return Target(
        st.tuples(changed([cc]), changed([uc]), changed([members])), lambda three: evaluate(*three), short=100
    )


def block_record() -> Target:
    """The genesis and an envelope, as they stand in the ledger's file."""
    world = _world()
    cc = world.application()
    world.submit("C", "lock", cc)
    ledger = world.ledger
    blocks = [ledger.block(0), ledger.block(ledger.height() - 1)]
    seeds = []
    for block in blocks:
        content = dict(block.transactions[0].raw)
        seeds.append(content)
    members = Membership(ledger.genesis.roots)

    def work(value: Any) -> object:
        signed = json.dumps(value, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")
        import hashlib

        record = Record(hashlib.sha256(envelope.TAG + signed).hexdigest(), signed, "", b"")
        with_known: list[object] = []
        for read in (envelope.read_genesis, lambda data: envelope.reopen(data, ledger.channel, members)):
            try:
                with_known.append(read(record))
            except KnownError as error:
                with_known.append(error)
        return with_known

    return Target(changed([{k: v for k, v in seed.items() if k != "value"} for seed in seeds]), work)


def rules_document() -> Target:
    document = shipped_document()

    def work(value: Any) -> object:
        check(value, tuple(RULES))
        return of_document(value)

    return Target(changed([document]), work, (MisfitError, KnownError), short=40)


def member_record() -> Target:
    world = _world()
    record = world.ledger.evaluate("query", ["members", {"role": "B"}], world.members["B"].user)[0]
    names = (
        "role",
        "key",
        "name",
        "organisation",
        "certificate",
        "encryption",
        "encryption_signature",
        "person",
    )
    caller = Caller(str(record["organisation"]), str(record["role"]), str(record["key"]))
    fields = {name: record[name] for name in names}
    return Target(changed([fields]), partial(_check_record, caller=caller), short=100)


def jwk() -> Target:
    _, identity = _secrets()
    record = identity.member_record()

    def work(value: Any) -> object:
        if not isinstance(value, dict):
            return None
        return seal({"type": "x"}, [{**record, "encryption": value}])

    return Target(changed([record["encryption"]]), work, (RecipientRefused,))


def jwe() -> Target:
    secrets, identity = _secrets()
    sealed, _ = seal({"type": "x"}, [identity.member_record()])
    decryptor = decryptor_of(secrets)
    return Target(
        changed([sealed]).filter(lambda value: isinstance(value, dict)),
        lambda value: open_dossier(value, decryptor),
    )


def certificate() -> Target:
    pem = Authority.create(MemoryStore(), "root").root_pem.encode()
    return Target(
        spoiled([pem]), lambda data: read_certificate(data.decode(errors="replace")), (CertificateError,)
    )


TARGETS: dict[str, Callable[[], Target]] = {
    target.__name__: target
    for target in (
        profile, backup_file, keyring_file, data_entry, applicants_list, script_json, evaluation,
        block_record, rules_document, member_record, jwk, jwe, certificate, *MORE,
    )
}  # fmt: skip
