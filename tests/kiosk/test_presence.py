from datetime import timedelta

from kiosk.presence import Listed, Presence
from kiosk.pulse import Pulse
from programme.records import Record, ServicePresence
from sync_agent.disk import DiskProblem
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock

ONE = Listed(programme_version=1, disclosures=("d-1",))
TWO = Listed(programme_version=2, disclosures=("d-1", "d-2"))


class Kept:
    def __init__(self, refusal: Exception | None = None) -> None:
        self.records: list[ServicePresence] = []
        self._refusal = refusal

    def append(self, record: Record) -> int:
        assert isinstance(record, ServicePresence)
        self.records.append(record)
        if self._refusal is not None:
            raise self._refusal
        return len(self.records)


class Service:
    """Be a kiosk whose list a test changes."""

    def __init__(self, refusal: Exception | None = None) -> None:
        self.clock = MovingClock(NOON)
        self.kept = Kept(refusal)
        self.listed: Listed | None = ONE
        self.presence = Presence(
            listed=lambda: self.listed,
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
