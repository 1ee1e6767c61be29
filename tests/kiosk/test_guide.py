from functools import partial
from pathlib import Path

import pytest

from directory.model import Directory
from kiosk.guide import Guide
from kiosk.shelf import Shelf
from media.speech.readings import sounds_of
from sync_agent.store import Store
from tests.fakes.contract import NOON, Signers
from tests.fakes.device_store import DeviceStore, demo_index
from tests.fakes.kiosk_pages import everyday_words
from tests.fakes.moving_clock import MovingClock


def guide_over(root: Path) -> Guide:
    shelf = Shelf(
        root=root,
        store=Store(root),
        clock=MovingClock(NOON),
        spoken=everyday_words(),
        sounds=sounds_of,
    )
    shelf.refresh()
    guide = shelf.contents.guide
    assert guide is not None
    return guide


def test_the_search_comes_from_the_directorys_file(
    store: DeviceStore, caplog: pytest.LogCaptureFixture
) -> None:
    guide = guide_over(store.root)

    assert guide.index.lookup("身份证丢了").matches
    assert "made here" not in caplog.text


def test_a_file_that_does_not_fit_is_not_used_and_the_answers_are_the_same(
    store: DeviceStore, caplog: pytest.LogCaptureFixture
) -> None:
    before = guide_over(store.root).index.lookup("身份证丢了")
    store.index = demo_index("b" * 64)
    store.adopt()

    guide = guide_over(store.root)

    assert guide.index.lookup("身份证丢了") == before
    assert "the search is made here" in caplog.text


def test_counters_offices_and_events_are_found_by_their_ids(
    store: DeviceStore,
) -> None:
    guide = guide_over(store.root)
    item = guide.items[0]

    assert guide.by_item[item.id] is item
    assert guide.counters[item.counter].id == item.counter
    assert guide.departments[item.department].id == item.department
    assert {event.id for event in guide.events} >= set(item.life_events)


def signed_by(signers: Signers, directory: Directory) -> Directory:
    """Return a directory with a chain of these signers."""
    chain = signers.chain(directory.matter())
    return directory.model_copy(update={"approvals": chain})


# REQ-12
def test_a_directory_is_shown_if_its_signatures_hold_and_else_the_one_before(
    store: DeviceStore, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(
        root=store.root,
        store=Store(store.root),
        clock=MovingClock(NOON),
        spoken=everyday_words(),
        sounds=sounds_of,
    )
    store.directory_as = partial(signed_by, store.signers)
    store.adopt()
    shelf.refresh()
    signed = shelf.contents.guide
    store.directory_as = partial(signed_by, Signers())
    store.adopt()
    shelf.refresh()

    assert signed is not None
    assert signed.directory.approvals
    assert shelf.contents.guide is signed
    assert "is not shown" in caplog.text
