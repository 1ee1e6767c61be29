from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from programme.document import Identifier
from programme.window import FixedEnd
from signage.keeper import PlanKeeper
from sync_agent.outbox import open_outbox
from sync_agent.state import AgentState, StateReport, write_state
from sync_agent.store import AssetUnusable, StoreDamaged
from tests.fakes.moving_clock import MovingClock
from tests.fakes.own_days import SHEET, STOCK as PLAYED, played
from tests.fakes.screens import MANDATE, PROMOTION, Sheet, Stock, ref_of
from tests.fakes.sources import FakeSource

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
STOCK = Stock(sheets=(Sheet(disclosure="a"),))


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(NOON)


@pytest.fixture
def source() -> FakeSource:
    return FakeSource(STOCK.held())


@pytest.fixture
def keeper(source: FakeSource, clock: MovingClock, tmp_path: Path) -> PlanKeeper:
    return PlanKeeper(source, tmp_path, clock)


def listen(keeper: PlanKeeper) -> list[str]:
    heard: list[str] = []
    keeper.subscribe(lambda: heard.append(keeper.offer.change))
    return heard


def report(state: AgentState, code: str | None = None) -> StateReport:
    return StateReport(state=state, since_at=NOON, code=code, last_sync_at=NOON)


def version(keeper: PlanKeeper) -> int | None:
    plan = keeper.offer.plan
    return plan.programme_version if plan else None


def test_before_the_first_adoption_there_is_no_plan(
    clock: MovingClock, tmp_path: Path
) -> None:
    keeper = PlanKeeper(FakeSource(), tmp_path, clock)

    keeper.look()

    assert keeper.offer.plan is None


def test_an_adoption_makes_a_plan_and_is_told(
    keeper: PlanKeeper, source: FakeSource
) -> None:
    keeper.look()
    heard = listen(keeper)
    source.set(STOCK.with_sheets(*STOCK.sheets).held())

    keeper.look()

    assert version(keeper) == 2
    assert len(heard) == 1


def test_looking_again_changes_nothing(keeper: PlanKeeper) -> None:
    keeper.look()
    offer = keeper.offer
    heard = listen(keeper)

    keeper.look()

    assert keeper.offer is offer
    assert heard == []


def test_after_a_minute_the_plan_is_made_anew_without_a_word(
    keeper: PlanKeeper, clock: MovingClock
) -> None:
    keeper.look()
    heard = listen(keeper)
    clock.forward(timedelta(minutes=1))

    keeper.look()

    assert keeper.offer.plan is not None
    assert keeper.offer.plan.made_at == NOON + timedelta(minutes=1)
    assert heard == []


def test_midnight_is_told(keeper: PlanKeeper, clock: MovingClock) -> None:
    keeper.look()
    heard = listen(keeper)
    clock.forward(timedelta(hours=12))

    keeper.look()

    assert len(heard) == 1


def test_a_clock_that_was_set_back_makes_a_plan_from_its_new_time(
    keeper: PlanKeeper, clock: MovingClock
) -> None:
    keeper.look()
    clock.step(-timedelta(hours=2))

    keeper.look()

    assert keeper.offer.plan is not None
    assert keeper.offer.plan.made_at == NOON - timedelta(hours=2)


def test_a_change_of_the_agents_state_is_told_with_its_code(
    clock: MovingClock, tmp_path: Path
) -> None:
    keeper = PlanKeeper(FakeSource(), tmp_path, clock)
    keeper.look()
    heard = listen(keeper)
    write_state(tmp_path, report(AgentState.ENROLLING, "7K2MXPQ9"))

    keeper.look()

    assert keeper.offer.condition.code == "7K2MXPQ9"
    assert len(heard) == 1


def test_stale_content_says_when_the_centre_was_heard(
    keeper: PlanKeeper, tmp_path: Path
) -> None:
    write_state(tmp_path, report(AgentState.STALE))

    keeper.look()

    assert keeper.offer.condition.heard_at == NOON.isoformat()


def test_fresh_content_says_nothing_of_it(keeper: PlanKeeper, tmp_path: Path) -> None:
    write_state(tmp_path, report(AgentState.CURRENT))

    keeper.look()

    assert keeper.offer.condition.heard_at is None


def test_a_store_that_cannot_be_read_leaves_the_plan_and_is_tried_again(
    keeper: PlanKeeper, source: FakeSource
) -> None:
    keeper.look()
    source.set(STOCK.with_sheets(*STOCK.sheets).held())
    source.failure = StoreDamaged("节目单")

    keeper.look()
    kept = version(keeper)
    source.failure = None
    keeper.look()

    assert kept == 1
    assert version(keeper) == 2


