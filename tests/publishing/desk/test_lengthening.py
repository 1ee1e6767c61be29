from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from programme.programme import WithdrawalCause
from publishing.desk.lengthening import LaterEnd, Lengthened
from publishing.desk.views import DraftView
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    NotThere,
    Refused,
    StateForbids,
)
from publishing.schedule.limits import WindowStands
from publishing.schedule.windows import WindowImpossible
from publishing.tables.journal import JournalEntry
from publishing.tables.lengthenings import LengtheningRow
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.desk import County

BOTH = ("qinghe-hall-screen", "qinghe-hall-kiosk")
MANDATED = datetime(2026, 12, 21, 16, tzinfo=UTC)
"""The end of an immediate disclosure that is approved at noon of the first day."""


def lengthen(
    county: County,
    made: DraftView,
    last_on: date,
    *,
    groups: tuple[str, ...] = BOTH,
    reason: str = "群众还在问，多放几天",
    edition: int | None = None,
    who: str = "publisher",
) -> Lengthened:
    return county.cases.lengthening.lengthen(
        county.people[who],
        made.line.disclosure,
        LaterEnd(last_on=last_on, groups=groups),
        reason=reason,
        edition=made.line.edition if edition is None else edition,
    )


def entries(county: County) -> dict[str, GroupEntry]:
    with county.database.reading() as session:
        return {entry.group_id: entry for entry in session.scalars(select(GroupEntry))}


# REQ-33
def test_the_office_gives_what_hangs_a_later_end_and_says_why(county: County) -> None:
    made = county.approved()

    done = lengthen(county, made, date(2026, 12, 31))

    after = datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert {entry.ends_at for entry in entries(county).values()} == {after}
    assert done.edition == made.line.edition + 1
    assert county.told[-1] == frozenset(BOTH)
    with county.database.reading() as session:
        (row,) = session.scalars(select(LengtheningRow))
        acts = session.scalars(select(JournalEntry.act)).all()
        asked = {due.target for due in session.scalars(select(ReleaseDue))}
    assert (row.ended_at, row.ends_at) == (MANDATED, after)
    assert row.reason == "群众还在问，多放几天"
    assert acts[-1] == "window.lengthened"
    assert len(asked) == 2


def test_an_end_may_be_moved_on_one_group_alone(county: County) -> None:
    made = county.approved()

    done = lengthen(county, made, date(2027, 3, 1), groups=BOTH[:1])

    found = entries(county)
    assert found[BOTH[0]].ends_at == datetime(2027, 3, 1, 16, tzinfo=UTC)
    assert found[BOTH[1]].ends_at == MANDATED
    assert done.groups == BOTH[:1]


# REQ-33
def test_a_lengthened_end_goes_back_to_the_promise_and_no_farther(
    county: County,
) -> None:
    made = county.approved()
    edition = lengthen(county, made, date(2027, 1, 15)).edition

    with pytest.raises(WindowImpossible, match="最早到 2026 年 12 月 21 日"):
        lengthen(county, made, date(2026, 12, 18), edition=edition)
    lengthen(county, made, date(2026, 12, 21), edition=edition)

    assert entries(county)[BOTH[0]].ends_at == MANDATED


def test_an_end_that_rests_on_a_provisional_one_stays_provisional(
    county: County,
) -> None:
    made = county.approved(mandate="periodic")

    lengthen(county, made, date(2027, 1, 20))

    assert entries(county)[BOTH[0]].end_kind is EndKind.PROVISIONAL


@pytest.mark.parametrize("who", ["drafter", "reviewer", "approver", "admin"])
def test_only_the_publishing_office_moves_ends(county: County, who: str) -> None:
    made = county.approved()

    with pytest.raises(NotAllowed, match="发布办公室"):
        lengthen(county, made, date(2026, 12, 31), who=who)


# F34
def test_of_two_editors_at_once_the_second_is_told_that_it_changed(
    county: County,
) -> None:
    made = county.approved()
    lengthen(county, made, date(2026, 12, 31))

    with pytest.raises(ContentChanged, match="有人刚刚改过"):
        lengthen(county, made, date(2027, 1, 31))

    assert entries(county)[BOTH[0]].ends_at == datetime(2026, 12, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last_on", "more", "error", "words"),
    [
        (date(2026, 12, 31), {"reason": "  "}, Refused, "写明原因"),
        (date(2026, 12, 31), {"groups": ()}, Refused, "没有选显示分组"),
        (date(2026, 12, 31), {"groups": ("qinghe-other",)}, NotThere, "这个分组"),
        (date(2026, 12, 21), {}, Refused, "没有变"),
        (date(2020, 1, 1), {}, WindowImpossible, "最早到"),
        (date.min, {}, WindowImpossible, "最早到"),
        (date.max, {}, WindowImpossible, "最晚到"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_moves(
    county: County,
    last_on: date,
    more: dict[str, object],
    error: type[Exception],
    words: str,
) -> None:
    made = county.approved()

    with pytest.raises(error, match=words):
        lengthen(county, made, last_on, **more)  # type: ignore[arg-type]

    assert {one.ends_at for one in entries(county).values()} == {MANDATED}


def test_what_has_no_end_is_over_or_was_never_published_stands(county: County) -> None:
    long_term = county.approved(mandate="long_term")
    short = county.approved(mandate="notice_7", objections_telephone="0555-010-0331")
    draft = county.draft()

    with pytest.raises(WindowStands, match="到有变化为止"):
        lengthen(county, long_term, date(2027, 1, 1))
    county.clock.forward(days=30)
    with pytest.raises(WindowStands, match="展示完了"):
        lengthen(county, short, date(2027, 1, 30))
    with pytest.raises(StateForbids, match="没有在展示"):
        lengthen(county, draft, date(2027, 1, 1))


def test_what_was_withdrawn_is_not_lengthened(county: County) -> None:
    made = county.approved()
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=made.line.manifest_sha256 or "",
        cause=WithdrawalCause.CORRECTION,
        explanation="数字写错了。",
    )
    county.take_down(asked)

    with pytest.raises(StateForbids):
        lengthen(county, made, date(2026, 12, 31))


# REQ-7, REQ-8, REQ-33
def test_no_run_of_moves_ends_before_the_mandate_or_touches_a_start(
    county: County,
) -> None:
    made = county.approved()
    start = entries(county)[BOTH[0]].starts_at
    seen = {"edition": made.line.edition}

    @settings(max_examples=25, deadline=None)
    @given(by=st.integers(-40, 120))
    def move(by: int) -> None:
        last_on = date(2026, 12, 21) + timedelta(days=by)
        with suppress(Refused):
            done = lengthen(county, made, last_on, edition=seen["edition"])
            seen["edition"] = done.edition
        found = entries(county).values()
        assert all(entry.ends_at and entry.ends_at >= MANDATED for entry in found)
        assert {entry.starts_at for entry in found} == {start}

    move()

    assert seen["edition"] > made.line.edition
