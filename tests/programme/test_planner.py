from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from programme.boards import Board
from programme.hours import OpenSpan
from programme.layout import content_rectangle
from programme.legal_clock import Counted
from programme.merged_boards import MergedBoard
from programme.plan import Plan
from programme.planner import HORIZON, PlanBasis, make_plan
from programme.window import FixedEnd
from tests.fakes.screens import (
    LANDSCAPE,
    PORTRAIT,
    STARTED_AT,
    Sheet,
    Stock,
    until,
)

CHINA = ZoneInfo("Asia/Shanghai")
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


def test_an_item_bears_its_units_name_of_a_merged_board() -> None:
    """REQ-17: what was signed names one board and stays."""
    basis = basis_of(Sheet(disclosure="a"))
    [item] = basis.items
    joined = MergedBoard(
        unit=item.manifest.unit,
        lines=("党务村务", "公开"),
        boards=(item.manifest.board, other_board(item.manifest.board)),
    )
    programme = basis.programme.model_copy(update={"merged_boards": (joined,)})

    [shown] = make_plan(replace(basis, programme=programme), MONDAY_NOON).items
    [plain] = make_plan(basis, MONDAY_NOON).items

    assert shown.board_lines == ("党务村务", "公开")
    assert plain.board_lines == ()
    assert shown.manifest == plain.manifest


def other_board(board: Board) -> Board:
    return next(one for one in Board if one is not board)


def test_without_items_every_span_is_the_default_page() -> None:
    assert all(span.slides == () for span in plan_of().spans)


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


def test_the_plan_names_what_was_withdrawn() -> None:
    plan = make_plan(basis_of(withdrawn=("gone",)), MONDAY_NOON)

    assert plan.withdrawn == ("gone",)


def test_an_item_carries_the_local_date_of_publication() -> None:
    late = Sheet(disclosure="a", published_at=datetime(2026, 11, 5, 16, tzinfo=UTC))

    assert plan_of(late).items[0].published_on == date(2026, 11, 6)


# REQ-9
def test_what_hung_before_the_product_came_says_so_and_nothing_else_does() -> None:
    taken_over = Sheet(disclosure="a", hung_since=date(2026, 11, 10))

    [old, new] = plan_of(taken_over, Sheet(disclosure="b")).items

    assert old.hung_since == date(2026, 11, 10)
    assert new.hung_since is None
    assert b"hung_since" not in new.canonical()


def test_a_code_opens_the_target_where_there_is_one() -> None:
    sheet = Sheet(disclosure="a", qr_target="https://county.example/a")

    assert plan_of(sheet).items[0].code_text == "https://county.example/a"


def test_a_code_carries_the_short_text_itself_where_nothing_can_be_opened() -> None:
    item = plan_of(Sheet(disclosure="a")).items[0]

    assert item.code_text.splitlines() == [
        "村道硬化工程中标结果",
        "云溪镇柳坞村村委会",
        "柳坞村 2026-0147",
        "2026-11-05",
        f"SHA-256 {item.manifest[:16]}",
    ]


def test_each_span_has_the_legal_clock_of_its_day() -> None:
    counted = {
        "a": Counted(shown_on=frozenset({date(2026, 11, 20)}), as_of=date(2026, 11, 23))
    }
    sheet = Sheet(disclosure="a")

    plan = make_plan(basis_of(sheet, counted=counted), MONDAY_NOON)

    days = {
        span.from_at.astimezone(CHINA).date(): span.faces[0].days_shown
        for span in plan.spans
    }
    assert days[date(2026, 11, 23)] == 1
    assert days[date(2026, 11, 24)] == 2
    assert days[date(2026, 11, 28)] == days[date(2026, 11, 29)] == 6


def test_29_february_and_31_december_have_spans_of_their_own() -> None:
    leap = make_plan(basis_of(), datetime(2028, 2, 28, tzinfo=UTC))
    year = make_plan(basis_of(), datetime(2026, 12, 30, tzinfo=UTC))

    assert datetime(2028, 2, 28, 16, tzinfo=UTC) in [s.from_at for s in leap.spans]
    assert datetime(2026, 12, 31, 16, tzinfo=UTC) in [s.from_at for s in year.spans]


INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - UTC is put on below
    datetime(2027, 12, 31),  # noqa: DTZ001
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
