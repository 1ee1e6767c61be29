from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings, strategies as st

from programme.hours import DayHours, OpenSpan
from programme.layout import content_rectangle
from programme.planner import HORIZON, make_plan
from programme.power import PowerSchedule, Resting
from programme.programme import Past
from programme.window import FixedEnd
from tests.fakes.planning import INSTANTS, MONDAY_NOON, basis_of, plan_of, sheets
from tests.fakes.screens import (
    LANDSCAPE,
    LONG_TERM,
    PORTRAIT,
    STARTED_AT,
    Sheet,
    until,
)

PROMOTIONAL = LONG_TERM.model_copy(update={"promotional": True})


def test_without_items_every_span_is_the_default_page() -> None:
    assert all(span.slides == () for span in plan_of().spans)


def test_a_loop_of_one_item_is_its_pages_again_and_again() -> None:
    plan = plan_of(Sheet(disclosure="a", pages=(b"first", b"second"), dwell_s=20))

    span = plan.spans[0]
    turns = [(plan.items[one.item].disclosure, one.page) for one in span.slides]
    assert turns == [("a", 0), ("a", 1)] * (len(turns) // 2)
    assert turns


def test_a_plan_reaches_fourteen_days() -> None:
    plan = plan_of()

    assert plan.spans[0].from_at == MONDAY_NOON
    assert plan.spans[-1].to_at == MONDAY_NOON + timedelta(days=14)


def test_spans_are_cut_where_a_window_closes() -> None:
    plan = plan_of(Sheet(disclosure="a", end=until(2026, 11, 23, 7)))

    closing = datetime(2026, 11, 23, 7, tzinfo=UTC)
    shown = {span.from_at: bool(span.slides) for span in plan.spans}
    assert shown[MONDAY_NOON]
    assert not shown[closing]


def test_spans_are_cut_at_local_midnight() -> None:
    starts = {span.from_at for span in plan_of().spans}

    assert datetime(2026, 11, 23, 16, tzinfo=UTC) in starts


def test_slides_point_at_the_items_of_the_plan() -> None:
    old = Sheet(disclosure="a", title="旧的")
    new = Sheet(disclosure="b", published_at=STARTED_AT + timedelta(1), title="新的")

    plan = plan_of(old, new)

    titles = [plan.items[slide.item].title for slide in plan.spans[0].slides]
    assert titles == ["新的", "旧的"]


def test_an_item_without_pages_for_the_panel_is_not_in_the_plan() -> None:
    plan = plan_of(Sheet(disclosure="a", panel=PORTRAIT), Sheet(disclosure="b"))

    assert [item.disclosure for item in plan.items] == ["b"]


def test_the_plan_says_where_pictures_lie() -> None:
    area = content_rectangle(LANDSCAPE)

    content = plan_of().content

    assert (content.x, content.y) == (area.x, area.y)
    assert (content.width, content.height) == (area.width, area.height)


def test_what_was_taken_out_is_in_no_loop_but_the_loop_goes_on_behind_it() -> None:
    """REQ-30: a display that was on before and one that comes anew are in step."""
    sheets = [Sheet(disclosure=name, dwell_s=20) for name in "abc"]
    gone_at = MONDAY_NOON + timedelta(seconds=150)
    before = basis_of(*sheets)
    gone = before.items[0].entry
    past = Past(
        disclosure="a",
        published_at=gone.published_at,
        window=gone.window.model_copy(update={"end": FixedEnd(at=gone_at)}),
        dwells=(20,),
    )
    after = basis_of(*sheets[1:])
    kept = after.programme.model_copy(update={"past": (past,)})

    [old] = make_plan(before, gone_at - timedelta(seconds=1)).spans[:1]
    plan = make_plan(replace(after, programme=kept), gone_at)

    now = plan.spans[0]
    assert {slide.item for slide in now.slides} == {0, 1}
    into = (gone_at - old.anchor_at) % timedelta(seconds=60)
    stood = old.slides[int(into.total_seconds()) // 20].item
    assert stood != 0
    assert now.slides[0].item == stood - 1
    assert now.anchor_at == gone_at - into % timedelta(seconds=20)


def test_a_group_says_how_often_what_is_owed_comes() -> None:
    owed = [Sheet(disclosure=f"d{n}", dwell_s=30) for n in range(4)]
    poster = Sheet(disclosure="poster", dwell_s=30, mandate=PROMOTIONAL)
    basis = basis_of(*owed, poster)
    often = basis.programme.model_copy(update={"most_minutes_between": 2})

    usual = make_plan(basis, MONDAY_NOON)
    quick = make_plan(replace(basis, programme=often), MONDAY_NOON)

    assert {slide.item for slide in usual.spans[0].slides} == {0, 1, 2, 3, 4}
    assert {slide.item for slide in quick.spans[0].slides} == {0, 1, 2, 3}
    assert quick.most_minutes_between == 2


def test_spans_are_cut_where_a_panel_rests_by_plan() -> None:
    night = PowerSchedule(
        on=tuple(
            DayHours(
                weekday=day, spans=(OpenSpan(from_time=time(7), to_time=time(20)),)
            )
            for day in range(1, 8)
        ),
        resting=Resting.DIM,
    )
    basis = basis_of(Sheet(disclosure="a"))
    programme = basis.programme.model_copy(update={"power": night})

    spans = make_plan(replace(basis, programme=programme), MONDAY_NOON).spans

    changes = [
        two.from_at for one, two in pairwise(spans) if one.resting is not two.resting
    ]
    assert changes[:2] == [
        datetime(2026, 11, 23, 12, tzinfo=UTC),
        datetime(2026, 11, 23, 23, tzinfo=UTC),
    ]
    assert programme.digest() != basis.programme.digest()


def test_the_plan_names_what_was_withdrawn() -> None:
    plan = make_plan(basis_of(withdrawn=("gone",)), MONDAY_NOON)

    assert plan.withdrawn == ("gone",)


def test_29_february_and_31_december_have_spans_of_their_own() -> None:
    leap = make_plan(basis_of(), datetime(2028, 2, 28, tzinfo=UTC))
    year = make_plan(basis_of(), datetime(2026, 12, 30, tzinfo=UTC))

    assert datetime(2028, 2, 28, 16, tzinfo=UTC) in [s.from_at for s in leap.spans]
    assert datetime(2026, 12, 31, 16, tzinfo=UTC) in [s.from_at for s in year.spans]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(sheets(), max_size=4, unique_by=lambda sheet: sheet.disclosure),
    INSTANTS,
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]),
)
def test_spans_cover_the_horizon_and_hold_every_open_items_every_page(
    drawn: list[Sheet], now: datetime, time_zone: str
) -> None:
    basis = basis_of(*drawn, time_zone=time_zone)

    plan = make_plan(basis, now)

    assert plan.spans[0].from_at == now
    assert plan.spans[-1].to_at == now + HORIZON
    assert all(one.to_at == two.from_at for one, two in pairwise(plan.spans))
    for span in plan.spans:
        open_now = {face.item for face in span.faces}
        wanted = {
            (item, page)
            for item in open_now
            for page in range(len(plan.items[item].pages))
        }
        assert {(slide.item, slide.page) for slide in span.slides} == wanted
        assert span.anchor_at <= span.from_at


