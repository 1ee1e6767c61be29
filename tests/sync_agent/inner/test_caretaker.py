import urllib.request
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from config.doctor import Finding, bad
from config.local_door import LocalDoor
from programme.records import GoneReceipt
from programme.stick import MARK
from sync_agent.inner.caretaker import Caretaker
from sync_agent.inner.scrub import Scrubbed
from sync_agent.inner.stick_door import StickDoor
from sync_agent.layout import Layout
from sync_agent.outbox import open_outbox
from sync_agent.state import AgentState, StateReport, write_state
from sync_agent.sticks import StickAsked
from tests.fakes.beside import beside
from tests.fakes.device import MovedClock
from tests.fakes.patience import within
from tests.fakes.running_agent import wait_for


class Doctor:
    """Find one thing, and wait with it where a test says so."""

    def __init__(self) -> None:
        self.times = 0
        self.may_end = Event()
        self.may_end.set()

    def look(self) -> Sequence[Finding]:
        self.times += 1
        assert self.may_end.wait(within(5))
        return [bad("线路", f"第 {self.times} 次", "请看网线。")]


@pytest.fixture
def doctor() -> Doctor:
    return Doctor()


@pytest.fixture
def sticks() -> list[Path]:
    """Give the sticks that are in; a test puts them there."""
    return []


@pytest.fixture
def caretaker(
    tmp_path: Path, clock: MovedClock, doctor: Doctor, sticks: list[Path]
) -> Caretaker:
    now = clock.now()
    report = StateReport(
        state=AgentState.TWIN,
        since_at=now,
        conditions=(AgentState.TWIN, AgentState.STALE),
        last_sync_at=now,
        programme_version=3,
        untold_recalls=("d-1",),
    )
    write_state(tmp_path, report)
    return Caretaker(
        Layout(tmp_path),
        examine=doctor.look,
        scrubbed=lambda: Scrubbed(rounds=2, read_bytes=10, damaged_files=1),
        clock=clock,
        machine=clock,
        sticks=lambda: sticks,
    )


def text(caretaker: Caretaker) -> str:
    return caretaker.page().body.decode()


def test_the_page_shows_at_once_and_the_findings_when_they_are_made(
    caretaker: Caretaker, doctor: Doctor
) -> None:
    doctor.may_end.clear()

    first = text(caretaker)
    second = text(caretaker)
    doctor.may_end.set()

    assert "正在检查" in first
    assert "正在检查" in second
    wait_for(lambda: "第 1 次" in text(caretaker))
    assert doctor.times == 1


def test_a_button_and_ten_minutes_examine_anew(
    caretaker: Caretaker, doctor: Doctor, clock: MovedClock
) -> None:
    wait_for(lambda: "第 1 次" in text(caretaker))

    answer = caretaker.examine()
    wait_for(lambda: "第 2 次" in text(caretaker))
    clock.moved += 1.01 * Caretaker.AGAIN_AFTER
    wait_for(lambda: "第 3 次" in text(caretaker))

    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert doctor.times == 3


def test_the_figures_say_every_state_and_what_the_slow_look_found(
    caretaker: Caretaker, tmp_path: Path, clock: MovedClock
) -> None:
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append(GoneReceipt(disclosure="d-1", at=clock.now()))
    outbox.close()

    told = caretaker.metrics().body.decode().splitlines()

    for line in (
        'mingbai_agent_state{state="twin"} 1',
        'mingbai_agent_state{state="stale"} 1',
        'mingbai_agent_state{state="current"} 0',
        "mingbai_agent_programme_version 3",
        "mingbai_agent_untold_recalls 1",
        "mingbai_agent_unsent_records 1",
        "mingbai_agent_scrub_rounds_total 2",
        "mingbai_agent_scrub_damaged_files_total 1",
    ):
        assert line in told


def test_before_the_agent_has_spoken_no_state_holds(
    tmp_path: Path, clock: MovedClock, doctor: Doctor
) -> None:
    root = tmp_path / "fresh"
    root.mkdir()
    fresh = Caretaker(
        Layout(root),
        examine=doctor.look,
        scrubbed=Scrubbed,
        clock=clock,
        machine=clock,
    )

    told = fresh.metrics().body.decode()

    assert 'mingbai_agent_state{state="current"} 0' in told
    assert "mingbai_agent_programme_version" not in told


def test_a_chain_that_cannot_be_read_leaves_the_count_open(
    caretaker: Caretaker, tmp_path: Path
) -> None:
    (tmp_path / "outbox-player-1.sqlite3").write_bytes(b"no database" * 100)

    told = caretaker.metrics().body.decode()

    lines = told.splitlines()
    assert not any(line.startswith("mingbai_agent_unsent_records") for line in lines)
    assert "数不出来" in text(caretaker)


def test_page_styles_and_figures_are_served_on_this_machine(
    caretaker: Caretaker,
) -> None:
    with LocalDoor(0, pages={}) as probe:
        port = probe.port
    with caretaker.open(port) as door:
        assert door is not None
        for path, expected in {
            "/": b"html",
            "/metrics": b"mingbai_agent_state",
            "/look/status.css": b".state",
            "/look/tokens.css": b"--ink",
            "/look/mark.svg": b"<svg",
        }.items():
            url = f"http://127.0.0.1:{door.port}{path}"
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert expected in answer.read()


def test_a_stick_is_handed_to_the_agent_by_one_button(
    caretaker: Caretaker, tmp_path: Path, sticks: list[Path]
) -> None:
    stick = tmp_path / "usb"
    (stick / MARK).parent.mkdir(parents=True)
    (stick / MARK).write_bytes(b"{}")
    sticks.append(stick)
    caretaker.take_stick()
    without_agent = text(caretaker)
    with (
        closing(StickDoor(Layout(tmp_path).stick_socket)) as door,
        beside(door.listen),
    ):
        answer = caretaker.take_stick()
        asked = wait_for_asked(door)

    assert answer.status == 303
    assert "同步程序没有运行" in without_agent
    assert asked.path == str(stick)
    assert "同步程序没有运行" not in text(caretaker)


def test_a_stick_of_somebody_else_and_none_ask_for_nothing(
    caretaker: Caretaker, tmp_path: Path, sticks: list[Path]
) -> None:
    caretaker.take_stick()
    none = text(caretaker)
    sticks.append(tmp_path / "foreign")
    caretaker.take_stick()

    assert "U 盘" not in none
    assert "不是发布中心做好的 U 盘" in text(caretaker)


def wait_for_asked(door: StickDoor) -> StickAsked:
    found: list[StickAsked] = []

    def came() -> bool:
        asked = door.next()
        found.extend([asked] if asked else [])
        return bool(found)

    wait_for(came)
    return found[0]


def test_a_taken_port_and_none_stop_nothing(caretaker: Caretaker) -> None:
    with LocalDoor(0, pages={}) as taken, caretaker.open(taken.port) as door:
        assert door is None
    with caretaker.open(0) as door:
        assert door is None
