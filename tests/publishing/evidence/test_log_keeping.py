import logging
from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from programme.checkpoint import open_checkpoint
from programme.keys import SigningKey
from programme.leaves import DocumentLeaf, JournalLeaf, leaf_of
from programme.merkle import root_of
from programme.witness import LOG_TARGET, LogHead, trouble_with
from publishing.evidence.log_keeping import LogKeeper
from publishing.log.checkpoints import LogSigner
from publishing.log.tree import tree_of
from publishing.release.makers import Makers
from publishing.release.others import people_of
from publishing.tables.log import LogCheckpoint, LogLeaf
from publishing.tables.release import ReleaseDue
from tests.fakes.delivery import TIME_KEY, Delivery

SIGNER = LogSigner(key=SigningKey(bytes(range(32))), origin="mingbai/qinghe")


def keeper(delivery: Delivery, signer: LogSigner | None = SIGNER) -> LogKeeper:
    return LogKeeper(
        database=delivery.county.database,
        signer=signer,
        people=delivery.makers.people,
        calendars=delivery.county.services.calendars,
        clock=delivery.county.clock,
        every=timedelta(minutes=15),
    )


def checkpoints(delivery: Delivery) -> list[LogCheckpoint]:
    with delivery.county.database.reading() as session:
        query = select(LogCheckpoint).order_by(LogCheckpoint.size)
        return list(session.scalars(query))


def test_the_first_tick_takes_in_and_signs_over_all(delivery: Delivery) -> None:
    delivery.county.approved()

    keeper(delivery).tick()

    (row,) = checkpoints(delivery)
    said = open_checkpoint(row.note, SIGNER.public)
    with delivery.county.database.reading() as session:
        bodies = session.scalars(select(LogLeaf.body).order_by(LogLeaf.place))
        leaves = [leaf_of(body) for body in bodies]
        root = root_of(len(leaves), tree_of(session.connection()))
        asked = session.get(ReleaseDue, LOG_TARGET)
    assert (said.size, said.root) == (len(leaves), root)
    assert isinstance(leaves[-1], JournalLeaf)
    documents = [leaf.name for leaf in leaves if isinstance(leaf, DocumentLeaf)]
    assert documents == ["people", "calendar"]
    assert asked is not None


def test_a_checkpoint_is_signed_when_the_log_grew_and_it_is_time(
    delivery: Delivery,
) -> None:
    kept = keeper(delivery)
    kept.tick()
    delivery.county.clock.forward(hours=1)
    kept.tick()
    delivery.county.approved()
    delivery.county.clock.forward(minutes=5)
    kept.tick()
    assert len(checkpoints(delivery)) == 2

    delivery.county.approved(title="二")
    kept.tick()
    assert len(checkpoints(delivery)) == 2
    delivery.county.clock.forward(minutes=15)
    kept.tick()

    assert len(checkpoints(delivery)) == 3


def test_a_clock_that_was_set_back_does_not_silence_the_log(
    delivery: Delivery,
) -> None:
    kept = keeper(delivery)
    kept.tick()
    delivery.county.approved()

    delivery.county.clock.forward(hours=-48)
    kept.tick()

    assert len(checkpoints(delivery)) == 2


def test_without_a_key_the_log_goes_on_and_says_what_to_do(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    kept = keeper(delivery, signer=None)

    with caplog.at_level(logging.WARNING):
        kept.tick()
        kept.tick()

    assert caplog.text.count("mingbai keys add-log") == 1
    assert not checkpoints(delivery)
    keeper(delivery).tick()
    assert len(checkpoints(delivery)) == 1


def test_devices_get_the_newest_with_the_first_of_each_day_and_proofs(
    delivery: Delivery,
) -> None:
    kept, county = keeper(delivery), delivery.county
    for day in range(3):
        for number in range(2):
            county.approved(title=f"第 {day} 天第 {number} 件")
            kept.tick()
            county.clock.forward(hours=1)
        county.clock.forward(hours=22)
    makers = Makers(
        people=people_of(approval=county.services.approval_key, time=TIME_KEY),
        files=county.services.files,
        calendars=county.services.calendars,
        log_key=SIGNER.public,
        zone=UTC,
    )

    with county.database.reading() as session:
        made = makers.make(session, LOG_TARGET, county.clock.now())

    assert made is not None
    head = LogHead.parse(made.finish(7, county.clock.now()))
    assert head.version == 7
    firsts = [row.note for row in checkpoints(delivery)][::2]
    assert [bridge.checkpoint for bridge in head.bridges] == firsts
    assert head.checkpoint == checkpoints(delivery)[-1].note
    assert trouble_with(head, ()) is None


def test_a_county_without_a_key_releases_nothing_of_its_log(
    delivery: Delivery,
) -> None:
    keeper(delivery).tick()

    with delivery.county.database.reading() as session:
        now = delivery.county.clock.now()
        assert delivery.makers.make(session, LOG_TARGET, now) is None
