from zoneinfo import ZoneInfo

from publishing.inspection.standings import Standings
from publishing.tables.stages import Stage
from tests.fakes.desk import County


# REQ-9: said at the desk before anybody signs, and not only when it is refused.
def test_a_stage_whose_turn_has_not_come_says_from_when_it_may_follow(
    county: County,
) -> None:
    drafter, staging = county.people["drafter"], county.cases.staging
    standings = Standings(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        mandates=county.services.mandates,
        zone=ZoneInfo(county.services.time_zone),
    )
    made = county.draft(mandate="staged")
    staging.assign(drafter, made.line.id, Stage.BEFORE)
    county.approve_change(made)
    new = county.cases.changing.change(drafter, made.line.disclosure).line.id
    staging.assign(drafter, new, Stage.DURING)

    waits = standings.waits(drafter, new)
    county.clock.forward(days=29)

    assert "“事前”至少要公开 20 个工作日，到 2026 年 12 月 21 日满" in waits
    assert standings.waits(drafter, new) == ""
    assert standings.waits(drafter, made.line.id) == ""
