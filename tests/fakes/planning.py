"""Make plans of a few disclosures."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st

from programme.hours import OpenSpan
from programme.legal_clock import Counted
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.window import FixedEnd
from tests.fakes.screens import (
    Sheet,
    Stock,
)

MONDAY_NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def basis_of(
    *sheets: Sheet,
    time_zone: str = "Asia/Shanghai",
    counted: dict[str, Counted] | None = None,
    withdrawn: tuple[str, ...] = (),
) -> PlanBasis:
    return PlanBasis(
        programme=Stock(time_zone=time_zone).programme(),
        items=[sheet.item() for sheet in sheets],
        counted=counted or {},
        withdrawn=withdrawn,
    )


def plan_of(*sheets: Sheet, now: datetime = MONDAY_NOON) -> Plan:
    return make_plan(basis_of(*sheets), now)


INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - UTC is put on below
    datetime(2027, 12, 31),  # noqa: DTZ001 - as above
).map(lambda moment: moment.replace(tzinfo=UTC, microsecond=0))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    start = draw(INSTANTS)
    length = timedelta(minutes=draw(st.integers(1, 60_000)))
    parts = draw(st.sampled_from([(), (OpenSpan(from_time=time(2), to_time=time(3)),)]))
    return Sheet(
        disclosure=draw(st.sampled_from("abcdefgh")),
        pages=tuple(f"{n}".encode() for n in range(draw(st.integers(1, 4)))),
        dwell_s=draw(st.integers(1, 120)),
        starts_at=start,
        end=FixedEnd(at=start + length),
        weekdays=tuple(sorted(draw(st.sets(st.integers(1, 7), min_size=1)))),
        dayparts=parts,
    )
