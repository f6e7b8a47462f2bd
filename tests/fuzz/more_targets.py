"""Further parsers: what a network's files and nodes say, and what stands in a list, a dossier or a line."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import Any

import yaml
from fabric_protos.common import common_pb2
from fabric_protos.msp import identities_pb2
from fabric_protos.peer import chaincode_pb2, proposal_pb2, proposal_response_pb2, transaction_pb2
from hypothesis import strategies as st
from loc_network import topology_file
from loc_network.errors import NetworkError

from loc_desktop.app.settings import Settings
from loc_desktop.cli.loan_replay import _answer
from loc_desktop.desk.application.dossier import VERSION, DossierError, read
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.errors import KnownError
from loc_desktop.identity.entry import Secrets, YearKeys
from loc_desktop.identity.group_keys import (
    GroupDecryptor,
    decryptor_of,
    named,
    new_group_key,
    seal_secret,
    vouched,
)
from loc_desktop.identity.keys import new_identity
from loc_desktop.identity.person import new_salt
from loc_desktop.identity.sealing import of_group, usable
from loc_desktop.ledger.fabric.blocks import parse_block
from loc_desktop.ledger.fabric.gateway import contract_refusal
from loc_desktop.ledger.fabric.service import _arguments
from loc_desktop.script.keys import SoftwareSigner
from tests.desk.application.lists import PEOPLE, saved, workbook
from tests.fuzz.mutations import changed, spoiled
from tests.fuzz.target import Target, as_json, file, folder

YEAR = 2026


def list_inside() -> Target:
    """A workbook whose parts are spoiled, not the archive around them."""
    with zipfile.ZipFile(io.BytesIO(saved(workbook(*PEOPLE)))) as book:
        parts = {name: book.read(name) for name in book.namelist()}

    def packed(name: str, data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
            for other, content in parts.items():
                book.writestr(other, data if other == name else content)
        return out.getvalue()

    values = st.sampled_from(sorted(parts)).flatmap(
        lambda name: spoiled([parts[name]]).map(functools.partial(packed, name))
    )
    return Target(values, lambda data: read_file(file("list.xlsx", data), date(2026, 11, 28)), short=40)


def dossier() -> Target:
    """What a dossier holds: whoever sealed it may have written anything."""
    content = {
        "type": "dossier", "version": VERSION, "name": "x", "identity_number": "x", "address": "x",
        "phone": "x", "group": "x", "purpose": "x", "income": 1, "asset": 1, "debt": 1,
        "person_salt": new_salt(), "attachments": [
            {"name": "x.pdf", "media_type": "application/pdf", "content": b64encode(b"x").decode()}
        ],
    }  # fmt: skip
    identity = {
        "type": "identity", "version": VERSION, "name": "x", "identity_number": "x", "person_salt": new_salt()
    }  # fmt: skip
    return Target(
        changed([content, identity]).filter(lambda value: isinstance(value, dict)), read, (DossierError,)
    )


def topology() -> Target:
    seeds = [path.read_bytes() for path in sorted(topology_file.SHIPPED.glob("*.yaml"))]
    bombs = [
        b"a: &a [x]\nb: *a\n", b"<<: &m {a: 1}\nb: {<<: *m}\n", b"name: 2026-99-99\n", b"? [a]\n: b\n",
        b"name: " + b"9" * 5000, b"[" * 2000, b"&a [*a]\n", b"? &a [*a]\n: b\n",
    ]  # fmt: skip
    tables = [yaml.safe_load(seed) for seed in seeds]
    return Target(
        as_json(changed(tables)) | spoiled([*seeds, *bombs]),
        lambda data: topology_file.load(file("topology.yaml", data)),
        (NetworkError,),
    )


def fabric_block() -> Target:
    """A block as a peer hands it over, and one of its parts spoiled with the rest around it whole."""
    creator = identities_pb2.SerializedIdentity(mspid="B", id_bytes=b"no certificate").SerializeToString()
    inputs = chaincode_pb2.ChaincodeInput(args=[b"lock", b'[{"a":1}]'])
    name = chaincode_pb2.ChaincodeID(name="loc")
    spec = chaincode_pb2.ChaincodeSpec(chaincode_id=name, input=inputs)
    called = chaincode_pb2.ChaincodeInvocationSpec(chaincode_spec=spec).SerializeToString()

    def block(part: str = "", data: bytes = b"") -> bytes:
        def of(one: str, whole: bytes) -> bytes:
            return data if one == part else whole

        extension = proposal_pb2.ChaincodeAction(results=of("results", b""), chaincode_id=name)
        extension.response.payload = of("answer", b'{"a":1}')
        answer = proposal_response_pb2.ProposalResponsePayload(
            extension=of("extension", extension.SerializeToString())
        )
        endorsed = transaction_pb2.ChaincodeEndorsedAction(
            proposal_response_payload=of("response", answer.SerializeToString()),
            endorsements=[
                proposal_response_pb2.Endorsement(endorser=of("endorser", creator), signature=b"x")
            ],
        )
        proposal = proposal_pb2.ChaincodeProposalPayload(input=of("input", called))
        action = transaction_pb2.ChaincodeActionPayload(
            chaincode_proposal_payload=of("proposal", proposal.SerializeToString()), action=endorsed
        )
        tx = transaction_pb2.Transaction(
            actions=[transaction_pb2.TransactionAction(payload=of("action", action.SerializeToString()))]
        )
        head = common_pb2.ChannelHeader(type=3, channel_id="loan", tx_id="a" * 64)
        head.timestamp.seconds = 1_800_000_000
        signed = common_pb2.SignatureHeader(creator=of("creator", creator), nonce=b"x")
        header = common_pb2.Header(
            channel_header=of("head", head.SerializeToString()),
            signature_header=of("signed", signed.SerializeToString()),
        )
        payload = common_pb2.Payload(header=header, data=of("transaction", tx.SerializeToString()))
        envelope = common_pb2.Envelope(payload=of("payload", payload.SerializeToString()), signature=b"x")
        whole = common_pb2.Block(
            header=common_pb2.BlockHeader(number=3, previous_hash=b"x" * 32, data_hash=b"y" * 32),
            data=common_pb2.BlockData(data=[of("envelope", envelope.SerializeToString())]),
            metadata=common_pb2.BlockMetadata(metadata=[b"", b"", of("filter", b"\x00")]),
        )
        return of("block", whole.SerializeToString())

    seeds = {
        "results": b"", "answer": b'{"a":1}', "endorser": creator, "input": called, "creator": creator,
        "block": block(), "envelope": common_pb2.Block.FromString(block()).data.data[0], "filter": b"\x00",
    }  # fmt: skip
    envelope = common_pb2.Envelope.FromString(seeds["envelope"])
    payload = common_pb2.Payload.FromString(envelope.payload)
    seeds |= {
        "payload": envelope.payload, "head": payload.header.channel_header,
        "signed": payload.header.signature_header, "transaction": payload.data,
    }  # fmt: skip
    assert parse_block(block(), "loc").transactions[0].fn == "lock"
    values = st.sampled_from(sorted(seeds)).flatmap(
        lambda part: spoiled([seeds[part]]).map(functools.partial(block, part))
    )
    return Target(values, lambda data: parse_block(data, "loc"), (ValueError, KnownError), short=150)


def peers_refusal() -> Target:
    """What a peer says that the contract said."""
    parts: dict[str, Any] = {
        "code": "contract.denied", "what": "x", "todo": "y",
        "params": {"role": "C", "why": {"code": "contract.cause.no_part", "params": {"kind": "x"}}},
    }  # fmt: skip

    def work(value: Any) -> object:
        text = f"chaincode response 400, {json.dumps(value)}"
        return str(contract_refusal({"message": text, "peers": []}))

    return Target(changed([parts]), work, ())


def chaincode_arguments() -> Target:
    """What a peer hands to the contract service: the function's name and a JSON array."""
    array = json.dumps([{"type": "chaincode"}, 0]).encode()
    return Target(
        st.tuples(spoiled([b"lock"]), spoiled([array, b"[" * 2000, b"[1e400]"])),
        lambda args: _arguments(list(args)),
    )


