from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from programme.hours import OpenSpan
from publishing.desk.retiming import WantedTimes
from publishing.desk.views import DraftView
from publishing.errors import Conflict, ContentChanged, NotAllowed, Refused
from publishing.schedule.windows import WindowImpossible
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County

MORNING = OpenSpan(from_time=time(8), to_time=time(12))
WORKED = WantedTimes(weekdays=(1, 2, 3), dayparts=(MORNING,))


def change(
    county: County,
    made: DraftView,
    wanted: WantedTimes = WORKED,
    *,
    who: str = "drafter",
    reason: str = "周四周五大厅不开，改到前三天",
    edition: int | None = None,
) -> DraftView:
    seen = made.line.edition if edition is None else edition
    return county.cases.retiming.change(
        county.people[who], made.line.disclosure, wanted, reason=reason, edition=seen
    )


def hanging(county: County) -> set[tuple[tuple[int, ...], int, datetime | None]]:
    query = select(GroupEntry).where(GroupEntry.removed_at.is_(None))
    with county.database.reading() as session:
        return {
            (tuple(row.weekdays), len(row.dayparts), row.ends_at)
            for row in session.scalars(query)
        }


# REQ-33, REQ-9: three days a week, so twenty working days take until 6 January.
def test_other_weekdays_are_a_version_that_is_signed_and_hangs_for_its_days(
    county: County,
) -> None:
    made = county.approved()
    before = hanging(county)

    new = change(county, made)

    assert hanging(county) == before
    assert (new.form.weekdays, new.form.dayparts) == ((1, 2, 3), (MORNING,))
    assert new.form.change_note == "周四周五大厅不开，改到前三天"
    cleared = new.form.model_copy(update={"secrecy_basis": "不涉密"})
    saved = county.cases.drafting.edit(
        county.people["drafter"], new.line.id, cleared, edition=new.line.edition
    )
    county.approve_change(saved)
    assert hanging(county) == {((1, 2, 3), 1, datetime(2027, 1, 6, 16, tzinfo=UTC))}


@pytest.mark.parametrize(
    ("wanted", "refusal", "words"),
    [
        (WantedTimes(), Refused, "没有变"),
        (WantedTimes(weekdays=(6, 7)), WindowImpossible, "只选了周末"),
        (WantedTimes(weekdays=()), WindowImpossible, "没有选一天"),
        (
            WantedTimes(weekdays=(1, 2, 3), last_on=date(2026, 12, 30)),
            WindowImpossible,
            "不展示的星期不算），最早到 2027 年 1 月 6 日",
        ),
    ],
)
def test_times_that_cannot_be_are_refused_in_words_and_make_nothing(
    county: County, wanted: WantedTimes, refusal: type[Refused], words: str
) -> None:
    made = county.approved()

    with pytest.raises(refusal, match=words):
        change(county, made, wanted)

    assert change(county, made).line.replaces == made.line.id


# F34
def test_only_a_drafter_who_saw_the_newest_begins_one_version(county: County) -> None:
    made = county.approved()

    with pytest.raises(NotAllowed):
        change(county, made, who="publisher")
    with pytest.raises(ContentChanged):
        change(county, made, edition=made.line.edition - 1)
    with pytest.raises(Refused, match="原因"):
        change(county, made, reason=" ")
    change(county, made)
    with pytest.raises(Conflict):
        change(county, made)


def test_what_was_promised_is_not_cut_short(county: County) -> None:
    made = county.approved(explicit_end_at="2027-06-30T16:00:00Z")

    with pytest.raises(Refused, match="承诺展示到 2027 年 6 月 30 日"):
        change(county, made)
    kept = change(
        county, made, WORKED.model_copy(update={"last_on": date(2027, 6, 30)})
    )

    assert kept.form.explicit_end_at == datetime(2027, 6, 30, 16, tzinfo=UTC)


def test_what_has_not_begun_yet_still_begins_on_its_own_day(county: County) -> None:
    start = "2026-12-07T00:30:00Z"
    made = county.approved(earliest_start_at=start)

    new = change(county, made)

    assert new.form.earliest_start_at == datetime(2026, 12, 7, 0, 30, tzinfo=UTC)
