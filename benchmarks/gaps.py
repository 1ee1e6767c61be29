"""Measure how long a passer-by waits at most for 0, 1, 5, 50 and 500 items to come by.

`python -m benchmarks.gaps [--items 0 1 5 50 500]`: four hours of one group that
promises ten minutes, with disclosures of one to three pages, something new every half
hour and something over after 35 minutes. Said are the longest gap that is promised by
reckoning, the longest one counted in the plan slide by slide, and the longest one that
the page's own script plays in a real browser, without waiting; and what such a plan
costs. Then, over days of service with a break at noon, in how many of them each item
has come whole at least once, promised and counted. With no item the default page has to
stand all the time.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from benchmarks.gap_days import BEGINS_AT, days_counted, days_promised
from demo.programs import browser_command
from media.pages.reading import dwell_s
from programme.fairness import Want, demand_of, fit_of
from programme.gaps import gaps_of, stands
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.turns import turns_s
from programme.window import FixedEnd, OpenEnd
from tests.fakes.screens import HALL, STARTED_AT, Sheet, Stock

_SIZES = (0, 1, 5, 50, 500)
_LENGTH = timedelta(hours=4)
_NEW_EVERY = timedelta(minutes=30)
_OVER_EVERY = timedelta(minutes=35)
_PAGE_FILES = Path(__file__).parents[1] / "signage/page"
_ADDRESS = "http://page.test/"
_PLAY = """async ([plan, from, to]) => {
  const { due, FRESH } = await import("/course.js");
  const last = new Map();
  const gaps = new Map();
  const kinds = new Set();
  let [now, memory, asked] = [from, FRESH, 0];
  const began = performance.now();
  while (now < to) {
    const found = due(plan, now, memory, () => false);
    asked += 1;
    kinds.add(found.show.kind);
    if (found.show.kind === "slide") {
      const { item } = found.show.span.slides[found.show.index];
      const before = last.get(item) ?? from;
      gaps.set(item, Math.max(gaps.get(item) ?? 0, now - before));
      last.set(item, now);
    }
    [now, memory] = [found.show.endsAt, found.memory];
  }
  return [[...gaps], (performance.now() - began) / asked, [...kinds]];
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Be what one size of loop came to."""

    items: int
    loop_s: float
    promised_s: int
    counted_s: float
    dark_s: float
    whole_s: float
    played_s: float
    plan_s: float
    plan_bytes: int
    ask_ms: float
    days_promised: int
    """In so many days of service each has come."""
    days_counted: int


def main() -> None:
    """Measure and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=list(_SIZES))
    asked = parser.parse_args()
    command = browser_command()
    with sync_playwright() as playwright:
        print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} before")
        browser = playwright.chromium.launch(
            executable_path=command[0], args=list(command[1:])
        )
        page = browser.new_page()
        page.route("**/*", _serve)
        page.goto(_ADDRESS)
        for items in asked.items:
            if items:
                _print(_measure(items, page))
            else:
                _print_default(page)
        browser.close()


def _measure(items: int, page: Page) -> Found:
    sheets = list(_sheets(items))
    began = time.monotonic()
    plan = _plan(sheets)
    plan_s = time.monotonic() - began
    standing = list(stands(plan.spans))
    steady = [at for at, one in enumerate(plan.items) if one.disclosure[0] == "d"]
    day = [(BEGINS_AT, BEGINS_AT + _LENGTH)]
    own = [stand for stand in standing if stand.item in set(steady)]
    by_item = {at: [stand for stand in own if stand.item == at] for at in steady}
    gaps = [
        gaps_of(by_item[at], at, day, pages=len(plan.items[at].pages)) for at in steady
    ]
    steady_sheets = [sheet for sheet in sheets if _stays(sheet)]
    body = plan.canonical()
    played, ask_ms, _ = page.evaluate(
        _PLAY, [json.loads(body), _ms(BEGINS_AT), _ms(BEGINS_AT + _LENGTH)]
    )
    longest = dict(played)
    never_ms = _LENGTH / timedelta(milliseconds=1)
    slides = plan.spans[0].slides
    return Found(
        items=items,
        loop_s=sum(slide.dwell_s for slide in slides),
        promised_s=_promised(sheets),
        counted_s=max(one.seen for one in gaps).total_seconds(),
        dark_s=max(one.dark for one in gaps).total_seconds(),
        whole_s=max(one.whole for one in gaps).total_seconds(),
        played_s=max(longest.get(at, never_ms) for at in steady) / 1000,
        plan_s=plan_s,
        plan_bytes=len(body),
        ask_ms=ask_ms,
        days_promised=days_promised(steady_sheets),
        days_counted=days_counted(steady_sheets),
    )


