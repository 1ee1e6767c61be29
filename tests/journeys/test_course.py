"""The page's own script, in a browser without any page: it plays what Python plays."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route, async_playwright

from programme.gaps import stands
from programme.plan import Plan
from tests.fakes.chromium import FLAGS, chromium_path
from tests.fakes.courses import busy_plans, course_plans

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

ROOT = Path(__file__).parents[2]
VECTORS: dict[str, Any] = json.loads(
    (ROOT / "tests/vectors/course.json").read_text("utf-8")
)
ADDRESS = "http://page.test/"

# Plays a plan without waiting: the next instant is the end of what stands.
PLAY = """async ([plan, from, to]) => {
  const { due, FRESH } = await import("/course.js");
  const played = [];
  let [now, memory] = [from, FRESH];
  while (now < to) {
    const found = due(plan, now, memory, () => false);
    const { show } = found;
    const slide = show.kind === "slide" ? show.span.slides[show.index] : null;
    const endsAt = Math.min(show.endsAt, to);
    if (slide) played.push([now, endsAt, slide.item, slide.page]);
    else played.push([now, endsAt, show.kind]);
    [now, memory] = [show.endsAt, found.memory];
  }
  return played;
}"""

# Learns of the plan with something new late, again and again, and plays on.
LATE = """async ([plans, from, late]) => {
  const { due, FRESH } = await import("/course.js");
  const begins = [];
  let [now, memory, at] = [from, FRESH, 0];
  while (now < from + 900_000) {
    const learned = plans.filter((one) => Date.parse(one.made_at) + late <= now);
    const plan = learned[learned.length - 1] ?? plans[0];
    const found = due(plan, now, memory, () => false);
    const { show } = found;
    if (show.kind === "slide") {
      begins.push([plan.items[show.span.slides[show.index].item].disclosure, now]);
    }
    [now, memory] = [show.endsAt, found.memory];
  }
  return begins;
}"""

# The clock is set: what stands then ends when, and what is it?
JUMP = """async ([plan, instants]) => {
  const { due, FRESH } = await import("/course.js");
  let memory = FRESH;
  return instants.map((now) => {
    const found = due(plan, now, memory, () => false);
    memory = found.memory;
    const slide = found.show.span.slides[found.show.index];
    return [found.show.endsAt, slide.item, slide.page];
  });
}"""

# Plays on a display that is switched on then and learns of each plan so late.
TWO = """async ([plans, from, to, late]) => {
  const { due, FRESH } = await import("/course.js");
  const played = [];
  let [now, memory] = [from, FRESH];
  while (now < to) {
    const learned = plans.filter((one) => Date.parse(one.made_at) + late <= now);
    const plan = learned[learned.length - 1] ?? plans[0];
    const { show, memory: kept } = due(plan, now, memory, () => false);
    const slide = show.kind === "slide" ? show.span.slides[show.index] : null;
    const name = slide && `${plan.items[slide.item].disclosure} ${slide.page}`;
    const next = plans.map((one) => Date.parse(one.made_at) + late);
    const news = next.filter((at) => at > now);
    // A slide that stands is finished before news is heard of; nothing else is.
    const endsAt = slide ? show.endsAt : Math.min(show.endsAt, ...news);
    played.push([now, endsAt, name ?? show.kind]);
    [now, memory] = [endsAt, kept];
  }
  return played;
}"""

# How long one question takes, of many.
TIME = """async ([plan, count]) => {
  const { due, FRESH } = await import("/course.js");
  let [now, memory] = [Date.parse(plan.made_at), FRESH];
  const began = performance.now();
  for (let asked = 0; asked < count; asked += 1) {
    const found = due(plan, now, memory, () => false);
    [now, memory] = [found.show.endsAt, found.memory];
  }
  return (performance.now() - began) / count;
}"""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async def file(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        path = ROOT / "signage/page" / name
        body = path.read_text("utf-8") if name else "<!doctype html>"
        kind = "text/javascript" if name else "text/html"
        await route.fulfill(body=body, content_type=kind)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=list(FLAGS)
        )
        page = await browser.new_page()
        await page.route("**/*", file)
        await page.goto(ADDRESS)
        yield page
        await browser.close()


# REQ-30, F31
async def test_the_page_plays_every_plan_to_the_millisecond_whenever_it_was_opened(
    page: Page,
) -> None:
    for name, vector in VECTORS.items():
        plan, standing = vector["plan"], vector["stands"]
        from_ms, to_ms = span_of(plan)
        for begin in (from_ms, from_ms + 333_000, from_ms + 777_000):
            played = slides(await page.evaluate(PLAY, [plan, begin, to_ms]))
            # What stands when the page is opened it shows from then on.
            after = [one for one in standing if one[0] > played[0][0]] if played else []
            assert played[1:] == after[-len(played) + 1 :], name
            assert len(after) - len(played) <= 1, name


# REQ-30: the promise holds on a page that learns of everything too late, too.
async def test_a_page_that_learns_late_of_much_that_is_new_keeps_no_old_item_away(
    page: Page,
) -> None:
    plans = busy_plans()
    for late_ms in (0, 4_000, 37_000):
        begins = await page.evaluate(
            LATE,
            [[json.loads(plan.canonical()) for plan in plans], ms(plans[0]), late_ms],
        )
        for old in ("old0", "old1", "old2"):
            times = [at for name, at in begins if name == old]
            longest = max(two - one for one, two in pairwise(times))
            assert longest <= 4 * 60_000, (old, late_ms, longest)
        new = {name for name, _ in begins if name.startswith("new")}
        assert len(new) == len(plans) - 1


async def test_a_clock_that_is_set_either_way_finds_the_slide_of_that_instant(
    page: Page,
) -> None:
    vector = VECTORS["items come and go"]
    plan, standing = vector["plan"], vector["stands"]
    from_ms, _ = span_of(plan)
    jumps = [from_ms + second * 1000 for second in (5, 1500, 20, 2000, 777, 130, 1900)]

    found = await page.evaluate(JUMP, [plan, jumps])

    ends = {(one[1], one[2], one[3]) for one in standing}
    assert [tuple(one) for one in found if tuple(one) not in ends] == []


# REQ-30, F31: while it plays through midnight into 29 February.
async def test_a_clock_that_is_set_over_the_leap_day_and_back_finds_its_slide(
    page: Page,
) -> None:
    vector = VECTORS["leap day begins"]
    plan, standing = vector["plan"], vector["stands"]
    from_ms, _ = span_of(plan)
    midnight = ms_of(datetime(2028, 2, 28, 16, tzinfo=UTC))
    jumps = [midnight + 1000 * second for second in (-600, 900, -5, 5, 700, -700, 0)]
    assert from_ms < min(jumps)

    found = await page.evaluate(JUMP, [plan, jumps])

    for now, told in zip(jumps, found, strict=True):
        [place] = [
            place for place, one in enumerate(standing) if one[0] <= now < one[1]
        ]
        begins, ends, *_ = standing[place]
        # What would stand for less than half its time is left out for the next.
        late = begins < now and 2 * (ends - now) < ends - begins
        assert told == standing[place + late][1:]


# REQ-30: a loop of none, of one and of five hundred.
async def test_a_loop_of_five_hundred_is_played_as_it_was_reckoned_and_none_rests(
    page: Page,
) -> None:
    many, none = (course_plans()[name] for name in ("five hundred items", "no item"))

    played, rests = [
        await page.evaluate(
            PLAY, [json.loads(plan.canonical()), ms(plan), ms(plan) + 1_200_000]
        )
        for plan in (many, none)
    ]

    reckoned = [
        [ms_of(one.from_at), ms_of(one.to_at), one.item, one.page]
        for one in stands(many.spans)
        if ms_of(one.to_at) <= ms(many) + 1_200_000
    ]
    assert slides(played)[: len(reckoned)] == reckoned
    assert len({one[2] for one in reckoned}) == len(reckoned) == 100
    assert {one[2] for one in rests} == {"default"}


# REQ-30: the same page at the same instant, also across a change of the programme.
@pytest.mark.parametrize(("early_ms", "late_ms"), [(0, 0), (1_000, 17_000)])
async def test_two_screens_show_the_same_page_at_the_same_instant_across_changes(
    page: Page, early_ms: int, late_ms: int
) -> None:
    first, *later = busy_plans()
    plans = [json.loads(plan.canonical()) for plan in (first, later[4])]
    changed_at = ms(later[4])
    to_ms = ms(first) + 900_000

    one, other = [
        await page.evaluate(TWO, [plans, ms(first) + started, to_ms, late])
        for started, late in ((0, early_ms), (111_000, late_ms))
    ]

    for at in range(ms(first) + 120_000, to_ms, 500):
        # Who learns of it later shows what is new once out of turn, and is back then.
        if late_ms == early_ms or not changed_at <= at < changed_at + 120_000:
            assert standing_at(one, at) == standing_at(other, at), at
    assert any(name.startswith("new05") for *_, name in one)


async def test_five_hundred_items_are_found_in_no_time(page: Page) -> None:
    plan = course_plans()["five hundred items"]

    took_ms = await page.evaluate(TIME, [json.loads(plan.canonical()), 200])

    assert took_ms < 20


def slides(played: list[list[Any]]) -> list[list[Any]]:
    return [one for one in played if len(one) == 4]


def span_of(plan: dict[str, Any]) -> tuple[int, int]:
    begins = datetime.fromisoformat(plan["spans"][0]["from_at"])
    ends = datetime.fromisoformat(plan["spans"][-1]["to_at"])
    return round(begins.timestamp() * 1000), round(ends.timestamp() * 1000)


def standing_at(played: list[list[Any]], at: int) -> str:
    [name] = [name for from_ms, to_ms, name in played if from_ms <= at < to_ms]
    return str(name)


def ms(plan: Plan) -> int:
    return ms_of(plan.made_at)


def ms_of(at: datetime) -> int:
    return round(at.timestamp() * 1000)
