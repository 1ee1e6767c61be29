import pytest

from programme.boards import Audience
from publishing.errors import Conflict
from publishing.schedule.groups import GroupForm, GroupView
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
