"""A certificate judges each day by the rules that its display group had then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

from programme.certificate_batches import read_batches
from programme.certificate_days import claims_of
from programme.certificate_facts import Facts
from programme.certificate_rules import Rules
from programme.hours import EVERY_WEEKDAY, DayHours, OpenSpan
from programme.leaves import BatchLeaf, DeviceLeaf, GroupLeaf, Leaf
from programme.service_day import DayState
from tests.fakes.certificate_cases import certificate, good, leaves
from tests.fakes.delivery import SCREEN

EVENINGS = tuple(
    DayHours(
        weekday=weekday,
        spans=(OpenSpan(from_time=time(18), to_time=time(20)),),
    )
    for weekday in EVERY_WEEKDAY
)


def sample() -> Facts:
    return Facts(
        disclosure=certificate().disclosure,
        manifest_sha256=certificate().manifest,
        manifest=good().manifest,
        leaves=tuple(leaves()),
        delivered=read_batches(good()),
        calendar=good().calendar,
        primary=certificate().primary,
        time_zone=certificate().time_zone,
        issued_at=certificate().issued_at,
    )


def with_evenings(before: int, **more: object) -> Facts:
    """Return the sample, its screen's hours changed before one of its batches."""
    facts = sample()
    rule = next(
        leaf
        for leaf in facts.leaves
        if isinstance(leaf, GroupLeaf) and leaf.group == SCREEN
    )
    changed = rule.model_copy(update={"service_hours": EVENINGS, **more})
    batches = [
        place for place, leaf in enumerate(facts.leaves) if isinstance(leaf, BatchLeaf)
    ]
    at = batches[before] if before < len(batches) else len(facts.leaves)
    told = (*facts.leaves[:at], changed, *facts.leaves[at:])
    return replace(facts, leaves=told)


def states(facts: Facts) -> Sequence[DayState]:
    return [day.state for day in claims_of(facts).days]


def batches_in(some: Sequence[Leaf]) -> int:
    return sum(isinstance(leaf, BatchLeaf) for leaf in some)


def test_hours_that_change_afterwards_leave_days_as_they_were() -> None:
    facts = sample()

    late = with_evenings(before=batches_in(facts.leaves))

    assert set(states(facts)) == {DayState.SHOWN}
    assert claims_of(late).days == claims_of(facts).days


def test_days_after_a_change_are_judged_by_the_new_hours_alone() -> None:
    whole = batches_in(sample().leaves)

    found = states(with_evenings(before=whole - 2))

    assert found[:-1] == [DayState.SHOWN] * (len(found) - 1)
    assert found[-1] is DayState.SHORT
    assert set(states(with_evenings(before=0))) == {DayState.SHORT}


def test_what_a_group_asks_at_least_is_asked_from_the_day_on_which_it_was_set() -> None:
    hours = next(
        leaf.service_hours
        for leaf in sample().leaves
        if isinstance(leaf, GroupLeaf) and leaf.group == SCREEN
    )
    # Two batches come a day, the first ones on the day of posting.
    facts = with_evenings(before=4, service_hours=hours, least_exposures_per_day=10_000)

    found = states(facts)

    assert found[0] is DayState.SHOWN
    assert set(found[1:]) == {DayState.SHORT}


def test_a_day_without_a_batch_is_judged_by_the_rules_before_the_next_one() -> None:
    facts = with_evenings(before=4)
    batches = [leaf for leaf in facts.leaves if isinstance(leaf, BatchLeaf)]
    (old, new) = [
        leaf
        for leaf in facts.leaves
        if isinstance(leaf, GroupLeaf) and leaf.group == SCREEN
    ]
    rules, eve = Rules(facts.leaves), batches[3].received_at + timedelta(hours=1)

    assert rules.of_day(SCREEN, eve, eve + timedelta(hours=1)) == new
    assert rules.of_day(SCREEN, eve - timedelta(hours=2), eve) == old
    assert rules.of_day("qinghe-x", eve, eve) is None


def test_rules_that_the_log_learnt_only_after_a_batch_hold_for_it_all_the_same() -> (
    None
):
    facts = sample()
    rules = [leaf for leaf in facts.leaves if isinstance(leaf, GroupLeaf)]
    others = [leaf for leaf in facts.leaves if not isinstance(leaf, GroupLeaf)]

    late = replace(facts, leaves=(*others, *rules))

    assert claims_of(late).days == claims_of(facts).days


def test_a_device_that_the_log_does_not_name_proves_no_day() -> None:
    facts = sample()
    told = tuple(leaf for leaf in facts.leaves if not isinstance(leaf, DeviceLeaf))

    days = claims_of(replace(facts, leaves=told)).days

    assert {day.state for day in days} == {DayState.SHORT}
    assert all(day.shown == () for day in days)
