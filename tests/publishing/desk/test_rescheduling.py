from datetime import UTC, date, datetime, time

import pytest

from programme.hours import OpenSpan
from publishing.desk.rescheduling import WantedWindow
from publishing.desk.views import DraftView
from publishing.errors import ContentChanged, NotAllowed, Refused, StateForbids
from publishing.schedule.windows import WindowImpossible
from publishing.tables.disclosures import DraftState
from tests.fakes.desk import County

MORNING = OpenSpan(from_time=time(8), to_time=time(12))


def move(
    county: County,
    made: DraftView,
    first_on: date | None,
    last_on: date | None,
    *,
    who: str = "drafter",
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7),
    dayparts: tuple[OpenSpan, ...] = (),
    edition: int | None = None,
) -> DraftView:
    wanted = WantedWindow(
        first_on=first_on, last_on=last_on, weekdays=weekdays, dayparts=dayparts
    )
    seen = made.line.edition if edition is None else edition
    return county.cases.rescheduling.change(
        county.people[who], made.line.id, wanted, edition=seen
    )


# REQ-33
def test_a_draft_gets_other_days_weekdays_and_times(county: County) -> None:
    made = county.draft()

    moved = move(
        county,
        made,
        date(2026, 12, 1),
        date(2027, 1, 31),
        weekdays=(1, 2, 3, 4, 5),
        dayparts=(MORNING,),
    )

    form = moved.form
    assert form.earliest_start_at == datetime(2026, 11, 30, 16, tzinfo=UTC)
    assert form.explicit_end_at == datetime(2027, 1, 31, 16, tzinfo=UTC)
    assert (form.weekdays, form.dayparts) == ((1, 2, 3, 4, 5), (MORNING,))
    assert form.title == made.form.title


def test_days_that_stay_keep_their_hour_and_none_means_the_rule(
    county: County,
) -> None:
    start, end = "2026-12-01T01:30:00Z", "2027-01-15T09:00:00Z"
    made = county.draft(earliest_start_at=start, explicit_end_at=end)

    kept = move(county, made, date(2026, 12, 1), date(2027, 1, 15))
    freed = move(county, kept, None, None)
    today = move(county, freed, date(2026, 11, 23), date(2026, 12, 30))

    assert kept.form.earliest_start_at == datetime(2026, 12, 1, 1, 30, tzinfo=UTC)
    assert kept.form.explicit_end_at == datetime(2027, 1, 15, 9, tzinfo=UTC)
    assert (freed.form.earliest_start_at, freed.form.explicit_end_at) == (None, None)
    assert today.form.earliest_start_at is None


# REQ-12
def test_moving_what_was_signed_voids_every_decision(county: County) -> None:
    made = county.reviewed()
    assert len(made.decisions) == 2

    moved = move(county, made, None, date(2027, 1, 31))

    assert moved.line.state is DraftState.DRAFT
    assert moved.decisions == ()
    assert moved.line.manifest_sha256 is None


@pytest.mark.parametrize("who", ["reviewer", "approver", "publisher", "admin"])
def test_only_the_drafter_moves_a_draft(county: County, who: str) -> None:
    made = county.draft()

    with pytest.raises(NotAllowed):
        move(county, made, None, date(2027, 1, 31), who=who)


# F34
def test_who_saw_an_older_edition_is_told_so(county: County) -> None:
    made = county.draft()
    move(county, made, None, date(2027, 1, 31))

    with pytest.raises(ContentChanged):
        move(county, made, None, date(2027, 2, 28))


# REQ-33
@pytest.mark.parametrize(
    ("first_on", "last_on", "more", "words"),
    [
        (date(2026, 11, 22), None, {}, "开始在今天以前"),
        (date(2029, 11, 23), None, {}, "两年以后"),
        (date.max, None, {}, "两年以后"),
        (date(2026, 12, 10), date(2026, 12, 9), {}, "结束早于开始"),
        (None, date(2026, 11, 20), {}, "结束早于开始"),
        (None, date.max, {}, "十年以后"),
        (None, date(2026, 12, 18), {}, "最早到 2026 年 12 月 21 日"),
        (None, None, {"weekdays": ()}, "没有选一天"),
        (None, None, {"weekdays": (6, 7)}, "只选了周末"),
    ],
)
def test_a_window_that_cannot_be_is_refused_before_anything_is_void(
    county: County,
    first_on: date | None,
    last_on: date | None,
    more: dict[str, tuple[int, ...]],
    words: str,
) -> None:
    made = county.reviewed()

    with pytest.raises(WindowImpossible, match=words):
        move(county, made, first_on, last_on, **more)  # type: ignore[arg-type]

    kept = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert kept.line.state is DraftState.REVIEWED
    assert len(kept.decisions) == 2


def test_a_new_version_of_what_hangs_does_not_begin_later(county: County) -> None:
    made = county.approved()
    change = county.cases.changing.change(
        county.people["drafter"], made.line.disclosure
    )

    with pytest.raises(Refused, match="中间不能空着"):
        move(county, change, date(2026, 12, 10), None)


def test_what_is_published_is_not_moved_as_a_draft(county: County) -> None:
    made = county.approved()

    with pytest.raises(StateForbids):
        move(county, made, None, date(2027, 1, 31))
