"""The LoC contract as a Fabric chaincode service (ccaas), one process an organisation.

    python -m loc_desktop.ledger.fabric.service --address 127.0.0.1:7055 --id loc:HASH \
        --tls-key FILE --tls-cert FILE --client-ca FILE --client FILE

``script``, ``loan`` and ``contract`` run unchanged. The peer connects to the service, over TLS both ways;
nobody but the holder of the ``--client`` key is served. The contract is plain code that waits for
each state call; transactions take turns at these points (a greenlet each), so that many in flight do not wait
for one another's round trips.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import grpc.aio
import orjson
from fabric_chaincode_python.fabric_shim import response
from fabric_chaincode_python.fabric_shim.interfaces import Chaincode
from fabric_chaincode_python.fabric_shim.server import load_tls_config
from fabric_protos.peer import chaincode_shim_pb2_grpc
from fabric_protos.peer.proposal_response_pb2 import Response

from loc_desktop.contract.certificate import CertificateError, read_certificate
from loc_desktop.contract.state import Caller, Json, State
from loc_desktop.errors import KnownError, params_to_json
from loc_desktop.ledger.fabric import shim
from loc_desktop.ledger.fabric.bridge import from_plain_code, wait_for
from loc_desktop.ledger.fabric.state import ShimState
from loc_desktop.ledger.fabric.times import rfc3339
from loc_desktop.script import canonical
from loc_desktop.script.items import ROLES

Contract = Callable[[State, str, list[Json]], Json]

LOC: Final = "loc_desktop.contract.dispatch:invoke"
"""The contract of the loans."""

REFUSED = 400
"""Response status of a refusal by the contract; 500 (``response.error``) is a fault of ours."""

MAX_MESSAGE = 64 * 1024 * 1024

_log = logging.getLogger(__name__)


class ServiceError(KnownError):
    """A proposal that the contract does not get to see: ``service.identity``, ``service.arguments``, …"""


class LocChaincode(Chaincode):  # type: ignore[misc]  # the shim is untyped
    """Runs a contract for proposals. ``speaks`` says which role each organisation's MSP may speak for.

    A wrong ``speaks`` of one organisation cannot make ledgers differ: it can only make that organisation
    refuse to endorse.
    """

    def __init__(self, contract: Contract, speaks: Mapping[str, str]) -> None:
        self._contract = contract
        self._speaks = dict(speaks)
        self._caller = lru_cache(maxsize=4096)(self._read_caller)

    async def init(self, stub: Any) -> Any:
        """Fabric's Init is not used: the contract has a function ``init`` of its own."""
        return Response(status=REFUSED, message="this contract has no Init")

    async def invoke(self, stub: Any) -> Any:
        """One proposal: the contract's answer as canonical JSON, or its refusal as JSON in the message."""
        return await from_plain_code(partial(self._run, stub))

    def _run(self, stub: Any) -> Any:
        def call(kind: int, payload: bytes) -> bytes:
            answer: bytes = wait_for(stub.client.ask(kind, payload, stub.channel_id, stub.tx_id))
            return answer

        try:
            # The sender chose the time; the peer has refused one further from its clock than its window.
            creator, timestamp = stub.get_creator(), stub.get_tx_timestamp()
            state = ShimState(
                call,
                tx_id=stub.tx_id,
                time=rfc3339(timestamp),
                channel=stub.channel_id,
                caller=self._caller(creator["mspid"], bytes(creator["idBytes"])),
                batching=stub.client.batching,
            )
            fn, args = _arguments(stub.cc_input.args)
            result = self._contract(state, fn, args)
            state.flush()
            return response.success(canonical.encode_checked(result))
        except KnownError as refusal:
            return Response(status=REFUSED, message=refusal_text(refusal))
        except Exception as fault:
            _log.exception("transaction %s failed", stub.tx_id)
            return response.error(f"{type(fault).__name__}: {fault}")

    def _read_caller(self, msp_id: str, certificate: bytes) -> Caller:
        """Who speaks: the peer has checked certificate and signature, the role is bound to the MSP here."""
        info = read_certificate(certificate.decode(errors="replace"))
        bound = self._speaks.get(msp_id, "")
        # An administrator's certificate gives no role: it sets a ledger up and reads what is open to all.
        administrator = info.unit == "admin"
        if not bound or (info.role != bound and not (administrator and not info.role)):
            raise ServiceError(
                "service.identity",
                params={"organisation": msp_id, "role": info.role},
            )
        if administrator:
            return Caller(organisation=msp_id, role="", key=info.key)
        return Caller(msp_id, info.role, info.key, info.registrar, info.common_name)


def refusal_text(error: KnownError) -> str:
    """A refusal as the peer passes it to the client: JSON with ``code`` and ``params``."""
    return canonical.encode({"code": error.code, "params": params_to_json(error.params)}).decode()


