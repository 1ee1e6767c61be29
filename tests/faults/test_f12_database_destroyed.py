import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Event

import pytest

from programme.clock import SystemClock
from programme.records import GapRecord
from signage.keeper import PlanKeeper
from sync_agent.layout import Layout
from sync_agent.outbox_file import path_of, writers_in
from sync_agent.state import AgentState
from sync_agent.store import Store, StoreDamaged
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import (
    RunningAgent,
    agent_beside_centre,
    at_work,
    in_state,
    wait_for,
)

SEED = 20261129
REBUILT_WITHIN_S = 300.0

pytestmark = pytest.mark.fault


def garbage(path: Path) -> None:
    chance = Random(SEED)  # noqa: S311 - to be drawn again
    path.write_bytes(chance.randbytes(max(path.stat().st_size, 4096)))


def outbox_of(root: Path) -> Path:
    [writer] = [one for one in writers_in(root) if one.startswith("agent-")]
    return path_of(root, writer)


def all_metadata(root: Path) -> None:
    for path in Layout(root).metadata.rglob("*.json"):
        if path.is_file() and not path.is_symlink():
            garbage(path)


def both_pointers(root: Path) -> None:
    for path in (Layout(root).pointer, Layout(root).pointer_copy):
        garbage(path)


def every_database(root: Path) -> None:
    """Destroy all that the agent keeps, but its key and what is to be shown."""
    garbage(outbox_of(root))
    all_metadata(root)
    at = Layout(root)
    for path in (at.state, at.clock, at.identity, at.pointer, root / "chains.txt"):
        garbage(path)


WAYS: dict[str, Callable[[Path], object]] = {
    "records overwritten": lambda root: garbage(outbox_of(root)),
    "records emptied": lambda root: outbox_of(root).write_bytes(b""),
    "records removed": lambda root: outbox_of(root).unlink(),
    "metadata": all_metadata,
    "metadata removed": lambda root: shutil.rmtree(Layout(root).metadata),
    "identity": lambda root: garbage(Layout(root).identity),
    "pointer": lambda root: garbage(Layout(root).pointer),
    "both pointers": both_pointers,
    "everything": every_database,
}
IN_BUILD = ("records overwritten", "both pointers", "everything")
FULL = os.environ.get("MINGBAI_F12_FULL", "")


def is_whole(agent: RunningAgent) -> bool:
    """Say whether the agent has all again, and shows the newest."""
    report = agent.report()
    if report is None or report.state is not AgentState.CURRENT:
        return False
    try:
        held = Store(agent.root).load()
    except StoreDamaged:
        return False
    return held is not None and len(held.items) == 3


def gaps(agent: RunningAgent) -> list[GapRecord]:
    links = [link for chain in agent.api.chains.values() for link in chain]
    return [link.record for link in links if isinstance(link.record, GapRecord)]


@pytest.mark.parametrize("way", WAYS if FULL else IN_BUILD)
def test_the_last_good_is_shown_all_is_rebuilt_and_the_gap_declared(
    tmp_path: Path, record_property: Callable[[str, object], None], way: str
) -> None:
    clock, pause = SystemClock(), Event()
    with agent_beside_centre(tmp_path) as agent:
        agent.api.confirmed = True
        publication = Publication(
            entries=[agent.centre.approved(f"d-{n}") for n in (1, 2)]
        )
        agent.centre.publish(publication)
        keeper = PlanKeeper(Store(agent.root), agent.root, clock)
        with at_work(agent.settings):
            wait_for(in_state(agent, AgentState.CURRENT), seconds=20)
            wait_for(lambda: agent.api.chains, seconds=20)
            keeper.look()
        publication.entries.append(agent.centre.approved("d-3"))
        agent.centre.publish(publication)

        WAYS[way](agent.root)
        began, looks = clock.monotonic(), 0
        with at_work(agent.settings):
            while not is_whole(agent):
                keeper.look()
                plan = keeper.offer.plan
                assert plan is not None
                shown = {item.disclosure for item in plan.items}
                assert {"d-1", "d-2"} <= shown
                looks += 1
                pause.wait(0.05)
                assert clock.monotonic() - began < REBUILT_WITHIN_S
            if way.startswith(("records", "everything")):
                wait_for(lambda: gaps(agent), seconds=30)
        took_s = clock.monotonic() - began

    if way.startswith("records"):
        assert gaps(agent)[0].of_writer in agent.api.chains
    record_property("outcome", f"{way}: whole after {took_s:.1f} s, {looks} looks")