@settings(deadline=None, max_examples=30)
@given(st.lists(sheets(), max_size=4, unique_by=lambda s: s.disclosure), INSTANTS)
def test_displays_that_plan_at_different_moments_agree_on_what_is_on(
    drawn: list[Sheet], now: datetime
) -> None:
    basis = basis_of(*drawn)
    later = now + timedelta(hours=31)

    early, late = make_plan(basis, now), make_plan(basis, later)

    seen = next(span for span in early.spans if span.from_at <= later < span.to_at)
    assert seen.slides == late.spans[0].slides
    # Today's opening of a daypart may lie between the two plans' cuts.
    if seen.slides:
        assert seen.anchor_at == late.spans[0].anchor_at


def test_the_order_in_which_items_are_held_changes_nothing() -> None:
    basis = basis_of(Sheet(disclosure="a"), Sheet(disclosure="b"))
    turned = replace(basis, items=list(reversed(basis.items)))

    assert make_plan(basis, MONDAY_NOON) == make_plan(turned, MONDAY_NOON)


def test_each_span_says_whether_the_hall_is_open() -> None:
    faces = {span.from_at: span.hall.open_now for span in plan_of().spans}

    assert faces[MONDAY_NOON] is False
    assert faces[datetime(2026, 11, 23, 6, tzinfo=UTC)] is True
    assert faces[datetime(2026, 11, 23, 9, 30, tzinfo=UTC)] is False
