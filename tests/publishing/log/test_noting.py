from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import delete, select

from programme.leaves import (
    BatchLeaf,
    DecisionLeaf,
    DeviceLeaf,
    GroupLeaf,
    LengtheningLeaf,
    PresenceLeaf,
    RegisterLeaf,
    SecrecyLeaf,
    WindowLeaf,
    WithdrawalLeaf,
    leaf_of,
)
from programme.programme import WithdrawalCause
from programme.window import FixedEnd, OpenEnd, ProvisionalEnd
from publishing.desk.lengthening import LaterEnd
from publishing.log.noting import take_in
from publishing.log.rows import noted
from publishing.tables.log import LogLeaf
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from tests.fakes.delivery import SCREEN, Delivery
from tests.fakes.intakes import painted
from tests.fakes.presences import posted

Kind = TypeVar("Kind")


def said(delivery: Delivery, kind: type[Kind]) -> list[Kind]:
    with delivery.county.database.reading() as session:
        bodies = session.scalars(select(LogLeaf.body).order_by(LogLeaf.place))
        leaves = [leaf_of(body) for body in bodies]
    return [leaf for leaf in leaves if isinstance(leaf, kind)]


def test_every_row_of_evidence_is_in_the_log_once_it_is_written(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    disclosure, manifest = painted(delivery, device, 2)
    delivery.conversations.take_evidence(device.batch(device.links))

    (batch,) = said(delivery, BatchLeaf)
    assert (batch.device, batch.last_number) == (device.id, 2)
    assert [leaf.public for leaf in said(delivery, DeviceLeaf)] == [device.key.public]
    assert {leaf.group for leaf in said(delivery, GroupLeaf)} >= {SCREEN}
    assert [leaf.disclosure for leaf in said(delivery, RegisterLeaf)] == [disclosure]
    assert {leaf.manifest for leaf in said(delivery, WindowLeaf)} == {manifest}
    assert len(said(delivery, DecisionLeaf)) >= 2
    assert [leaf.manifest for leaf in said(delivery, SecrecyLeaf)] == [manifest]
    with delivery.county.database.session() as session:
        assert take_in(session) == 0


# REQ-75
def test_what_happens_to_a_window_later_is_in_the_log_as_well(
    delivery: Delivery,
) -> None:
    county = delivery.county
    made = county.approved()
    disclosure = made.line.disclosure
    county.cases.lengthening.lengthen(
        county.people["publisher"],
        disclosure,
        LaterEnd(last_on=date(2026, 12, 31), groups=(SCREEN,)),
        reason="群众还在问",
        edition=made.line.edition,
    )
    county.clock.forward(hours=24)
    posted(county, county.cases.presences, disclosure)
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        disclosure,
        cause=WithdrawalCause.CORRECTION,
        explanation="金额有误",
        manifest_sha256=made.line.manifest_sha256 or "",
    )
    county.take_down(asked)

    (lengthened,) = said(delivery, LengtheningLeaf)
    assert (lengthened.reason, lengthened.groups) == ("群众还在问", (SCREEN,))
    windows = [one for one in said(delivery, WindowLeaf) if one.group == SCREEN]
    first, moved, removed = [w for w in windows if w.disclosure == disclosure]
    assert isinstance(first.window.end, FixedEnd)
    assert isinstance(moved.window.end, FixedEnd)
    assert first.window.end.at < moved.window.end.at
    assert (moved.removed_at, removed.removed_at) == (None, county.clock.now())
    (withdrawn,) = said(delivery, WithdrawalLeaf)
    assert withdrawn.manifest == made.line.manifest_sha256
    (presence,) = said(delivery, PresenceLeaf)
    assert presence.posted_photo is not None


def test_rules_of_a_group_that_come_back_are_told_again(delivery: Delivery) -> None:
    for least in (3, 3, 5, 3):
        with delivery.county.database.session() as session:
            row = session.get_one(DisplayGroup, SCREEN)
            row.least_exposures_per_day = least

    told = [one for one in said(delivery, GroupLeaf) if one.group == SCREEN]

    assert [one.least_exposures_per_day for one in told][-3:] == [3, 5, 3]


def test_what_was_there_before_the_log_is_taken_in_once(delivery: Delivery) -> None:
    delivery.county.approved()
    with delivery.county.database.session() as session:
        before = sorted(session.scalars(select(LogLeaf.body)))
        session.execute(delete(LogLeaf))

    with delivery.county.database.session() as session:
        taken = take_in(session)
        again = take_in(session)

    with delivery.county.database.reading() as session:
        after = sorted(session.scalars(select(LogLeaf.body)))
    assert (taken, again) == (len(after), 0)
    # An older state of a row, such as its group before it was changed, is not there.
    assert set(after) <= set(before)
    assert len(said(delivery, WindowLeaf)) == 2


@pytest.mark.parametrize(
    ("kind", "end"),
    [(EndKind.OPEN, OpenEnd), (EndKind.PROVISIONAL, ProvisionalEnd)],
)
def test_a_window_without_a_fixed_end_is_told_as_it_is(
    delivery: Delivery, kind: EndKind, end: type
) -> None:
    delivery.county.approved()

    with delivery.county.database.session() as session:
        for row in session.scalars(select(GroupEntry)):
            row.end_kind = kind
            if kind is EndKind.OPEN:
                row.ends_at = None

    assert isinstance(said(delivery, WindowLeaf)[-1].window.end, end)


def test_an_act_that_breaks_off_leaves_nothing_in_the_log(delivery: Delivery) -> None:
    def count() -> int:
        with delivery.county.database.reading() as session:
            return len(list(session.scalars(select(LogLeaf.place))))

    def break_off() -> None:
        with delivery.county.database.session() as opened:
            opened.get_one(DisplayGroup, SCREEN).least_exposures_per_day += 1
            opened.flush()
            raise ZeroDivisionError

    before = count()

    with pytest.raises(ZeroDivisionError):
        break_off()

    assert count() == before


def test_a_row_that_proves_nothing_is_not_noted() -> None:
    assert noted(object()) is None
