from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import kiosk
from kiosk.presence import Listed, Presence, Seen, Warned
from kiosk.pulse import Pulse
from programme.records import EndReason, OverrideShown, Record, ServicePresence
from sync_agent.disk import DiskProblem
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock

ONE = Listed(programme_version=1, disclosures=("d-1",))
TWO = Listed(programme_version=2, disclosures=("d-1", "d-2"))


class Kept:
    def __init__(self, refusal: Exception | None = None) -> None:
        self.all: list[Record] = []
        self._refusal = refusal

    def append(self, record: Record) -> int:
        self.all.append(record)
        if self._refusal is not None:
            raise self._refusal
        return len(self.all)

    @property
    def records(self) -> list[ServicePresence]:
        return [one for one in self.all if isinstance(one, ServicePresence)]

    @property
    def shown(self) -> list[OverrideShown]:
        return [one for one in self.all if isinstance(one, OverrideShown)]


class Service:
    """Be a kiosk whose list a test changes."""

    def __init__(self, refusal: Exception | None = None) -> None:
        self.clock = MovingClock(NOON)
        self.kept = Kept(refusal)
        self.listed: Seen | None = ONE
        self.presence = Presence(
            seen=lambda: self.listed,
            recorder=self.kept,
            clock=self.clock,
            every_s=600,
        )

    def goes_on(self, minutes: int) -> None:
        for _ in range(minutes):
            self.presence.look()
            self.clock.forward(timedelta(minutes=1))


def test_service_is_recorded_every_ten_minutes_without_a_gap() -> None:
    service = Service()

    service.goes_on(25)
    service.presence.end()

    spans = [(one.from_at, one.to_at) for one in service.kept.records]
    assert len(spans) == 3
    assert spans[0] == (NOON, NOON + timedelta(minutes=10))
    assert spans[1][0] == spans[0][1]
    assert spans[2][1] == NOON + timedelta(minutes=25)


def test_a_change_of_the_list_cuts_the_record() -> None:
    service = Service()

    service.goes_on(3)
    service.listed = TWO
    service.goes_on(2)
    service.presence.end()

    assert [one.disclosures for one in service.kept.records] == [
        ("d-1",),
        ("d-1", "d-2"),
    ]
    assert [one.programme_version for one in service.kept.records] == [1, 2]


def test_a_kiosk_that_nobody_sees_is_not_in_service() -> None:
    service = Service()
    service.listed = None

    service.goes_on(30)
    service.presence.end()

    assert service.kept.records == []


def test_no_stretch_begins_when_the_kiosk_has_ended() -> None:
    service = Service()

    service.goes_on(3)
    service.presence.end()
    service.goes_on(3)
    service.presence.end()

    assert [(one.from_at, one.to_at) for one in service.kept.records] == [
        (NOON, NOON + timedelta(minutes=3))
    ]


def test_a_notice_is_recorded_every_half_minute_and_the_list_not_meanwhile() -> None:
    # REQ-70: minutes of a notice are no exposure of anything else.
    service = Service()
    warned = Warned(programme_version=2, override="alert-1", clock_sure=True)

    service.goes_on(1)
    service.listed = warned
    for _ in range(70):
        service.presence.look()
        service.clock.forward(timedelta(seconds=1))
    service.listed = TWO
    service.presence.look()
    service.goes_on(1)
    service.presence.end()

    assert [(one.monotonic_ms, one.reason) for one in service.kept.shown] == [
        (30_000, EndReason.CONTINUED),
        (30_000, EndReason.CONTINUED),
        (10_000, EndReason.REPLACED),
    ]
    first, last = service.kept.records
    assert first.to_at == service.kept.shown[0].from_at
    assert last.from_at == service.kept.shown[-1].to_at
    assert {one.override for one in service.kept.shown} == {"alert-1"}


def test_a_notice_that_stands_when_the_kiosk_stops_says_so() -> None:
    service = Service()
    service.listed = Warned(programme_version=2, override="alert-1", clock_sure=False)

    service.presence.look()
    service.clock.forward(timedelta(seconds=5))
    service.presence.end()

    [shown] = service.kept.shown
    assert (shown.reason, shown.clock_sure) == (EndReason.CLOSED, False)


# REQ-70
@pytest.mark.parametrize("step", [timedelta(hours=3), timedelta(hours=-3)])
def test_a_clock_that_is_set_while_a_kiosk_serves_is_said(step: timedelta) -> None:
    service = Service()

    service.goes_on(3)
    service.clock.step(step)
    service.goes_on(2)
    service.presence.end()

    [one] = service.kept.records
    assert (one.clock_sure, one.monotonic_ms) == (False, 300_000)
    assert one.to_at >= one.from_at


def test_a_clock_in_doubt_cuts_the_record_and_is_said_until_it_is_sure() -> None:
    service = Service()

    service.goes_on(3)
    service.listed = replace(ONE, clock_sure=False)
    service.goes_on(2)
    service.listed = ONE
    service.goes_on(1)
    service.presence.end()

    assert [(one.clock_sure, one.monotonic_ms) for one in service.kept.records] == [
        (True, None),
        (False, 120_000),
        (True, None),
    ]


def test_a_disk_that_refuses_does_not_end_the_watch() -> None:
    for refusal in (
        RecordsHeld(held=1, problem=DiskProblem.FULL),
        OutboxOverfull(held=1, refused=1),
    ):
        service = Service(refusal)

        service.goes_on(21)

        assert len(service.kept.records) == 2


def test_the_pulse_beats_for_a_quarter_of_a_minute() -> None:
    clock = MovingClock(NOON)
    pulse = Pulse(clock)

    before = pulse.beats()
    pulse.beat()
    at_once = pulse.beats()
    clock.forward(timedelta(seconds=16))

    assert (before, at_once, pulse.beats()) == (False, True, False)


# F5
def test_a_page_that_is_asked_for_is_a_sign_of_life_but_none_of_what_is_shown() -> None:
    clock = MovingClock(NOON)
    pulse = Pulse(clock)

    pulse.beat()
    clock.forward(timedelta(seconds=14))
    pulse.opened()
    clock.forward(timedelta(seconds=2))

    assert (pulse.silent_s(), pulse.beats()) == (2.0, False)


# REQ-50
def test_nothing_in_the_kiosk_reaches_what_takes_or_keeps_pictures() -> None:
    """Decision 0048: what is never taken cannot leak."""
    folder = Path(kiosk.__file__).parent
    scripts = list(folder.rglob("*.js"))
    words = {
        path.name: path.read_text(encoding="utf-8")
        for path in [*folder.rglob("*.py"), *scripts]
    }
    assert len(words) > 20
    assert scripts

    reaching = {
        name
        for name, text in words.items()
        for forbidden in (
            "captures",
            "captureScreenshot",
            "toDataURL",
            "getDisplayMedia",
            "drawImage",
        )
        if forbidden in text
    }

    assert reaching == set()
