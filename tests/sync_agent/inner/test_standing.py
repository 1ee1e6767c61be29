from datetime import timedelta
from pathlib import Path

import pytest

from programme.clock import SystemClock
from sync_agent.adopted import Adopted, Named, Refusal
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.inner.errors import (
    DeviceUnknown,
    EnrolmentRefused,
    Flaw,
    Mishap,
    NothingReleased,
    ReleaseRefused,
)
from sync_agent.inner.http_errors import CentreUnreachable
from sync_agent.inner.standing import Facts, Standing, Trouble, state_of
from sync_agent.layout import Layout
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from sync_agent.outbox_file import OutboxDestroyed
from sync_agent.state import AgentState, StateReport, read_state
from tests.fakes.device import MovedClock

NOW = SystemClock().now().replace(microsecond=0)
NAMED = Named(sha256="a" * 64, version=7)
ADOPTED = Adopted(
    group="qinghe-hall",
    adopted_at=NOW,
    programme=NAMED,
    people=NAMED,
    directory=None,
    progress=None,
    kept=(),
    withdrawn=(),
    taken_down=(),
    refused=(Refusal(disclosure="d-9", code="no_pages", reason="没有页面"),),
    override_refused=False,
)
FULL = DiskRefused("adopted.json", DiskProblem.FULL)
STALE_S = 60.0


def enrolled(**changes: object) -> AgentState:
    known: dict[str, object] = {"device": "d", "group": "g", "adopted": ADOPTED}
    return state_of(Facts(**(known | changes)), stale_after_s=STALE_S)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (Facts(), AgentState.UNENROLLED),
        (Facts(asked=True), AgentState.ENROLLING),
        (Facts(trouble=CentreUnreachable("")), AgentState.UNENROLLED),
        (Facts(asked=True, trouble=FULL), AgentState.STORAGE_FAILING),
        (Facts(trouble=EnrolmentRefused("")), AgentState.ENROLMENT_REFUSED),
    ],
)
def test_before_enrolment_the_state_says_what_is_missing(
    facts: Facts, state: AgentState
) -> None:
    assert state_of(facts, stale_after_s=STALE_S) is state


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (None, AgentState.CURRENT),
        (CentreUnreachable(""), AgentState.CURRENT),
        (Mishap(LookupError()), AgentState.CURRENT),
        (ReleaseRefused(Flaw.EXPIRED, ""), AgentState.REFUSED),
        (DeviceUnknown(""), AgentState.REFUSED),
        (NothingReleased("g"), AgentState.AWAITING),
        (FULL, AgentState.STORAGE_FAILING),
        (RecordsHeld(held=1, problem=DiskProblem.FULL), AgentState.STORAGE_FAILING),
        (OutboxOverfull(held=1, refused=1), AgentState.STORAGE_FAILING),
        (OutboxDestroyed("outbox"), AgentState.STORAGE_FAILING),
    ],
)
def test_after_enrolment_the_state_says_what_the_last_attempt_ended_with(
    trouble: Trouble | None, state: AgentState
) -> None:
    assert enrolled(trouble=trouble) is state


def test_the_gravest_state_goes_first() -> None:
    refused = ReleaseRefused(Flaw.EXPIRED, "")
    everything = {"syncing": True, "clock_doubted": True, "silent_s": STALE_S}

    assert enrolled(**everything, trouble=FULL) is AgentState.STORAGE_FAILING
    assert enrolled(**everything, trouble=refused) is AgentState.SYNCING
    everything["syncing"] = False
    assert enrolled(**everything, trouble=refused) is AgentState.CLOCK_DOUBTED
    everything["clock_doubted"] = False
    assert enrolled(**everything, trouble=refused) is AgentState.REFUSED
    assert enrolled(**everything, adopted=None) is AgentState.AWAITING
    assert enrolled(**everything) is AgentState.STALE


def test_a_device_is_stale_from_the_very_second_on() -> None:
    assert enrolled(silent_s=STALE_S - 0.001) is AgentState.CURRENT
    assert enrolled(silent_s=STALE_S) is AgentState.STALE


@pytest.fixture
def standing(tmp_path: Path, clock: MovedClock) -> Standing:
    """Give the standing of a device that was enrolled."""
    found = Standing(Layout(tmp_path), clock, stale_after_s=STALE_S)
    found.tell(device="qinghe-device-1", group="qinghe-hall", adopted=ADOPTED)
    return found


def told(tmp_path: Path) -> StateReport:
    report = read_state(tmp_path)
    assert report is not None
    return report


