from datetime import date
from zoneinfo import ZoneInfo

import pytest

from publishing.coverage.causes import Causes, Stop, causes_of
from publishing.coverage.causing import CauseForm
from publishing.schedule.groups import GroupForm
from publishing.tables.coverage import ShortCause
from tests.fakes.day_sums import enrolled, morning_after
from tests.fakes.desk import County

SCREEN = "qinghe-hall-screen"
MONDAY, TUESDAY, SUNDAY = (date(2026, 11, day) for day in (23, 24, 29))


def _causes(county: County) -> Causes:
    with county.database.reading() as session:
        zone = ZoneInfo("Asia/Shanghai")
        found = causes_of(session, [SCREEN], since=MONDAY, zone=zone)
        return Causes(told=found.told, stops=found.stops, saving=found.saving)


# REQ-70
def test_a_panel_that_rests_in_service_by_a_confirmed_plan_saves_power(
    county: County,
) -> None:
    groups, by = county.cases.groups, county.people["publisher"]
    [view] = [one for one in groups.listing(by) if one.id == SCREEN]
    spans = [{"from_time": "10:00", "to_time": "20:00"}]
    power = {
        "on": [{"weekday": weekday, "spans": spans} for weekday in range(1, 8)],
        "resting": "off",
        "cuts_service": True,
    }
    form = GroupForm.model_validate(view.form.model_dump() | {"power": power})
    before = _causes(county).why(SCREEN, MONDAY, exposures=3)

    groups.change(by, SCREEN, form)

    causes = _causes(county)
    assert before.cause is ShortCause.UNKNOWN
    saved = causes.why(SCREEN, MONDAY, exposures=3)
    assert (saved.cause, saved.confirmed) == (ShortCause.POWER_SAVING, False)
    assert causes.why(SCREEN, SUNDAY, exposures=3).cause is ShortCause.UNKNOWN


# REQ-70
@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (ShortCause.POWER_CUT, "停电"),
        (ShortCause.POWER_SAVING, "节电关屏"),
        (ShortCause.ORDERED_STOP, "奉命停播"),
        (ShortCause.REPAIR, "终端检修"),
        (ShortCause.UNKNOWN, "原因还不清楚"),
    ],
)
def test_every_cause_that_staff_record_is_spoken_on_the_board(
    county: County, cause: ShortCause, told: str
) -> None:
    enrolled(county)
    county.approved()
    morning_after(county, TUESDAY)
    by = county.people["publisher"]
    form = CauseForm(cause=cause, unit="qinghe", from_on=TUESDAY, last_on=TUESDAY)

    county.cases.short_causes.record(by, form)

    [row] = county.cases.coverage_board.table(by).rows
    [short] = row.short
    assert (short.why.cause, short.why.confirmed) == (cause, True)
    assert short.words == f"11 月 24 日{told}，放 0 次，要 30 次。"


@pytest.mark.parametrize(
    ("causes", "exposures", "told"),
    [
        (Causes(told=()), 0, "可能是停电"),
        (Causes(told=()), 9, "原因还不清楚"),
        (Causes(told=(), without_device=frozenset({SCREEN})), 9, "可能是终端检修"),
        (Causes(told=(), saving=frozenset({(SCREEN, 1)})), 9, "可能是节电关屏"),
        (
            Causes(
                told=(),
                without_device=frozenset({SCREEN}),
                stops=(Stop(groups=frozenset(), from_on=MONDAY, last_on=MONDAY),),
            ),
            0,
            "奉命停播",
        ),
    ],
)
def test_a_cause_that_nobody_recorded_is_told_as_far_as_it_is_seen(
    causes: Causes, exposures: int, told: str
) -> None:
    assert causes.why(SCREEN, MONDAY, exposures=exposures).told == told
