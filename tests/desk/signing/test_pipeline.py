"""Many items, a few at once: in order, cancelled between two, one by one where they hang together."""

from __future__ import annotations

import threading

import pytest

from loc_desktop.desk.signing.pipeline import in_order
from loc_desktop.desk.values.work import never_cancelled, no_progress


@pytest.mark.parametrize("width", [1, 4])
def test_results_come_in_the_items_order_with_progress(width: int) -> None:
    steps: list[tuple[int, int]] = []
    slow = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            slow.wait(0.05)  # the first is the last to end
        return item * 10

    results = list(in_order(range(9), work, lambda *step: steps.append(step), never_cancelled, width))
    assert results == [item * 10 for item in range(9)]
    assert steps == [(number, 9) for number in range(10)]


def test_with_a_width_of_one_an_item_begins_when_the_result_before_was_taken() -> None:
    begun: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        return item

    for result in in_order(range(4), work, no_progress, never_cancelled, 1):
        assert begun == list(range(result + 1))


@pytest.mark.parametrize("width", [1, 4])
def test_cancelling_begins_no_further_item_and_gives_out_what_has_begun(width: int) -> None:
    begun: list[int] = []

    def work(item: int) -> int:
        begun.append(item)
        return item

    taken: list[int] = []
    for result in in_order(range(100), work, no_progress, lambda: len(taken) >= 2, width):
        taken.append(result)
    assert taken == sorted(begun)
    assert 2 <= len(taken) <= 2 + 2 * width


@pytest.mark.parametrize("width", [1, 4])
def test_an_exception_comes_out_at_its_items_place(width: int) -> None:
    def work(item: int) -> int:
        if item == 3:
            raise ValueError(item)
        return item

    taken: list[int] = []
    with pytest.raises(ValueError, match="3"):
        taken.extend(in_order(range(9), work, no_progress, never_cancelled, width))
    assert taken == [0, 1, 2]
