from datetime import UTC, date, datetime

from programme.progress import DisclosureProgress
from signage.planning import pages_of, plan_of
from tests.fakes.screens import Sheet, Stock, ref_of

NOON = datetime(2026, 11, 23, 4, 0, 0, 123_456, tzinfo=UTC)


def test_a_plan_is_made_on_a_whole_millisecond() -> None:
    plan = plan_of(Stock().held(), NOON)

    assert plan.made_at == NOON.replace(microsecond=123_000)


def test_the_centres_counts_are_on_the_legal_clock() -> None:
    counted = (
        DisclosureProgress(
            disclosure="a", shown_on=(date(2026, 11, 6), date(2026, 11, 9)), short_on=()
        ),
    )
    stock = Stock(sheets=(Sheet(disclosure="a"),), counted=counted)

    plan = plan_of(stock.held(), NOON)

    assert plan.spans[0].faces[0].days_shown == 2


def test_days_of_its_own_are_on_the_legal_clock_beside_the_centre_s() -> None:
    counted = (
        DisclosureProgress(disclosure="a", shown_on=(date(2026, 11, 6),), short_on=()),
    )
    stock = Stock(
        sheets=(Sheet(disclosure="a"), Sheet(disclosure="b")),
        counted=counted,
        counted_at=datetime(2026, 11, 18, 17, tzinfo=UTC),
    )
    own = {date(2026, 11, 19): {"a"}, date(2026, 11, 20): {"a", "b"}}

    first, second = plan_of(stock.held(), NOON, own).spans[0].faces

    assert (first.days_shown, first.as_of) == (3, date(2026, 11, 19))
    assert (second.days_shown, second.as_of) == (1, date(2026, 11, 5))


def test_without_counts_no_day_is_claimed() -> None:
    plan = plan_of(Stock(sheets=(Sheet(disclosure="a"),)).held(), NOON)

    assert plan.spans[0].faces[0].days_shown == 0


def test_only_withdrawals_that_hold_are_in_the_plan() -> None:
    plan = plan_of(Stock(withdrawn=("gone",)).held(), NOON)

    assert plan.withdrawn == ("gone",)


def test_pages_are_named_with_their_lengths() -> None:
    stock = Stock(sheets=(Sheet(disclosure="a", pages=(b"one", b"two2")),))

    pages = pages_of(plan_of(stock.held(), NOON))

    assert pages == {ref.sha256: ref for ref in (ref_of(b"one"), ref_of(b"two2"))}