def _arguments(args: Sequence[bytes]) -> tuple[str, list[Json]]:
    """Function name and the JSON array of its arguments, as the client sends them."""
    if len(args) not in (1, 2):
        raise ServiceError("service.arguments")
    try:
        decoded = orjson.loads(args[1]) if len(args) == 2 and args[1] else []
    except ValueError as error:
        raise ServiceError("service.arguments") from error
    if not isinstance(decoded, list):
        raise ServiceError("service.arguments")
    canonical.check(decoded)
    return args[0].decode(errors="replace"), decoded


def find_contract(name: str) -> Contract:
    """The contract called ``MODULE:FUNCTION``. Raises ServiceError ``service.contract`` if there is none."""
    module, _, function = name.partition(":")
    try:
        contract = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise ServiceError("service.contract", params={"name": name}) from error
    if not callable(contract):
        raise ServiceError("service.contract", params={"name": name})
    return cast(Contract, contract)


async def serve(
    chaincode: Chaincode,
    chaincode_id: str,
    address: str,
    credentials: grpc.ServerCredentials | None,
    stopped: asyncio.Event,
    listening: Callable[[int], None] = lambda _port: None,
    client: bytes | None = None,
) -> None:
    """Serve peers until ``stopped``; ``listening`` is told the port. ``client`` is the public key (DER)
    of whom it serves. Without ``credentials`` in clear and to all: for tests inside one machine only."""
    options = [
        ("grpc.max_receive_message_length", MAX_MESSAGE),
        ("grpc.max_send_message_length", MAX_MESSAGE),
        # The peer pings its services; without these a server answers frequent pings with GOAWAY.
        ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
        ("grpc.keepalive_permit_without_calls", 1),
    ]
    server = grpc.aio.server(options=options)
    service = shim.StreamService(chaincode_id, chaincode, client)
    chaincode_shim_pb2_grpc.add_ChaincodeServicer_to_server(service, server)
    if credentials is None:
        port = server.add_insecure_port(address)
    else:
        port = server.add_secure_port(address, credentials)
    if not port:
        raise ServiceError("service.address", params={"address": address})
    await server.start()
    _log.warning("serving %s at %s", chaincode_id, address)
    listening(port)
    await stopped.wait()
    await server.stop(3)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loc_desktop.ledger.fabric.service", description=__doc__)
    parser.add_argument("--address", required=True, help="where to listen, HOST:PORT")
    parser.add_argument("--id", required=True, help="the installed package's id, LABEL:HASH")
    parser.add_argument("--tls-key", required=True, type=Path, help="this service's TLS key, PEM")
    parser.add_argument("--tls-cert", required=True, type=Path, help="this service's TLS certificate, PEM")
    parser.add_argument(
        "--client-ca", required=True, type=Path, help="root of the peer's TLS certificate, PEM"
    )
    parser.add_argument(
        "--client",
        required=True,
        type=Path,
        help="the peers' TLS certificate, PEM: nobody else's key is served",
    )
    parser.add_argument(
        "--contract", default=LOC, metavar="MODULE:FUNCTION", help="the contract (default: %(default)s)"
    )
    parser.add_argument(
        "--speaks",
        action="append",
        default=[],
        metavar="MSP=ROLE",
        help="which role an organisation's MSP may speak for; default: MSPs named as the roles (B or BMSP)",
    )
    return parser


def spoken_roles(pairs: Sequence[str]) -> dict[str, str]:
    """``MSP=ROLE`` texts over the default. Raises ServiceError for a text or role that is none."""
    speaks = {msp: role for role in ROLES for msp in (role, f"{role}MSP")}
    for pair in pairs:
        msp, separator, role = pair.partition("=")
        if not separator or not msp or role not in ROLES:
            raise ServiceError("service.speaks", params={"text": pair, "names": ", ".join(ROLES)})
        speaks[msp] = role
    return speaks


async def _main(arguments: argparse.Namespace, contract: Contract) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    chaincode = LocChaincode(contract, spoken_roles(arguments.speaks))
    credentials = load_tls_config(
        *(path.read_bytes() for path in (arguments.tls_key, arguments.tls_cert, arguments.client_ca))
    )
    try:
        client = shim.public_key(arguments.client.read_bytes())
    except ValueError as error:
        raise ServiceError("service.client", params={"file": str(arguments.client)}) from error
    await serve(chaincode, arguments.id, arguments.address, credentials, stopped, client=client)


def _run(service: Coroutine[Any, Any, None]) -> None:
    """In an event loop as fast as there is, without searching what was imported for garbage."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    try:
        import uvloop
    except ImportError:  # not made for Windows
        asyncio.run(service)
    else:
        uvloop.run(service)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the service until SIGTERM. Exit code 1 with the error's code where it cannot start."""
    arguments = _parser().parse_args(argv)
    shim.quieten()
    try:
        _run(_main(arguments, find_contract(arguments.contract)))
    except (KnownError, CertificateError, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
