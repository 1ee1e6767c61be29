from datetime import date, timedelta
from typing import Any

import pytest

from programme.boards import Audience, DisplayKind
from programme.override import Stop, StopCause
from publishing.errors import Conflict, NotAllowed, Refused, SamePerson, StateForbids
from publishing.release.orders import orders_for
from publishing.release.others import people_of
from publishing.schedule.groups import NewGroup
from publishing.screen_orders.spans import ordered_stops
from publishing.tables.screen_orders import OrderState
from tests.fakes.alerts import SCREEN, stop_form, stopped
from tests.fakes.desk import County
from tests.fakes.hall_data import HOURS, SCREEN as PANEL

DAY = date(2026, 11, 23)


def carried(county: County, group: str = SCREEN) -> list[Stop]:
    key = county.services.approval_key
    people = people_of(approval=key, time=key)
    with county.database.reading() as session:
        found, refused = orders_for(session, group, people, county.clock.now())
    assert refused == ()
    return list(found.stops)


def test_two_people_send_every_screen_to_the_default_page(county: County) -> None:
    county.told.clear()

    shown = stopped(county)

    [stop] = carried(county)
    assert (stop.cause, stop.grey) == (StopCause.MOURNING, True)
    assert county.told[-1] == frozenset({SCREEN, "qinghe-hall-kiosk"})
    assert shown.reason == "全县悼念"
    with county.database.reading() as session:
        [told] = ordered_stops(session, SCREEN, DAY)
    assert told.from_at == county.clock.now()


def test_a_unit_sends_its_own_screens_alone_to_the_default_page(
    county: County,
) -> None:
    people, group = county.people, "qinghe-liuwu-screen"
    screen = NewGroup(
        id=group,
        name="柳坞村屏",
        unit="qinghe-liuwu",
        display_kind=DisplayKind.SCREEN,
        audience=Audience.EVERYONE,
        panel=PANEL,
        service_hours=HOURS,
    )
    county.cases.groups.create(people["admin"], screen)

    stopped(county, unit="qinghe-liuwu", cause=StopCause.SECURITY, grey=False)

    assert carried(county) == []
    assert [one.groups for one in carried(county, group)] == [(group,)]


def test_a_stop_may_close_the_business_query_as_well(county: County) -> None:
    form = stop_form(county, whole_kiosk=True)
    made = county.cases.stops.propose(county.people["publisher"], form)

    county.cases.stops.countersign(
        county.people["approver"], made.id, sha256=made.sha256
    )

    assert [one.whole_kiosk for one in carried(county)] == [True]


def test_screens_come_back_by_themselves(county: County) -> None:
    stopped(county)

    county.clock.forward(hours=12)

    assert carried(county) == []


def test_the_same_person_does_not_sign_twice(county: County) -> None:
    approver = county.people["approver"]
    made = county.cases.stops.propose(approver, stop_form(county))

    with pytest.raises(SamePerson):
        county.cases.stops.countersign(approver, made.id, sha256=made.sha256)


def test_two_people_end_it_early(county: County) -> None:
    shown = stopped(county)
    stops, publisher = county.cases.stops, county.people["publisher"]
    with pytest.raises(StateForbids):
        stops.confirm_end(county.people["approver"], shown.id)
    asked = stops.ask_end(publisher, shown.id, reason="已经查清")
    with pytest.raises(Conflict):
        stops.ask_end(publisher, shown.id, reason="再申请")
    with pytest.raises(SamePerson):
        stops.confirm_end(publisher, shown.id)
    county.clock.forward(hours=1)

    ended = stops.confirm_end(county.people["approver"], shown.id)

    assert asked.end_waits
    assert ended.state is OrderState.ENDED
    assert carried(county) == []
    with county.database.reading() as session:
        [told] = ordered_stops(session, SCREEN, DAY)
    assert told.to_at - told.from_at == timedelta(hours=1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"cause": StopCause.SECURITY}, "grey_not_mourning"),
        ({"hours": -1}, "order_span"),
        ({"hours": 24 * 8}, "order_span"),
        ({"reason": " "}, "reason_missing"),
    ],
)
def test_a_stop_has_a_cause_and_a_near_end(
    county: County, changed: dict[str, Any], code: str
) -> None:
    hours = changed.pop("hours", 12)
    ends_at = county.clock.now() + timedelta(hours=hours)

    with pytest.raises(Refused) as refused:
        county.cases.stops.propose(
            county.people["publisher"], stop_form(county, ends_at=ends_at, **changed)
        )

    assert refused.value.code == code


def test_who_holds_no_office_orders_nothing(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.stops.propose(county.people["admin"], stop_form(county))


def test_a_stop_that_is_over_is_not_ended_again(county: County) -> None:
    shown = stopped(county)
    county.clock.forward(hours=13)

    with pytest.raises(StateForbids):
        county.cases.stops.ask_end(county.people["approver"], shown.id, reason="恢复")


def test_a_declined_stop_holds_nowhere(county: County) -> None:
    made = county.cases.stops.propose(county.people["publisher"], stop_form(county))

    county.cases.stops.decline(county.people["approver"], made.id, reason="不用")

    assert carried(county) == []
    assert not county.cases.stops.listing(county.people["approver"])[0].open
