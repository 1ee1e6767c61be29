from datetime import datetime

import pytest

from sync_agent.state import AgentState
from sync_agent.store import Store
from tests.fakes.beside import beside
from tests.fakes.centre_server import Reply
from tests.fakes.device import Device, MovedClock
from tests.fakes.erasing import named, tomorrow
from tests.fakes.looping import Looping
from tests.fakes.running_agent import wait_for

TIMESTAMP = "/repository/metadata/timestamp.json"


class StumblingClock(MovedClock):
    """Stumble so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def now(self) -> datetime:
        if self.times:
            self.times -= 1
            raise LookupError
        return super().now()


@pytest.fixture
def looping(device: Device) -> Looping:
    """Give a device that adopted nothing yet."""
    return Looping(device)


@pytest.fixture
def showing(device: Device) -> Looping:
    """Give a device that shows d-1 since an earlier start."""
    found = Looping(device)
    device.sync.run()
    return found


def test_a_start_brings_what_is_released(looping: Looping) -> None:
    loop = looping.loop()

    with beside(loop.run, ring=loop.ring):
        looping.round_done()

    assert looping.device.shown() == ["d-1"]
    assert looping.report().state is AgentState.CURRENT
    assert looping.report().programme_version == 1


def test_a_wake_up_brings_what_is_new(looping: Looping) -> None:
    loop = looping.loop()

    with beside(loop.run, ring=loop.ring):
        looping.shows("d-1")
        looping.add("d-2")
        loop.wake()
        looping.shows("d-1", "d-2")


def test_without_a_wake_up_a_poll_brings_what_is_new(looping: Looping) -> None:
    loop = looping.loop(interval_s=0.02)

    with beside(loop.run, ring=loop.ring):
        looping.shows("d-1")
        looping.add("d-2")
        looping.shows("d-1", "d-2")


@pytest.mark.parametrize("status", [302, 404, 503, 511])
def test_the_loop_goes_on_after_a_failure(looping: Looping, status: int) -> None:
    looping.device.server.replies[TIMESTAMP] = Reply(status=status)
    loop = looping.loop()

    with beside(loop.run, ring=loop.ring):
        looping.round_done(2)
        looping.device.server.replies.clear()
        wait_for(lambda: looping.report().last_error == "")

    assert looping.told[0].last_error
    assert looping.device.shown() == ["d-1"]


def test_a_captive_portal_leaves_what_is_shown(showing: Looping) -> None:
    page = b"<html><title>\xe7\x99\xbb\xe5\xbd\x95</title></html>"
    showing.device.server.replies[TIMESTAMP] = Reply(body=page)
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done(2)
        told = showing.report()
        showing.device.server.replies.clear()
        wait_for(lambda: showing.report().state is AgentState.CURRENT)

    assert told.state is AgentState.REFUSED
    assert "格式不对" in told.last_error
    assert told.programme_version == 1
    assert showing.device.shown() == ["d-1"]


def test_a_mistake_of_the_program_is_told_and_the_loop_goes_on(
    looping: Looping,
) -> None:
    stumbles = iter([LookupError()])

    def on_news() -> None:
        for stumble in stumbles:
            raise stumble

    loop = looping.loop(on_news=on_news)

    with beside(loop.run, ring=loop.ring):
        looping.round_done()
        looping.shows("d-1")
        looping.round_done(2)

    assert looping.told[0].error_code == "mishap"
    assert looping.report().error_code == ""


def test_a_mistake_at_the_start_keeps_nothing_from_being_shown(
    showing: Looping,
) -> None:
    showing.device.server.replies[TIMESTAMP] = Reply(status=503)
    loop = showing.loop(judging_clock=StumblingClock(1))

    with beside(loop.run, ring=loop.ring):
        wait_for(lambda: showing.report().error_code == "mishap")
        showing.device.server.replies.clear()
        wait_for(lambda: showing.report().state is AgentState.CURRENT)

    assert showing.device.shown() == ["d-1"]


# F8, F9
def test_a_picture_that_the_disk_cannot_tell_of_stops_no_sync(showing: Looping) -> None:
    picture = showing.device.layout.root / "captures/shows/d-1/_/ab" / ("ab" * 32)
    picture.parent.mkdir(parents=True)
    # Whoever asks for it is refused, as by a disk that fails.
    picture.symlink_to(picture)
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done()
        showing.add("d-2")
        loop.wake()
        showing.shows("d-1", "d-2")


def test_a_mistake_while_erasing_is_told_and_the_loop_goes_on(showing: Looping) -> None:
    stumbles = iter([LookupError()])

    def announce() -> None:
        for stumble in stumbles:
            raise stumble

    entry = named(showing.device, ends_at=tomorrow(showing.device))
    showing.publication.entries.append(entry)
    showing.device.centre.publish(showing.publication)
    loop = showing.loop(announce=announce)

    with beside(loop.run, ring=loop.ring):
        showing.round_done()
        showing.add("d-2")
        loop.wake()
        showing.shows("d-1", "list", "d-2")


def test_without_a_network_a_restart_shows_what_was_adopted(showing: Looping) -> None:
    showing.device.server.replies[TIMESTAMP] = Reply(status=503)
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done(2)

    assert showing.report().programme_version == 1
    assert showing.device.shown() == ["d-1"]


def test_a_damaged_list_of_people_is_told_and_fetched_again(showing: Looping) -> None:
    people = showing.device.held().adopted.people.sha256
    showing.device.layout.document(people).write_bytes(b"rubbish")
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done()

    assert showing.device.shown() == ["d-1"]
    assert showing.report().state is AgentState.CURRENT


def test_a_device_whose_pointers_are_spoiled_adopts_anew(showing: Looping) -> None:
    layout = showing.device.layout
    for path in (layout.pointer, layout.pointer_copy):
        path.write_bytes(b"rubbish")
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done()

    assert showing.device.shown() == ["d-1"]
    assert showing.report().programme_version == 1


def test_a_file_that_a_reader_could_not_use_is_fetched_again(showing: Looping) -> None:
    device = showing.device
    page = device.held().items[0].manifest.pages[0].pages[0].asset
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done()
        device.layout.assets.path_of(page.sha256).write_bytes(b"rubbish")
        loop.report_damage(page.sha256)
        wait_for(lambda: device.layout.assets.holds(page.sha256, page.length))
        showing.round_done(2)

    assert device.layout.assets.read(page.sha256).startswith(b"RIFF")


def test_a_false_report_of_damage_fetches_nothing(showing: Looping) -> None:
    device = showing.device
    page = device.held().items[0].manifest.pages[0].pages[0].asset
    loop = showing.loop()

    with beside(loop.run, ring=loop.ring):
        showing.round_done()
        device.server.asked.clear()
        loop.report_damage(page.sha256)
        showing.round_done(2)

    assert device.server.asked_for("/assets/") == []


def test_on_a_full_disk_what_nobody_needs_goes_and_what_is_shown_stays(
    showing: Looping,
) -> None:
    showing.add("d-2")
    showing.device.layout.incoming.mkdir(exist_ok=True)
    half = showing.device.layout.incoming / "a.part"
    half.write_bytes(b"half")
    loop = showing.loop(spare_bytes=2**62)

    with beside(loop.run, ring=loop.ring):
        showing.round_done()

    assert not half.exists()
    assert showing.device.shown() == ["d-1"]
    assert showing.told[0].state is AgentState.STORAGE_FAILING
    assert "磁盘已满" in showing.told[0].last_error


def test_a_file_that_cannot_be_removed_stops_nothing(showing: Looping) -> None:
    showing.add("d-2")
    (showing.device.layout.incoming / "a.part").mkdir(parents=True)
    loop = showing.loop(spare_bytes=2**62)

    with beside(loop.run, ring=loop.ring):
        showing.round_done(3)

    assert {report.error_code for report in showing.told} == {"disk_refused"}
    assert showing.device.shown() == ["d-1"]


def test_a_new_device_on_a_full_disk_says_so_and_goes_on(looping: Looping) -> None:
    loop = looping.loop(spare_bytes=2**62)

    with beside(loop.run, ring=loop.ring):
        looping.round_done(2)

    assert looping.report().state is AgentState.STORAGE_FAILING
    assert Store(looping.device.layout.root).load() is None