def test_whoever_left_is_told_no_more(keeper: PlanKeeper) -> None:
    heard: list[str] = []
    leave = keeper.subscribe(lambda: heard.append("told"))
    leave()

    keeper.look()

    assert heard == []


@pytest.mark.parametrize(("disclosure", "found"), [("a", True), ("b", False)])
def test_an_item_is_found_by_its_disclosure(
    keeper: PlanKeeper, disclosure: Identifier, found: bool
) -> None:
    keeper.look()

    assert (keeper.offer.item(disclosure) is not None) is found


def test_no_plan_has_no_items(keeper: PlanKeeper) -> None:
    assert keeper.offer.item("a") is None


def test_a_page_is_read_from_the_store(keeper: PlanKeeper, source: FakeSource) -> None:
    source.files[ref_of(b"page").sha256] = b"page"

    assert keeper.read(ref_of(b"page")) == b"page"


def test_a_lost_page_is_not_read(keeper: PlanKeeper) -> None:
    with pytest.raises(AssetUnusable):
        keeper.read(ref_of(b"page"))


# REQ-30
def test_a_day_that_it_served_itself_is_counted_once_it_is_over(
    clock: MovingClock, tmp_path: Path
) -> None:
    keeper = PlanKeeper(FakeSource(PLAYED.held()), tmp_path, clock)
    with closing(open_outbox(tmp_path, "player", clock)) as outbox:
        for record in played(date(2026, 11, 20)):
            outbox.append(record)
    heard = listen(keeper)

    days = []
    for _ in range(35):
        keeper.look()
        assert keeper.offer.plan is not None
        days.append(keeper.offer.plan.spans[0].faces[0].days_shown)

    assert (days[0], days[-1], days.count(1)) == (0, 1, 35 - days.count(0))
    assert len(heard) == 2, "of the plan, and of the day that was found"


BESIDE = Stock(
    sheets=(
        Sheet(disclosure="a"),
        Sheet(disclosure="promotion", mandate=PROMOTION),
    )
)


def planned(keeper: PlanKeeper) -> list[str]:
    plan = keeper.offer.plan
    return [item.disclosure for item in plan.items] if plan else []


def test_by_a_clock_in_doubt_only_what_is_mandated_is_planned(
    clock: MovingClock, tmp_path: Path
) -> None:
    sure = [True]
    keeper = PlanKeeper(
        FakeSource(BESIDE.held()), tmp_path, clock, sure=lambda: sure[0]
    )
    seen = []
    for sure[0] in (True, False, True):
        keeper.look()
        seen.append(planned(keeper))

    assert seen == [["a", "promotion"], ["a"], ["a", "promotion"]]


def test_too_long_without_the_centre_only_what_is_mandated_is_planned_and_told(
    clock: MovingClock, tmp_path: Path
) -> None:
    alone = report(AgentState.STORAGE_FAILING).model_copy(
        update={"alone_from_at": NOON + timedelta(seconds=30)}
    )
    write_state(tmp_path, alone)
    keeper = PlanKeeper(FakeSource(BESIDE.held()), tmp_path, clock)
    keeper.look()
    before, heard = planned(keeper), listen(keeper)
    clock.forward(timedelta(seconds=30))

    keeper.look()

    assert before == ["a", "promotion"]
    assert planned(keeper) == ["a"]
    assert len(heard) == 1


# REQ-34
def test_a_window_that_it_saw_fall_short_goes_on_while_nobody_tells_the_count(
    clock: MovingClock, tmp_path: Path
) -> None:
    three = MANDATE.model_copy(update={"show_at_least_days": 3})
    tuesday = datetime(2026, 11, 17, 1, tzinfo=UTC)
    ends = FixedEnd(at=datetime(2026, 11, 20, 16, tzinfo=UTC))
    sheet = replace(SHEET, mandate=three, starts_at=tuesday, end=ends)
    alone = replace(PLAYED, sheets=(sheet,), counted=(), counted_at=tuesday)
    with closing(open_outbox(tmp_path, "player", clock)) as outbox:
        for day in (17, 18, 20):
            for record in played(date(2026, 11, day)):
                outbox.append(record)
    keeper = PlanKeeper(FakeSource(alone.held()), tmp_path, clock)
    heard = listen(keeper)

    for _ in range(10):
        keeper.look()
        clock.forward(timedelta(seconds=15))

    plan = keeper.offer.plan
    assert plan is not None
    assert plan.spans[0].faces[0].until_on == date(2026, 11, 23), "not Friday the 20th"
    assert {plan.items[one.item].disclosure for one in plan.spans[0].slides} == {"a"}
    assert heard[-1].count("a=")