def replay_line() -> Target:
    line = {
        "id": "1", "ask": ["2026-06-01"],
        "loan": {"amount_fen": 5_000_000, "months": 12, "rate_percent": "4.35", "paid_out": "2026-01-15",
                 "method": "equal_installment", "payment_day": 20, "programme": True},
        "events": [{"type": "payment", "on": "2026-02-20", "amount_fen": 430_000},
                   {"type": "prepayment", "on": "2026-03-01", "amount_fen": 1_000_000}],
    }  # fmt: skip

    def work(data: bytes) -> object:
        answer = _answer(data, 1)
        assert answer.get("error") != "bug", answer
        return answer

    return Target(as_json(changed([line])) | spoiled([json.dumps(line).encode()]), work, ())


def settings_file() -> Target:
    good = {"language": "zh", "ledgers": {"x": {"kind": "fabric"}}, "days": 3, "window": [1, 2]}

    def work(data: bytes) -> object:
        (folder() / "home").mkdir(exist_ok=True)
        file("home/settings.json", data)
        return dict(Settings(folder() / "home").all())

    return Target(as_json(changed([good])) | spoiled([json.dumps(good).encode()]), work, (), short=40)


def _group() -> tuple[Secrets, dict[str, Any], dict[str, Any]]:
    """A bank's member with keys of the years, its record, its group of this year with a key that it holds."""
    secrets = replace(Secrets.generate(), years=YearKeys.generate())
    identity = new_identity(secrets, role="B", name="bank", organisation="B", ledger="", protection="keyring")
    signer, own = SoftwareSigner.from_scalar(secrets.sign), identity.key
    assert secrets.years is not None
    scalar = secrets.years.scalar(YEAR)
    assert scalar is not None
    year = named(scalar, YEAR)
    entry = {"jwk": year, "voucher": vouched("year", "B", signer, year)}
    secret, jwk = new_group_key(YEAR)
    sealed = seal_secret(secret, of_group("year", "bank", "B", own, entry))
    current = {
        "jwk": jwk, "voucher": vouched("group", "B", signer, jwk), "maker": own, "year": YEAR, "turn": 1,
        "made": f"{YEAR}-01-01", "shares": {own: "0" * 32},
    }  # fmt: skip
    group = {"role": "B", "organisation": "B", "members": {own: entry}, "current": current}
    return secrets, identity.member_record(), {"group": group, "sealed": sealed, "kid": jwk["kid"]}


def group_entry() -> Target:
    """A key of a group, or of a member's year, as a member published it."""
    _, record, made = _group()
    entry = made["group"]["members"][record["key"]]

    def work(value: Any) -> object:
        if not isinstance(value, dict):
            return None
        return usable([of_group("year", "bank", "B", record["key"], value)])

    assert work(entry) == ([of_group("year", "bank", "B", record["key"], entry)], [])
    return Target(changed([entry]), work, short=100)


def group_secret() -> Target:
    """What a colleague gave of a group's key."""
    secrets, _, made = _group()
    opener = decryptor_of(secrets)
    assert isinstance(opener, GroupDecryptor)
    assert opener.secret(made["kid"], made["sealed"])
    return Target(
        changed([made["sealed"]]).filter(lambda value: isinstance(value, dict)),
        lambda value: opener.secret(made["kid"], value),
    )


MORE = (
    list_inside, dossier, topology, fabric_block, peers_refusal, chaincode_arguments, replay_line,
    settings_file, group_entry, group_secret,
)  # fmt: skip