def _print_default(page: Page) -> None:
    """Say what stands while nothing hangs."""
    plan = _plan(())
    _, _, kinds = page.evaluate(
        _PLAY,
        [
            json.loads(plan.canonical()),
            _ms(BEGINS_AT),
            _ms(BEGINS_AT + _LENGTH),
        ],
    )
    print(f"  0 items: the page shows nothing but {', '.join(kinds)} for 4 h")


def _sheets(items: int) -> Iterator[Sheet]:
    """Yield what hangs all day, and what comes and goes."""
    chance = random.Random(items)  # noqa: S311 - the same disclosures each run
    for number in range(items):
        yield _sheet(f"d{number:03}", chance)
    for number in range(int(_LENGTH / _NEW_EVERY) - 1):
        begins_at = BEGINS_AT + _NEW_EVERY * (number + 1)
        ends_at = begins_at + _OVER_EVERY
        yield _sheet(f"n{number:03}", chance, begins_at, ends_at)


def _sheet(
    name: str,
    chance: random.Random,
    starts_at: datetime = STARTED_AT,
    ends_at: datetime | None = None,
) -> Sheet:
    count = chance.choice((1, 1, 2, 3))
    return Sheet(
        disclosure=name,
        pages=tuple(f"{name}{page}".encode() for page in range(count)),
        dwell_s=dwell_s(chance.randint(30, 150), chance.choice((0, 0, 8))),
        starts_at=starts_at,
        end=FixedEnd(at=ends_at) if ends_at else OpenEnd(),
    )


def _plan(sheets: Sequence[Sheet]) -> Plan:
    programme = Stock().programme()
    items = [sheet.item() for sheet in sheets]
    basis = PlanBasis(programme=programme, items=items, counted={}, withdrawn=())
    return make_plan(basis, BEGINS_AT, _LENGTH)


def _promised(sheets: Sequence[Sheet]) -> int:
    """Return the longest round of the day: all that hangs, and the longest that come.

    Something new comes before what is over has gone, so two of those hang at once.
    """
    turns = [turns_s((sheet.dwell_s,) * len(sheet.pages)) for sheet in sheets]
    steady = [own for own, sheet in zip(turns, sheets, strict=True) if _stays(sheet)]
    coming = [
        own for own, sheet in zip(turns, sheets, strict=True) if not _stays(sheet)
    ]
    pairs = zip(coming, [*coming[1:], ()], strict=True)
    demand = demand_of(10, HALL.hours, 1)
    return max(
        fit_of(
            [Want(turns_s=own, owed=True) for own in (*steady, *pair)], demand
        ).round_s
        for pair in pairs
    )


def _stays(sheet: Sheet) -> bool:
    return isinstance(sheet.end, OpenEnd)


def _serve(route: Route) -> None:
    name = route.request.url.removeprefix(_ADDRESS)
    body = (_PAGE_FILES / name).read_text("utf-8") if name else "<!doctype html>"
    route.fulfill(body=body, content_type="text/javascript" if name else "text/html")


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _print(found: Found) -> None:
    print(
        f"{found.items:>3} items, one round of all {found.loop_s:.0f} s: longest gap "
        f"promised {found.promised_s} s, counted {found.counted_s:.0f} s "
        f"(nothing of it {found.dark_s:.0f} s, the same page {found.whole_s:.0f} s), "
        f"played {found.played_s:.0f} s; plan of 4 h in {found.plan_s:.2f} s, "
        f"{found.plan_bytes / 1e6:.2f} MB; the page asks in {found.ask_ms:.2f} ms; "
        f"each whole at least once in {found.days_promised} days of service promised, "
        f"{found.days_counted} counted"
    )


if __name__ == "__main__":
    main()
