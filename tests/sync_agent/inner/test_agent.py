from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom
from threading import Event

import pytest

from programme.clock import SystemClock
from programme.records import AdoptionReceipt
from sync_agent.disk import DiskRefused
from sync_agent.inner.agent import Agent
from sync_agent.layout import Layout
from sync_agent.state import AgentState
from tests.fakes.beside import beside
from tests.fakes.group_publication import Publication
from tests.fakes.patience import within
from tests.fakes.running_agent import (
    DEVICE,
    RunningAgent,
    agent_beside_centre,
    at_work,
    in_state,
    wait_for,
)


@pytest.fixture
def beside_centre(tmp_path: Path) -> Iterator[RunningAgent]:
    """Give an agent that is not running, and a centre that releases d-1 to it."""
    with agent_beside_centre(tmp_path) as found:
        found.api.confirmed = True
        entries = [found.centre.approved("d-1")]
        found.centre.publish(Publication(entries=entries))
        yield found


def shown(agent: RunningAgent) -> list[str]:
    held = agent.held()
    return [] if held is None else [item.disclosure for item in held.items]


def idle() -> None:
    """Do nothing."""


def agent_of(running: RunningAgent) -> Agent:
    return Agent(running.settings, clock=SystemClock(), chance=SystemRandom())


def test_a_confirmed_device_shows_reports_and_gives_account(
    beside_centre: RunningAgent,
) -> None:
    with at_work(beside_centre.settings):
        wait_for(lambda: shown(beside_centre) == ["d-1"])
        wait_for(lambda: beside_centre.api.chains)
        wait_for(in_state(beside_centre, AgentState.CURRENT))
        wait_for(lambda: any(s.state == "current" for s in beside_centre.api.statuses))

    [[receipt, *_]] = beside_centre.api.chains.values()
    assert isinstance(receipt.record, AdoptionReceipt)
    assert receipt.record.programme_version == 1
    report = beside_centre.report()
    assert report is not None
    assert (report.device, report.code) == (DEVICE, None)


def test_a_word_of_the_centre_brings_what_is_new(beside_centre: RunningAgent) -> None:
    with at_work(beside_centre.settings):
        wait_for(lambda: shown(beside_centre) == ["d-1"])
        wait_for(lambda: beside_centre.server.wakes)
        entries = [beside_centre.centre.approved(name) for name in ("d-1", "d-2")]
        beside_centre.centre.publish(Publication(entries=entries))
        beside_centre.server.wake()

        wait_for(lambda: shown(beside_centre) == ["d-1", "d-2"])


def test_a_file_that_a_reader_could_not_use_comes_again(
    beside_centre: RunningAgent,
) -> None:
    with at_work(beside_centre.settings):
        wait_for(lambda: shown(beside_centre) == ["d-1"])
        held = beside_centre.held()
        assert held is not None
        page = held.items[0].manifest.pages[0].pages[0].asset
        path = Layout(beside_centre.root).assets.path_of(page.sha256)
        whole = path.read_bytes()
        wait_for(in_state(beside_centre, AgentState.CURRENT))
        path.write_bytes(b"rubbish")

        beside_centre.store.report_damage(page.sha256)

        wait_for(lambda: path.exists() and path.read_bytes() == whole)


def test_a_device_that_was_enrolled_once_asks_no_more(
    beside_centre: RunningAgent,
) -> None:
    for _ in range(2):
        with at_work(beside_centre.settings):
            wait_for(in_state(beside_centre, AgentState.CURRENT))

    assert len(beside_centre.server.asked_for("/enrolment")) == 1


# F6: the service manager would kill a device that waits to be confirmed.
def test_a_device_that_nobody_confirms_yet_says_that_it_is_alive(
    beside_centre: RunningAgent,
) -> None:
    beside_centre.api.confirmed = False
    beats: list[bool] = []

    with at_work(beside_centre.settings, alive=lambda: beats.append(True)):
        wait_for(lambda: len(beats) >= 2)

    assert not beside_centre.server.asked_for("/status")


def test_a_device_that_nobody_confirms_can_be_stopped(
    beside_centre: RunningAgent,
) -> None:
    beside_centre.api.confirmed = False

    with at_work(beside_centre.settings):
        wait_for(in_state(beside_centre, AgentState.ENROLLING))

    assert shown(beside_centre) == []


def test_an_agent_says_that_it_is_alive(beside_centre: RunningAgent) -> None:
    agent, alive = agent_of(beside_centre), Event()

    with beside(lambda _: agent.run(ready=idle, alive=alive.set), ring=agent.stop):
        assert alive.wait(within(5))


@pytest.mark.parametrize("name", ["watchers", "key"])
def test_an_agent_whose_folder_cannot_be_used_is_not_ready(
    beside_centre: RunningAgent, name: str
) -> None:
    beside_centre.root.mkdir()
    place = beside_centre.root / name
    if name == "watchers":
        place.write_text("in the way of the folder")
    else:
        place.mkdir()
    ready = Event()

    with pytest.raises(DiskRefused, match=name):
        agent_of(beside_centre).run(ready=ready.set, alive=idle)

    assert not ready.is_set()
