"""Plain code that waits inside an event loop, without threads.

The contract's ``state.get(…)`` returns a value, the shim answers with a coroutine. A thread for each
transaction would join the two, at the price of two thread switches a state call (measured: a quarter of a
transaction's CPU time); a greenlet costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import greenlet

T = TypeVar("T")


async def from_plain_code(function: Callable[[], T]) -> T:
    """Run ``function`` in the event loop's thread; where it calls :func:`wait_for`, others go on."""
    plain = greenlet.greenlet(function)
    result = plain.switch()
    while not plain.dead:
        try:
            value = await result
        except BaseException as error:  # whatever it is, it belongs to whoever waits for it
            result = plain.throw(error)
        else:
            result = plain.switch(value)
    return result  # type: ignore[no-any-return]  # what the function returned


def wait_for(awaitable: Awaitable[Any]) -> Any:
    """The awaitable's result; only inside :func:`from_plain_code`."""
    loop = greenlet.getcurrent().parent
    if loop is None:
        raise RuntimeError("wait_for() outside of from_plain_code()")
    return loop.switch(awaitable)
