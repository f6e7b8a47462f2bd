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
    """``work`` of each item, in the items' order. Cancelling begins no further item; what has begun is
    finished and given out. An exception of ``work`` comes out at its item's place, after those that had begun
    have ended.
    """
    total = len(items)
    done = 0
    waiting: deque[Future[Result]] = deque()
    following = iter(items)
    progress(0, total)
    with ThreadPoolExecutor(width, thread_name_prefix="loc-batch") as pool:
        going = True
        while going or waiting:
            while going and len(waiting) < 2 * width:
                item = next(following, None) if not cancelled() else None
                if item is None:
                    going = False
                else:
                    waiting.append(pool.submit(work, item))
            if waiting:
                result = waiting.popleft().result()
                done += 1
                progress(done, total)
                yield result
