from datetime import timedelta
from typing import Any

import pytest

from programme.override import Override
from programme.override_verdict import NO_ORDERS, standing_orders
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    PublishingError,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.oversight.journal import page
from publishing.release.orders import orders_for
from publishing.release.others import people_of
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.tables.screen_orders import OrderState, ScreenOrder
from tests.fakes.alerts import SCREEN, alert_form, alerted
from tests.fakes.desk import County


def carried(county: County, group: str = SCREEN) -> tuple[Override, ...]:
    """Return what a device of a group would show, judged as a device judges."""
    key = county.services.approval_key
    people = people_of(approval=key, time=key)
    now = county.clock.now()
    with county.database.reading() as session:
        named, refused = orders_for(session, group, people, now)
    assert refused == ()
    found = standing_orders(named, NO_ORDERS, group=group, people=people, now=now)
    assert found.refused == ()
    return found.overrides


def acts(county: County) -> list[str]:
    with county.database.reading() as session:
        return [one.act for one in page(session, limit=5)]


def test_two_people_bring_a_notice_to_every_screen_at_once(county: County) -> None:
    """REQ-75: it is on the journal, and REQ-12: nobody signs twice."""
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())
    waiting = carried(county)
    county.told.clear()

    shown = county.cases.overrides.countersign(
        county.people["approver"], made.id, sha256=made.sha256
    )

    assert waiting == ()
    assert [one.headline for one in carried(county)] == ["暴雨橙色预警"]
    assert carried(county, "qinghe-hall-kiosk")[0].issuer == "清禾县气象台"
    assert county.told == [frozenset({SCREEN, "qinghe-hall-kiosk"})]
    assert (shown.state, shown.open) == (OrderState.IN_FORCE, True)
    assert acts(county)[:2] == ["override.in_force", "override.proposed"]


def test_it_is_over_by_itself(county: County) -> None:
    alerted(county, minutes=60)

    county.clock.forward(minutes=60)

    assert carried(county) == ()
    assert not county.cases.overrides.listing(county.people["approver"])[0].open


def test_who_proposed_does_not_countersign_under_another_account(
    county: County,
) -> None:
    second = county.join("second", Held(unit="qinghe", office=Office.APPROVER))
    county.cases.identities.keep(
        county.people["admin"],
        second,
        work_number="",
        telephone="",
        same_as=county.people["publisher"],
    )
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())

    for who in (county.people["publisher"], second):
        with pytest.raises(SamePerson):
            county.cases.overrides.countersign(who, made.id, sha256=made.sha256)

    assert carried(county) == ()


def test_one_of_two_is_an_approver(county: County) -> None:
    made = county.cases.overrides.propose(county.people["drafter"], alert_form())

    with pytest.raises(NotAllowed):
        county.cases.overrides.countersign(
            county.people["reviewer"], made.id, sha256=made.sha256
        )


@pytest.mark.parametrize("minutes", [30, 600])
def test_a_proposal_that_waited_too_long_is_not_signed(
    county: County, minutes: int
) -> None:
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())
    county.clock.forward(minutes=minutes)

    with pytest.raises(StateForbids):
        county.cases.overrides.countersign(
            county.people["approver"], made.id, sha256=made.sha256
        )


def test_a_proposal_from_before_lapses_after_half_an_hour(county: County) -> None:
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())
    with county.database.session() as session:
        session.get_one(ScreenOrder, made.id).lapses_at = None
    county.clock.forward(minutes=29)
    waits = county.cases.overrides.listing(county.people["approver"])[0].open

    county.clock.forward(minutes=1)

    assert waits
    assert not county.cases.overrides.listing(county.people["approver"])[0].open


