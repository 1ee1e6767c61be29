import pytest

from programme.alert_sound import AlertTimes
from programme.boards import Audience
from publishing.errors import Conflict
from publishing.release.sources import facts_of
from publishing.schedule.groups import GroupForm, GroupView
from publishing.schedule.powering import PowerCutsService
from tests.fakes.desk import County

SCREEN, KIOSK = "qinghe-hall-screen", "qinghe-hall-kiosk"


def _change(county: County, group: str, **changed: object) -> GroupView:
    groups, publisher = county.cases.groups, county.people["publisher"]
    [form] = [one.form for one in groups.listing(publisher) if one.id == group]
    told = GroupForm.model_validate(form.model_dump() | changed)
    return groups.change(publisher, group, told)


def _far(county: County, group: str) -> dict[str, object]:
    groups, publisher = county.cases.groups, county.people["publisher"]
    [form] = [one.form for one in groups.listing(publisher) if one.id == group]
    return form.panel.model_dump() | {"distance_mm": 8000}


def test_a_panel_does_not_change_under_what_hangs_there(county: County) -> None:
    county.approved(title="三季度收支")

    with pytest.raises(Conflict, match="《三季度收支》"):
        _change(county, SCREEN, panel=_far(county, SCREEN))

    assert _change(county, SCREEN, name="大厅新屏").form.name == "大厅新屏"


def test_an_audience_does_not_change_under_what_hangs_there(county: County) -> None:
    county.approved()

    with pytest.raises(Conflict, match="另建一个分组"):
        _change(county, KIOSK, audience=Audience.OWN_STAFF)


def test_a_kiosk_shows_the_same_on_another_panel(county: County) -> None:
    county.approved()

    changed = _change(county, KIOSK, panel=_far(county, KIOSK))

    assert changed.form.panel.distance_mm == 8000


def test_when_all_has_ended_a_group_may_change(county: County) -> None:
    county.approved()
    county.clock.forward(days=60)

    changed = _change(county, SCREEN, panel=_far(county, SCREEN))

    assert changed.form.panel.distance_mm == 8000


def test_hours_do_not_leave_what_hangs_there_unseen(county: County) -> None:
    county.approved(weekdays=(5,))
    monday = [{"weekday": 1, "spans": [{"from_time": "09:00", "to_time": "17:00"}]}]

    with pytest.raises(Conflict, match="服务时间"):
        _change(county, SCREEN, service_hours=monday)

    friday = [monday[0] | {"weekday": 5}]
    assert _change(county, SCREEN, service_hours=friday).form.service_hours


def test_how_notices_are_heard_goes_out_with_the_programme(county: County) -> None:
    quiet = {"from_time": "21:00", "to_time": "07:00"}
    _change(county, SCREEN, alert_sound={"times": "repeated", "quiet": quiet})

    with county.database.reading() as session:
        facts = facts_of(session, SCREEN)
        silent = facts_of(session, KIOSK)

    assert facts is not None
    assert silent is not None
    assert facts.alert_sound is not None
    assert facts.alert_sound.times is AlertTimes.REPEATED
    assert silent.alert_sound is None


def _power(start: str, stop: str, *, cuts_service: bool = False) -> dict[str, object]:
    spans = [{"from_time": start, "to_time": stop}]
    return {
        "on": [{"weekday": weekday, "spans": spans} for weekday in range(1, 8)],
        "resting": "off",
        "cuts_service": cuts_service,
    }


# REQ-30
def test_a_power_schedule_that_cuts_service_is_refused_until_it_is_confirmed(
    county: County,
) -> None:
    with pytest.raises(PowerCutsService, match=r"周一 08:30—17:30 .*也关屏"):
        _change(county, SCREEN, power=_power("10:00", "20:00"))

    kept = _change(county, SCREEN, power=_power("07:00", "20:00"))
    cut = _change(county, SCREEN, power=_power("10:00", "20:00", cuts_service=True))

    assert kept.form.power is not None
    assert cut.form.power is not None
    assert cut.form.power.cuts_service
    assert _change(county, SCREEN, power=None).form.power is None


def test_a_group_says_within_how_many_minutes_what_is_owed_comes(
    county: County,
) -> None:
    assert _change(county, SCREEN, name="大厅新屏").form.most_minutes_between == 10

    assert (
        _change(county, SCREEN, most_minutes_between=5).form.most_minutes_between == 5
    )
