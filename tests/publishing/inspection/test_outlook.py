from datetime import date
from zoneinfo import ZoneInfo

import pytest

from publishing.desk.lengthening import LaterEnd
from publishing.desk.rescheduling import WantedWindow
from publishing.desk.views import DraftView
from publishing.errors import ContentChanged, NotAllowed, NotThere
from publishing.inspection.hung import Manifests
from publishing.inspection.outlook import Outlook, Outlooks
from publishing.schedule.groups import GroupForm
from publishing.schedule.limits import WindowStands
from publishing.schedule.windows import WindowImpossible
from tests.fakes.desk import County

BOTH = ("qinghe-hall-screen", "qinghe-hall-kiosk")


def outlooks_of(county: County) -> Outlooks:
    return Outlooks(
        acting=county.cases.acting,
        rescheduling=county.cases.rescheduling,
        mandates=county.services.mandates,
        calendars=county.services.calendars,
        zone=ZoneInfo(county.services.time_zone),
        manifests=Manifests(),
    )


def of_hanging(
    county: County, made: DraftView, last_on: date, *, who: str = "publisher"
) -> Outlook:
    return outlooks_of(county).of_hanging(
        county.people[who],
        made.line.disclosure,
        LaterEnd(last_on=last_on, groups=BOTH),
        edition=made.line.edition,
    )


def of_draft(county: County, made: DraftView, last_on: date | None) -> Outlook:
    return outlooks_of(county).of_draft(
        county.people["drafter"],
        made.line.id,
        WantedWindow(first_on=None, last_on=last_on),
        edition=made.line.edition,
    )


def demand(county: County, least: int) -> None:
    """Let the screen want more showings an hour."""
    admin = county.people["admin"]
    screen = next(
        one for one in county.cases.groups.listing(admin) if one.id == BOTH[0]
    )
    form = GroupForm.model_validate(
        screen.form.model_dump() | {"least_showings_per_hour": least}
    )
    county.cases.groups.change(admin, BOTH[0], form)


# REQ-33
def test_a_later_end_tells_the_ends_the_loops_and_the_uncertain_days(
    county: County,
) -> None:
    county.approved(title="一直在放的一件", mandate="long_term")
    made = county.approved()

    told = of_hanging(county, made, date(2027, 1, 8))

    assert told.before is not None
    assert (told.before.last_on, told.after.last_on) == (
        date(2026, 12, 21),
        date(2027, 1, 8),
    )
    screen = next(group for group in told.groups if group.group == BOTH[0])
    kiosk = next(group for group in told.groups if group.group == BOTH[1])
    assert screen.before is not None
    assert screen.after is not None
    assert (screen.before.load.loop_s, screen.after.load.loop_s) == (12, 24)
    assert screen.after.on >= date(2026, 12, 22)
    assert not kiosk.looped
    assert told.provisional == 12
    assert told.voids == 0


def test_an_earlier_end_tells_the_days_that_get_lighter(county: County) -> None:
    made = county.approved(explicit_end_at="2026-12-31T16:00:00Z")
    county.cases.lengthening.lengthen(
        county.people["publisher"],
        made.line.disclosure,
        LaterEnd(last_on=date(2027, 1, 31), groups=BOTH),
        reason="多放几天",
        edition=made.line.edition,
    )
    seen = county.cases.looking.draft(county.people["drafter"], made.line.id)

    told = of_hanging(county, seen, date(2026, 12, 31))

    screen = next(group for group in told.groups if group.looped)
    assert screen.before is not None
    assert screen.after is not None
    assert (screen.before.load.items, screen.after.load.items) == (1, 0)
    assert not screen.falls_below


# REQ-33
def test_a_group_that_would_fall_below_its_least_is_named(county: County) -> None:
    county.approved(mandate="long_term")
    demand(county, 200)
    made = county.approved()

    told = of_hanging(county, made, date(2027, 1, 8))

    below = [group.group for group in told.groups if group.falls_below]
    assert below == [BOTH[0]]


def test_the_same_is_refused_as_by_the_act(county: County) -> None:
    made = county.approved()
    open_end = county.approved(mandate="long_term")

    with pytest.raises(WindowImpossible, match="最早到 2026 年 12 月 21 日"):
        of_hanging(county, made, date(2026, 12, 1))
    with pytest.raises(NotAllowed):
        of_hanging(county, made, date(2027, 1, 8), who="drafter")
    with pytest.raises(WindowStands):
        of_hanging(county, open_end, date(2027, 1, 8))


def test_who_saw_an_older_edition_is_told_so(county: County) -> None:
    made = county.approved()
    county.cases.lengthening.lengthen(
        county.people["publisher"],
        made.line.disclosure,
        LaterEnd(last_on=date(2027, 1, 31), groups=BOTH),
        reason="多放几天",
        edition=made.line.edition,
    )

    with pytest.raises(ContentChanged):
        of_hanging(county, made, date(2027, 1, 8))


# REQ-33
def test_a_draft_tells_what_its_move_voids_and_adds(county: County) -> None:
    made = county.reviewed()

    told = of_draft(county, made, date(2027, 1, 8))

    assert told.voids == 2
    assert told.before is not None
    assert told.before.last_on == date(2026, 12, 21)
    screen = next(group for group in told.groups if group.looped)
    assert screen.before is not None
    assert screen.after is not None
    assert (screen.before.load.items, screen.after.load.items) == (0, 1)


def test_a_draft_without_pages_has_no_loop_and_perhaps_no_window_before(
    county: County,
) -> None:
    made = county.draft(mandate="none")

    told = of_draft(county, made, date(2027, 1, 8))

    assert told.before is None
    assert not any(group.looped for group in told.groups)


def test_an_open_end_has_no_uncertain_days_and_a_far_one_has_many(
    county: County,
) -> None:
    made = county.draft(mandate="long_term")

    free = of_draft(county, made, None)
    far = of_draft(county, made, date(2035, 1, 1))

    assert free.after.last_on is None
    assert free.provisional == 0
    assert far.provisional > 2900


# REQ-30, REQ-33: who signs learns that it is too much before signing.
def test_what_waits_tells_who_signs_that_it_is_too_much_for_one_loop(
    county: County,
) -> None:
    for _ in range(5):
        county.approved()
    tight = _screen_form(county) | {"most_minutes_between": 1}
    county.cases.groups.change(
        county.people["publisher"], BOTH[0], GroupForm.model_validate(tight)
    )
    waiting = county.submitted()
    drafting = county.draft()
    outlooks = outlooks_of(county)

    told = outlooks.of_waiting(county.people["reviewer"], waiting.line.id)

    assert {one.group: one.too_much for one in told} == {BOTH[0]: True, BOTH[1]: False}
    assert outlooks.of_waiting(county.people["drafter"], drafting.line.id) == ()
    with pytest.raises(NotThere):
        outlooks.of_waiting(county.people["reviewer"], "no-such")


def _screen_form(county: County) -> dict[str, object]:
    listed = county.cases.groups.listing(county.people["publisher"])
    [screen] = [one for one in listed if one.id == BOTH[0]]
    return screen.form.model_dump()
