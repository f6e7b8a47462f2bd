"""A TCP proxy in front of a peer that can be cut, or swallow what the peer answers."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from types import TracebackType


class Proxy:
    """Forwards 127.0.0.1:``port`` to ``target`` (HOST:PORT) until closed. TLS passes through untouched."""

    def __init__(self, target: str) -> None:
        host, _, port = target.rpartition(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        self._open = threading.Event()
        self._open.set()
        self._closed = False
        self.swallowing = False
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break all connections; new ones are broken as well until :meth:`mend`."""
        self._open.clear()
        self._break()

    def swallow(self) -> None:
        """From now on nothing that the peer says arrives."""
        self.swallowing = True

    def mend(self) -> None:
        """Connect again. What was swallowed is lost: connections that lost something are broken."""
        if self.swallowing:
            self._break()
        self.swallowing = False
        self._open.set()

    def close(self) -> None:
        self._closed = True
        self._listener.close()
        self._break()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _break(self) -> None:
        with self._lock:
            for pair in self._pairs:
                for side in pair:
                    with contextlib.suppress(OSError):
                        side.shutdown(socket.SHUT_RDWR)
            self._pairs.clear()

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if not self._open.is_set():
                client.close()
                continue
            peer = socket.create_connection(self._target)
            with self._lock:
                self._pairs.append((client, peer))
            threading.Thread(target=self._pump, args=(client, peer), daemon=True).start()

    def _pump(self, client: socket.socket, peer: socket.socket) -> None:
        with client, peer, contextlib.suppress(OSError, ValueError):
            while True:
                ready, _, _ = select.select([client, peer], [], [], 0.5)
                for side in ready:
                    data = side.recv(65536)
                    if not data:
                        return
                    if side is client:
                        peer.sendall(data)
                    elif not self.swallowing:
                        client.sendall(data)
                if self._closed:
                    return
