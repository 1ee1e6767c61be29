"""What stands outside, over every audience, attribute, kind, state, cause and time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from programme.afterwards import Afterwards
from programme.boards import Attribute, Audience, KindOfAct
from programme.programme import WithdrawalCause
from publishing.desk.outside import StaysIn
from publishing.feeds.leaving import (
    Matter,
    Outside,
    TakenDown,
    Version,
    edges,
    outside,
    was_out,
)
from tests.fakes.contract import manifest

START = datetime(2026, 11, 5, 8, tzinfo=UTC)
DAY = timedelta(days=1)
END = START + 30 * DAY
PAST = 365 * DAY
TIMES = {
    "before": START - timedelta(microseconds=1),
    "at_start": START,
    "open": START + DAY,
    "last": END - timedelta(microseconds=1),
    "at_end": END,
    "past": END + PAST - timedelta(microseconds=1),
    "time_up": END + PAST,
}
TOLD = {
    WithdrawalCause.CORRECTION,
    WithdrawalCause.REPLACEMENT,
    WithdrawalCause.COMPLETION,
}


def version(
    *,
    kind: KindOfAct = KindOfAct.DISCLOSURE,
    stays: StaysIn | None = None,
    personal: bool = False,
    withdrawn_at: datetime | None = None,
    ends_at: datetime | None = END,
) -> Version:
    made = manifest().model_copy(update={"kind_of_act": kind})
    return Version(
        sha256=made.digest(),
        manifest=made,
        approved_at=START - DAY,
        withdrawn=withdrawn_at is not None,
        starts_at=START,
        ends_at=ends_at,
        gone_at=withdrawn_at,
        note="",
        keeps_personal=personal,
        stays=stays,
    )


def matter(*versions: Version, taken: TakenDown | None = None) -> Matter:
    return Matter(
        disclosure="d-1",
        register_number="柳坞村 2026-0147",
        register_year=2026,
        published_at=START - DAY,
        versions=versions,
        taken_down=taken,
    )


def stands(one: Matter, at: datetime) -> Outside:
    return outside(one, at, past_for=PAST)


# REQ-20 REQ-22
@pytest.mark.parametrize("why", StaysIn)
def test_what_stays_inside_is_never_outside_whatever_else_it_is(why: StaysIn) -> None:
    causes = (None, *WithdrawalCause)
    for kind, personal, cause, at in product(
        KindOfAct, (False, True), causes, TIMES.values()
    ):
        taken_at = START + 2 * DAY if cause else None
        one = version(kind=kind, stays=why, personal=personal, withdrawn_at=taken_at)
        taken = TakenDown(cause=cause, at=taken_at, explained_by=None) if (
            cause and taken_at
        ) else None  # fmt: skip

        assert stands(matter(one, taken=taken), at) is Outside.HIDDEN
        assert not was_out(one, at)


# REQ-13 REQ-22
@pytest.mark.parametrize("kind", KindOfAct)
@pytest.mark.parametrize("personal", [False, True])
@pytest.mark.parametrize("time", TIMES)
def test_what_is_for_everybody_is_outside_from_its_start_until_its_time_is_up(
    kind: KindOfAct, personal: bool, time: str
) -> None:
    read_on = kind is not KindOfAct.PUBLIC_NOTICE and not personal
    after = Outside.PAST if read_on else Outside.CLOSED
    expected = {
        "before": Outside.HIDDEN,
        "at_start": Outside.OPEN,
        "open": Outside.OPEN,
        "last": Outside.OPEN,
        "at_end": after,
        "past": after,
        "time_up": Outside.CLOSED,
    }

    found = stands(matter(version(kind=kind, personal=personal)), TIMES[time])

    assert found is expected[time]


# REQ-13
@pytest.mark.parametrize("cause", WithdrawalCause)
@pytest.mark.parametrize("personal", [False, True])
def test_a_withdrawal_leaves_its_line_only_where_its_cause_is_told(
    cause: WithdrawalCause, personal: bool
) -> None:
    at = START + 2 * DAY
    one = version(withdrawn_at=at, personal=personal)
    gone = matter(one, taken=TakenDown(cause=cause, at=at, explained_by=None))
    told = cause in TOLD and not personal

    assert stands(gone, at) is (Outside.LINE if told else Outside.CLOSED)
    assert stands(gone, at + PAST) is Outside.CLOSED


def test_what_was_withdrawn_before_its_start_was_never_outside() -> None:
    at = START - timedelta(hours=1)
    one = version(withdrawn_at=at)
    taken = TakenDown(cause=WithdrawalCause.CORRECTION, at=at, explained_by=None)

    assert stands(matter(one, taken=taken), START + DAY) is Outside.HIDDEN


def test_a_new_version_for_fewer_people_closes_what_everybody_could_read() -> None:
    before = version(withdrawn_at=None)
    narrowed = version(stays=StaysIn.AUDIENCE)

    assert stands(matter(before, narrowed), START + DAY) is Outside.CLOSED


def test_what_goes_on_without_an_end_is_open_for_ever() -> None:
    one = matter(version(ends_at=None))

    assert stands(one, START + 3000 * DAY) is Outside.OPEN


@pytest.mark.parametrize(("signed", "kept"), [(0, 0), (30, 30), (9000, 365)])
def test_it_is_read_on_no_longer_than_was_signed_and_is_set(
    signed: int, kept: int
) -> None:
    made = version()
    after = Afterwards(past_days=signed)
    told = made.manifest.model_copy(update={"afterwards": after})
    one = matter(replace(made, manifest=told))

    assert stands(one, END + kept * DAY) is Outside.CLOSED
    assert kept == 0 or stands(one, END + kept * DAY - DAY) is Outside.PAST


def test_the_edges_are_the_instants_at_which_something_changes() -> None:
    taken = TakenDown(cause=WithdrawalCause.CORRECTION, at=END, explained_by=None)

    found = set(edges([matter(version(), taken=taken)], past_for=PAST))

    assert found == {START, END, END + PAST}


def test_no_attribute_or_audience_but_the_open_one_leaves() -> None:
    # The two enumerations are closed: a new member must be thought about here.
    assert set(Audience) == {
        Audience.EVERYONE,
        Audience.VILLAGE_RESIDENTS,
        Audience.PARTY_MEMBERS,
        Audience.OWN_STAFF,
        Audience.NAMED_GROUP,
    }
    assert set(Attribute) == {
        Attribute.PROACTIVE,
        Attribute.ON_REQUEST,
        Attribute.NOT_DISCLOSED,
    }
