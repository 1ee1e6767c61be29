"""Count in how many days of service each item has come whole at least once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from programme.fairness import Want, demand_of, fit_of
from programme.gaps import Stand, stands
from programme.hours import spans_on
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.turns import turns_from, turns_s
from programme.window import local_instant
from tests.fakes.screens import HALL, Sheet, Stock

BEGINS_AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Monday, 8:30 in China: service begins."""
_DAY = timedelta(days=1)
_SERVED_DAYS = 5
"""Monday to Friday: so many days are counted."""


def days_promised(sheets: Sequence[Sheet]) -> int:
    """Return in how many days of service each item has come, by reckoning."""
    demand = demand_of(10, HALL.hours, 1)
    wants = [
        Want(turns_s=turns_s((sheet.dwell_s,) * len(sheet.pages)), owed=True)
        for sheet in sheets
    ]
    return fit_of(wants, demand).days


def days_counted(sheets: Sequence[Sheet]) -> int:
    """Return in how many days of service each item has stood whole, as played."""
    programme = Stock().programme()
    basis = PlanBasis(
        programme=programme,
        items=[sheet.item() for sheet in sheets],
        counted={},
        withdrawn=(),
    )
    plan = make_plan(basis, BEGINS_AT, _DAY * _SERVED_DAYS)
    first_on = BEGINS_AT.astimezone(basis.zone).date()
    came: dict[int, list[int]] = {at: [] for at in range(len(plan.items))}
    standing = list(stands(plan.spans))
    for number in range(_SERVED_DAYS):
        for item in _whole(standing, plan, first_on + _DAY * number, basis, sheets):
            came[item].append(number)
    return max(_longest_run(days) for days in came.values())


def _whole(
    standing: Sequence[Stand],
    plan: Plan,
    on: date,
    basis: PlanBasis,
    sheets: Sequence[Sheet],
) -> set[int]:
    """Return the items of which a turn stood whole within the service of a day."""
    dwells = {sheet.disclosure: (sheet.dwell_s,) * len(sheet.pages) for sheet in sheets}
    found = set()
    for span in spans_on(basis.programme.service_hours, on.isoweekday()):
        from_at, to_at = (
            local_instant(on, at, basis.zone) for at in (span.from_time, span.to_time)
        )
        run: list[Stand] = []
        for stand in standing:
            if not from_at <= stand.from_at < stand.to_at <= to_at:
                run = []
                continue
            follows = run and (run[-1].item, run[-1].page + 1) == (
                stand.item,
                stand.page,
            )
            run = [*run, stand] if follows else [stand]
            own = dwells[plan.items[stand.item].disclosure]
            lasts = sum((one.to_at - one.from_at).total_seconds() for one in run)
            first, after = run[0].page, stand.page + 1
            turn = (first, after)
            if turn in turns_from(own) and lasts == sum(own[first:after]):
                found.add(stand.item)
    return found


def _longest_run(days: Sequence[int]) -> int:
    """Return how many days a run needs so that each run of them holds one of these."""
    edges = [-1, *days, _SERVED_DAYS]
    return max(after - before for before, after in pairwise(edges))
