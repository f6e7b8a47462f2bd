"""Whether books have something to go on with, read without opening them."""

from __future__ import annotations

from pathlib import Path

from loc_desktop.app import log
from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.unfinished import has_unfinished
from tests.bank.world import World


def test_a_transfer_or_a_link_that_is_not_final_is_found(tmp_path: Path) -> None:
    world = World.create(tmp_path)
    file, number, links = world.books.path, world.account("C0").number, LinkBook(world.books)
    assert not has_unfinished(file)
    links.promise_end(number, "event of the end")
    assert has_unfinished(file)
    links.keep(number)
    assert not has_unfinished(file)
    world.connector._take([world.ask("asset.deposit", 1_000)])
    assert has_unfinished(file)
    world.connector.recover()
    assert not has_unfinished(file)
    world.close()


def test_a_link_that_cannot_be_finished_is_logged_and_tried_again(tmp_path: Path) -> None:
    log.set_up(tmp_path)
    world = World.create(tmp_path)
    number, links = world.account("C0").number, LinkBook(world.books)
    links.promise_end(number, "an event that is not there")
    world.connector.recover()
    text = (log.folder_of(tmp_path) / "loc-desktop.log").read_text("utf-8")
    assert "ending an account link: " in text
    assert number not in text
    assert has_unfinished(world.books.path)
    world.close()


def test_a_file_that_is_none_has_nothing(tmp_path: Path) -> None:
    assert not has_unfinished(tmp_path / "books-none.sqlite")
    damaged = tmp_path / "books-damaged.sqlite"
    damaged.write_bytes(b"not a database" * 100)
    assert not has_unfinished(damaged)
