"""Work on many items with a few at once: while one waits for the disk or the network, the next is prepared.

Transactions that are submitted at the same moment share one block and one write to the disk.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from loc_desktop.desk.values.work import Cancelled, Progress

Item = TypeVar("Item")
Result = TypeVar("Result")

WIDTH = 4
"""At once. More only fills blocks further; Python itself works on one at a time."""


def in_order(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    progress: Progress,
    cancelled: Cancelled,
    width: int = WIDTH,
) -> Iterator[Result]:
    """``work`` of each item, in the items' order, ``width`` at once; with 1 an item begins when the result
    before it has been taken. Cancelling begins no further item; what has begun is finished and given out. An
    exception of ``work`` comes out at its item's place, after those that had begun have ended.
    """
    progress(0, len(items))
    for finished, result in enumerate(_results(iter(items), work, cancelled, width), start=1):
        progress(finished, len(items))
        yield result


def _results(
    items: Iterator[Item], work: Callable[[Item], Result], cancelled: Cancelled, width: int
) -> Iterator[Result]:
    if width == 1:
        for item in items:
            if cancelled():
                return
            yield work(item)
        return
    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(width, thread_name_prefix="loc-batch") as pool:
        going = True
        while going or waiting:
            while going and len(waiting) < 2 * width:
                following = next(items, None) if not cancelled() else None
                if following is None:
                    going = False
                else:
                    waiting.append(pool.submit(work, following))
            if waiting:
                yield waiting.popleft().result()
