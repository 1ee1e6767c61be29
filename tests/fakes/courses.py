"""Make the plans of `tests/vectors/course.json`; `python -m tests.fakes.courses` does.

The file pins what Python plays and what the screen page plays, second by second.
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from programme.gaps import stands
from programme.hours import DayHours, OpenSpan
from programme.override import Override, Stop, StopCause
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.power import PowerSchedule, Resting
from programme.window import FixedEnd
from tests.fakes.screens import Sheet, Stock

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
_LENGTH = timedelta(minutes=40)


def _plan(
    sheets: tuple[Sheet, ...],
    now: datetime = NOON,
    time_zone: str = "Asia/Shanghai",
    **changed: Any,  # noqa: ANN401 - fields of a programme
) -> Plan:
    programme = Stock(time_zone=time_zone).programme().model_copy(update=changed)
    items = [sheet.item() for sheet in sheets]
    basis = PlanBasis(programme=programme, items=items, counted={}, withdrawn=())
    return make_plan(basis, now, _LENGTH)


def _sheet(name: str, pages: int = 1, dwell_s: int = 20, **fields: Any) -> Sheet:  # noqa: ANN401 - fields of a sheet
    texts = tuple(f"{name}{page}".encode() for page in range(pages))
    return Sheet(disclosure=name, pages=texts, dwell_s=dwell_s, **fields)


def _daily(start: time, stop: time) -> tuple[DayHours, ...]:
    spans = (OpenSpan(from_time=start, to_time=stop),)
    return tuple(DayHours(weekday=day, spans=spans) for day in range(1, 8))


def course_plans() -> dict[str, Plan]:
    """Return the plans by what they are about."""
    three = (_sheet("a"), _sheet("b", 3), _sheet("c", 2, 35))
    midnight: dict[str, Any] = {
        "starts_at": datetime(2026, 1, 1, tzinfo=UTC),
        "published_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    notice = Override(
        id="qinghe-override-1",
        level="red",
        headline="暴雨红色预警",
        place="云溪镇",
        acts=("到高处去",),
        issuer="清禾县防汛指挥部",
        starts_at=NOON + timedelta(seconds=310),
        ends_at=NOON + timedelta(seconds=700),
        approvals=(),
    )
    stop = Stop(
        id="qinghe-stop-1",
        cause=StopCause.SAFETY,
        groups=(),
        grey=False,
        starts_at=NOON + timedelta(seconds=600),
        ends_at=NOON + timedelta(seconds=1200),
        approvals=(),
    )
    many = tuple(_sheet(f"m{number:03}", 1, 12) for number in range(500))
    return {
        "no item": _plan(()),
        "one item of one page": _plan(three[:1]),
        "several items": _plan(three),
        "items come and go": _plan(
            (
                *three,
                _sheet("d", 2, 25, starts_at=NOON + timedelta(seconds=125)),
                _sheet("e", 1, 30, starts_at=NOON + timedelta(seconds=131)),
                replace(three[0], disclosure="f", end=FixedEnd(at=NOON + _LENGTH / 3)),
            ),
            most_minutes_between=4,
        ),
        "an emergency": _plan(three, override=notice),
        "a stop during an emergency": _plan(three, override=notice, stops=(stop,)),
        "the panel goes off": _plan(
            three,
            service_hours=(),
            power=PowerSchedule(on=_daily(time(7), time(12, 15)), resting=Resting.OFF),
        ),
        "leap day begins": _plan(
            tuple(replace(sheet, **midnight) for sheet in three),
            datetime(2028, 2, 28, 15, 45, tzinfo=UTC),
        ),
        "summer time begins": _plan(
            (
                *(replace(sheet, **midnight) for sheet in three),
                replace(
                    _sheet("night"),
                    **midnight,
                    dayparts=(OpenSpan(from_time=time(2, 30), to_time=time(3, 10)),),
                ),
            ),
            datetime(2026, 3, 8, 6, 45, tzinfo=UTC),
            "America/New_York",
        ),
        "five hundred items": _plan(many),
    }


def busy_plans() -> list[Plan]:
    """Return the plans of ten minutes in which something new comes all the time.

    Three old items of 20 s, and a new one every 40 s that hangs for two minutes, in a
    group that promises four.
    """
    sheets = [_sheet(f"old{number}") for number in range(3)]
    plans = [_plan(tuple(sheets), most_minutes_between=4)]
    for number in range(1, 16):
        now = NOON + timedelta(seconds=40 * number)
        end = FixedEnd(at=now + timedelta(minutes=2))
        sheets.append(_sheet(f"new{number:02}", starts_at=now, end=end))
        plans.append(_plan(tuple(sheets), now, most_minutes_between=4))
    return plans


def courses() -> dict[str, Any]:
    """Return every plan with what stands when: milliseconds, item, page."""
    return {
        name: {
            "plan": json.loads(plan.canonical()),
            "stands": [
                [_ms(one.from_at), _ms(one.to_at), one.item, one.page]
                for one in stands(plan.spans)
            ],
        }
        for name, plan in course_plans().items()
        if name != "five hundred items"
    }


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


if __name__ == "__main__":
    json.dump(courses(), sys.stdout, ensure_ascii=False, indent=None, sort_keys=True)