def test_what_is_told_is_written_for_the_local_pages(
    tmp_path: Path, standing: Standing
) -> None:
    standing.tell(trouble=ReleaseRefused(Flaw.WRONG_SIGNATURE, "节目单"))

    report = told(tmp_path)
    assert report.state is AgentState.REFUSED
    assert report.error_code == "release_refused"
    assert "签名不对" in report.last_error
    assert (report.device, report.programme_version) == ("qinghe-device-1", 7)
    assert report.refused == ("d-9",)
    assert report.free_bytes > 0


def test_what_is_not_told_again_stays_known(tmp_path: Path, standing: Standing) -> None:
    standing.tell(clock_doubted=True)
    standing.tell(syncing=False)

    assert told(tmp_path).state is AgentState.CLOCK_DOUBTED


def test_a_device_that_hears_nobody_becomes_stale_and_current_again(
    tmp_path: Path, standing: Standing, clock: MovedClock
) -> None:
    clock.moved = timedelta(seconds=STALE_S + 1)
    standing.tell(trouble=CentreUnreachable(""))
    silent = told(tmp_path)

    standing.heard()

    assert silent.state is AgentState.STALE
    assert told(tmp_path).state is AgentState.CURRENT
    assert told(tmp_path).last_error == ""
    last = told(tmp_path).last_sync_at
    assert last is not None
    assert abs(last - clock.now()) < timedelta(seconds=2)


def test_a_state_is_dated_from_its_beginning(
    standing: Standing, clock: MovedClock
) -> None:
    begun = standing.tell().since_at
    clock.moved = timedelta(seconds=30)

    same = standing.tell(trouble=CentreUnreachable(""))
    other = standing.tell(trouble=FULL)

    assert same.since_at == begun
    assert other.since_at > begun


def test_a_disk_that_takes_no_state_stops_nothing(
    tmp_path: Path, standing: Standing
) -> None:
    Layout(tmp_path).state.unlink()
    Layout(tmp_path).state.mkdir()

    report = standing.tell(trouble=FULL)

    assert report.state is AgentState.STORAGE_FAILING
    assert read_state(tmp_path) is None
    Layout(tmp_path).state.rmdir()
    standing.tell(trouble=None)
    assert told(tmp_path).state is AgentState.CURRENT


def test_how_long_the_centre_was_silent_is_known_across_a_restart(
    tmp_path: Path, standing: Standing, clock: MovedClock
) -> None:
    standing.heard()
    last = told(tmp_path).last_sync_at
    clock.moved = timedelta(seconds=STALE_S + 1)

    again = Standing(Layout(tmp_path), clock, stale_after_s=STALE_S)
    again.tell(device="qinghe-device-1", group="qinghe-hall", adopted=ADOPTED)

    assert told(tmp_path).state is AgentState.STALE
    assert told(tmp_path).last_sync_at == last
    again.heard()
    assert told(tmp_path).state is AgentState.CURRENT


def test_every_state_that_holds_is_told_beside_the_gravest(
    tmp_path: Path, standing: Standing
) -> None:
    standing.tell(trouble=FULL, clock_doubted=True, untold_recalls=("d-1",), twin=True)

    report = told(tmp_path)

    assert report.state is AgentState.STORAGE_FAILING
    assert report.conditions == (
        AgentState.STORAGE_FAILING,
        AgentState.TWIN,
        AgentState.CLOCK_DOUBTED,
        AgentState.RECALL_PENDING,
    )
    assert report.holds(AgentState.CLOCK_DOUBTED)
    assert not report.holds(AgentState.STALE)
    assert report.untold_recalls == ("d-1",)


def test_a_device_is_alone_too_long_until_it_hears_the_centre(
    tmp_path: Path, clock: MovedClock
) -> None:
    days = timedelta(days=180)
    standing = Standing(Layout(tmp_path), clock, stale_after_s=STALE_S, most_alone=days)
    known = {"device": "qinghe-device-1", "group": "qinghe-hall", "adopted": ADOPTED}
    standing.tell(**known)
    never_heard = told(tmp_path).alone_from_at
    standing.heard()
    heard = told(tmp_path)
    clock.moved = days - timedelta(seconds=5)
    before = standing.tell()
    clock.moved = days + timedelta(seconds=5)
    # A start in between changes nothing.
    again = Standing(Layout(tmp_path), clock, stale_after_s=STALE_S, most_alone=days)
    after = again.tell(**known)

    again.heard()

    assert never_heard == NOW + days
    assert heard.last_sync_at is not None
    assert heard.alone_from_at == heard.last_sync_at + days
    assert not before.holds(AgentState.LONG_ALONE)
    assert after.conditions == (AgentState.LONG_ALONE, AgentState.STALE)
    assert told(tmp_path).state is AgentState.CURRENT
