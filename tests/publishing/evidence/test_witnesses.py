from datetime import timedelta

from programme.witness import KeptCheckpoint, Trouble
from publishing.evidence.log_keeping import LogKeeper
from publishing.evidence.witnesses import witnesses
from publishing.log.checkpoints import LogSigner, newest
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.hand_clock import NOON
from tests.fakes.log_heads import KEY, LOG, note

SIGNER = LogSigner(key=KEY, origin=LOG.origin)


def say(delivery: Delivery, device: FakeDevice, kept: KeptCheckpoint) -> None:
    delivery.conversations.take_evidence(device.batch(device.add(kept), "agent-1"))


def sign(delivery: Delivery) -> str:
    keeper = LogKeeper(
        database=delivery.county.database,
        signer=SIGNER,
        people=delivery.makers.people,
        calendars=delivery.county.services.calendars,
        clock=delivery.county.clock,
        every=timedelta(0),
    )
    keeper.tick()
    with delivery.county.database.reading() as session:
        row = newest(session)
        assert row is not None
        return row.note


def kept(text: str, *, hour: int = 0, trouble: Trouble | None = None) -> KeptCheckpoint:
    at = NOON + timedelta(hours=hour)
    return KeptCheckpoint(key=LOG.text(), checkpoint=text, at=at, trouble=trouble)


def test_the_centre_knows_what_each_device_keeps_of_its_log(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    say(delivery, device, kept(sign(delivery)))
    later = sign(delivery)
    say(delivery, device, kept(later, hour=6))

    with delivery.county.database.reading() as session:
        (one,) = witnesses(session)

    assert (one.device, one.agrees, one.trouble) == (device.id, True, "")
    assert later.split("\n")[1] == str(one.size)


def test_a_device_that_keeps_another_log_is_shown_whatever_it_says_later(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    say(delivery, device, kept(note(3)))
    say(delivery, device, kept(sign(delivery), hour=6, trouble=Trouble.FORKED))
    say(delivery, device, kept(sign(delivery), hour=12))
    say(delivery, device, kept("nothing that can be read", hour=13))

    with delivery.county.database.reading() as session:
        told = [(one.agrees, one.trouble) for one in witnesses(session)]

    assert told == [(False, ""), (True, "forked"), (True, "")]
