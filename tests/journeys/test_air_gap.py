"""A device that never had a network does its duty by sticks alone (issue 7)."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from programme.programme import PEOPLE_TARGET
from programme.stick import BACK
from publishing.evidence.displays import counted_days
from publishing.releases_due import ask_for
from publishing.sticks.office import StickOffice
from publishing.tables.evidence import EvidenceBatch
from sync_agent.inner.courier import unsent_in
from sync_agent.outbox import Submission, open_outbox
from sync_agent.state import AgentState
from sync_agent.sticks import StickStage
from tests.fakes.air_gap import Lonely, lonely
from tests.fakes.delivery import SCREEN, Delivery, new_delivery, play
from tests.fakes.hand_clock import NOON
from tests.fakes.intakes import count
from tests.fakes.sized_pages import with_sized_pages
from tests.fakes.sticks import office_of

pytestmark = pytest.mark.journey
NEXT_DAY = NOON + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Be a centre, a device without a network, and the stick between them."""

    delivery: Delivery
    office: StickOffice
    stick: Path
    device: Lonely
    disclosure: str
    manifest: str

    def ask_to_be_known(self) -> None:
        """Carry the request to the centre, and the welcome to the device."""
        asked = self.device.take(self.stick)
        code = self.device.told().code or ""
        assert (asked.stage, code in asked.message) == (StickStage.DONE, True)
        assert self.office.take_in(self.stick).waiting == (code,)
        publisher = self.delivery.county.people["publisher"]
        self.delivery.devices.confirm(
            publisher, code=code, group=SCREEN, name="山里的屏"
        )
        self.office.take_in(self.stick)
        self.office.carry(self.stick, groups=[SCREEN])

    def play_all_noon(self) -> None:
        """Let the player's own chain say that it was shown thirty times."""
        outbox = open_outbox(self.device.root, "player", self.device.clock)
        plays = (
            play(
                self.disclosure,
                self.manifest,
                at=NEXT_DAY + timedelta(seconds=12 * number),
            )
            for number in range(30)
        )
        outbox.append_all(
            [Submission(client_id=f"{n}", record=one) for n, one in enumerate(plays)]
        )
        outbox.close()

    def counted(self) -> tuple[frozenset[date], int]:
        """Return the days that count, and how many batches are stored."""
        with self.delivery.county.database.reading() as session:
            days = counted_days(
                session, SCREEN, least=30, disclosures=[self.disclosure]
            )
        stored = count(self.delivery, EvidenceBatch)
        return days.get(self.disclosure, frozenset()), stored


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    """Give a centre with one disclosure, and a device that it does not know."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with new_delivery(tmp_path) as made_of_words:
        delivery = with_sized_pages(made_of_words)
        made = delivery.county.approved().line
        with delivery.county.database.session() as session:
            ask_for(session, PEOPLE_TARGET, NOON)
        delivery.publisher.publish_due()
        office = office_of(delivery)
        office.carry(stick, groups=[SCREEN])
        delivery.county.clock.forward(days=1, hours=1)
        ca_file = delivery.places.authority_certificate
        now = delivery.county.clock.now()
        with lonely(tmp_path / "device", at=now, ca_file=ca_file) as device:
            yield Trip(
                delivery=delivery,
                office=office,
                stick=stick,
                device=device,
                disclosure=made.disclosure,
                manifest=made.manifest_sha256 or "",
            )


# REQ-70 REQ-75
def test_by_stick_to_a_device_without_a_network_and_its_proof_back_once(
    trip: Trip, tmp_path: Path
) -> None:
    device, stick, office = trip.device, trip.stick, trip.office

    trip.ask_to_be_known()
    brought = device.take(stick)
    assert brought.stage is StickStage.DONE, brought.message
    assert "1 件正在公开" in brought.message
    assert device.shown() == [trip.disclosure]
    assert device.told().state is AgentState.CURRENT

    trip.play_all_noon()
    given = device.take(stick)
    shutil.copytree(stick / BACK, tmp_path / "copy")
    taken = office.take_in(stick)
    once = trip.counted()
    shutil.copytree(tmp_path / "copy", stick / BACK, dirs_exist_ok=True)
    again = office.take_in(stick)
    assert (given.records, taken.batches) == (31, 2), given.message
    assert once == (frozenset({NEXT_DAY.date()}), 2)
    assert (again.batches, again.refused, trip.counted()) == (2, (), once)

    before = unsent_in(device.root, device.clock)
    trip.delivery.county.clock.forward(hours=1)
    office.carry(stick, groups=[SCREEN])
    last = device.take(stick)
    assert (before, unsent_in(device.root, device.clock)) == (31, 0)
    assert (last.stage, last.records) == (StickStage.DONE, 0), last.message
    assert not list((stick / BACK).glob("*/batch-*"))