def test_what_was_seen_is_what_is_signed(county: County) -> None:
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())

    with pytest.raises(ContentChanged):
        county.cases.overrides.countersign(
            county.people["approver"], made.id, sha256="0" * 64
        )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"minutes": 0}, "order_span"),
        ({"minutes": -5}, "order_span"),
        ({"minutes": 24 * 60 + 1}, "order_span"),
        ({"minutes": 10**12}, "order_span"),
        ({"hazard": "party"}, "hazard_unknown"),
        ({"authority": "health"}, "authority_may_not"),
        ({"place": "<script>alert(1)</script>"}, "alert_words"),
        ({"place": "扫码了解更多。"}, "alert_words"),
        ({"headline": "本县暴雨橙色预警信号正式发布"}, "alert_words"),
    ],
)
def test_a_notice_says_nothing_but_what_saves_lives(
    county: County, changed: dict[str, Any], code: str
) -> None:
    """REQ-36: short, plain, by whoever may issue it, and not for longer than a day."""
    with pytest.raises(Refused) as refused:
        county.cases.overrides.propose(
            county.people["publisher"], alert_form(**changed)
        )

    assert refused.value.code == code


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "qinghe"},
        {"unit": "qinghe-liuwu", "groups": (SCREEN,)},
        {"unit": "qinghe-nowhere"},
    ],
)
def test_nobody_orders_screens_outside_their_unit(
    county: County, changed: dict[str, Any]
) -> None:
    held = Held(unit="qinghe-liuwu", office=Office.APPROVER)
    villager = county.join("villager", held)
    with pytest.raises(PublishingError) as refused:
        county.cases.overrides.propose(villager, alert_form(**changed))

    assert refused.value.code in {"not_allowed", "not_there", "no_groups"}


def test_a_notice_for_one_group_shows_there_alone(county: County) -> None:
    alerted(county, groups=(SCREEN,))

    assert len(carried(county)) == 1
    assert carried(county, "qinghe-hall-kiosk") == ()


def test_one_approver_alone_issues_it_with_a_sealed_reason(county: County) -> None:
    county.cases.overrides.issue_alone(
        county.people["approver"], alert_form(), reason="另一位在路上，水已经进村"
    )
    [notice] = carried(county)
    [listed] = county.cases.overrides.listing(county.people["reviewer"])

    assert notice.sealed_reason is not None
    assert len(notice.approvals) == 1
    assert listed.reason == ""
    assert "水已经进村" not in str(listed)
    with pytest.raises(NotAllowed):
        county.cases.overrides.issue_alone(
            county.people["publisher"], alert_form(), reason="我一个人在"
        )


def test_an_approver_ends_it_early_and_devices_are_told(county: County) -> None:
    shown = alerted(county)
    with pytest.raises(NotAllowed):
        county.cases.overrides.end(
            county.people["publisher"], shown.id, reason="雨停了"
        )
    county.told.clear()

    ended = county.cases.overrides.end(
        county.people["approver"], shown.id, reason="雨停了"
    )

    assert (ended.state, ended.open) == (OrderState.ENDED, False)
    assert carried(county) == ()
    assert county.told == [frozenset({SCREEN, "qinghe-hall-kiosk"})]
    with pytest.raises(StateForbids):
        county.cases.overrides.end(county.people["approver"], shown.id, reason="再来")


def test_the_same_notice_anew_takes_the_place_of_the_older_one(county: County) -> None:
    first = alerted(county)
    county.clock.forward(hours=5)

    second = alerted(county)

    assert [one.id for one in carried(county)] == [second.id]
    assert carried(county)[0].ends_at == county.clock.now() + timedelta(hours=6)
    states = {
        one.id: one.state
        for one in county.cases.overrides.listing(county.people["approver"])
    }
    assert states[first.id] is OrderState.ENDED


def test_a_drill_beside_a_true_notice_takes_nobodys_place(county: County) -> None:
    alerted(county)
    alerted(county, drill=True)

    assert [one.drill for one in carried(county)] == [False, True]


def test_a_declined_notice_is_settled(county: County) -> None:
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())
    county.cases.overrides.decline(
        county.people["approver"], made.id, reason="不是本县"
    )

    with pytest.raises(StateForbids):
        county.cases.overrides.countersign(
            county.people["approver"], made.id, sha256=made.sha256
        )
