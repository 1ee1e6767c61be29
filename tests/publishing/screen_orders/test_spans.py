from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from publishing.screen_orders.spans import ordered_stops, silenced
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder
from tests.fakes.desk import County, new_county

GROUP = "qinghe-hall-screen"
DAY = date(2026, 11, 24)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with new_county(tmp_path) as made:
        yield made


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def kept(county: County, session: Session, **changes: object) -> None:
    values: dict[str, object] = {
        "id": "stop-1",
        "kind": OrderKind.STOP,
        "state": OrderState.IN_FORCE,
        "unit_id": "qinghe",
        "groups": [],
        "starts_at": at(24, 1),
        "ends_at": at(24, 4),
        "reason": "全县悼念日",
        "sha256": "a" * 64,
        "signed": {},
        "proposed_by": county.people["publisher"],
        "proposed_at": at(24, 1),
        "settled_by": county.people["approver"],
        "settled_at": at(24, 2),
        "end": None,
    }
    session.add(ScreenOrder(**values | changes))
    session.flush()


def spans(session: Session, group: str = GROUP) -> list[tuple[datetime, datetime]]:
    return [(one.from_at, one.to_at) for one in ordered_stops(session, group, DAY)]


def test_a_stop_counts_from_its_second_signature_until_its_end(county: County) -> None:
    with county.database.session() as session:
        kept(county, session)

        [told] = ordered_stops(session, GROUP, DAY)

    assert (told.from_at, told.to_at) == (at(24, 2), at(24, 4))
    assert told.reason == "全县悼念日"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"state": OrderState.PROPOSED, "settled_at": None}, []),
        ({"state": OrderState.DECLINED}, []),
        ({"groups": ["qinghe-hall-kiosk"]}, []),
        ({"groups": [GROUP]}, [(at(24, 2), at(24, 4))]),
        (
            {"state": OrderState.ENDED, "ended_at": at(24, 3)},
            [(at(24, 2), at(24, 3))],
        ),
        # Local days: midnight in China is 16:00 of the day before.
        (
            {"settled_at": at(22, 1), "ends_at": at(26, 1)},
            [(at(23, 16), at(24, 16))],
        ),
        ({"settled_at": at(22, 1), "ends_at": at(23, 16)}, []),
        ({"kind": OrderKind.OVERRIDE}, []),
    ],
)
def test_only_what_was_in_force_for_the_group_on_that_day_counts(
    county: County,
    changes: dict[str, object],
    found: list[tuple[datetime, datetime]],
) -> None:
    with county.database.session() as session:
        kept(county, session, **changes)

        assert spans(session) == found


def test_a_sealed_reason_is_told_to_nobody_who_counts(county: County) -> None:
    with county.database.session() as session:
        sealed = {"kind": OrderKind.OVERRIDE, "settled_by": None, "reason": "密"}
        kept(county, session, **sealed)

        [told] = silenced(session, GROUP, DAY)

    assert told.reason == ""
