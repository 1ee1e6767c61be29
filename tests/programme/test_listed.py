"""What a key may sign, for which unit, as the list of people says."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from programme.approval import (
    Approval,
    KeyOffice,
    People,
    PersonKey,
    Role,
    UnitAbove,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey
from programme.listed import may_decide
from programme.verdict import check_chain
from tests.fakes.verdicts import own_key

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "vectors/approvals_own.json").read_text("utf-8")
)
APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])
KEY = SigningKey.generate()
VILLAGE, TOWN, OTHER_TOWN = "qinghe-liuwu", "qinghe-yunxi", "qinghe-shiqiao"


def check(one: dict[str, Any]) -> None:
    """Judge one vector."""
    check_chain(
        VECTORS["subject"],
        APPROVALS.validate_python(one["approvals"]),
        People.model_validate(VECTORS["people"] | one.get("people", {})),
        unit=one["unit"],
    )


# REQ-12
@pytest.mark.parametrize("one", VECTORS["good"], ids=lambda one: one["name"])
def test_good_vectors_of_own_keys_hold(one: dict[str, Any]) -> None:
    check(one)


# REQ-12
@pytest.mark.parametrize("one", VECTORS["bad"], ids=lambda one: one["name"])
def test_bad_vectors_of_own_keys_are_refused(one: dict[str, Any]) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check(one)

    assert caught.value.reason == one["verdict"]


def approver_of(unit: str) -> PersonKey:
    """Return a key of somebody who approves for a unit."""
    office = KeyOffice(unit=unit, roles=(Role.APPROVER,))
    return own_key(KEY, "approver-1", ()).model_copy(update={"offices": (office,)})


def people(*units: tuple[str, str]) -> People:
    above = tuple(UnitAbove(unit=unit, above=up) for unit, up in units)
    return People(version=1, keys=(), accepted_kinds=("ed25519",), units=above)


@pytest.mark.parametrize(
    ("holder", "unit", "may"),
    [
        (VILLAGE, VILLAGE, True),
        (TOWN, VILLAGE, True),
        ("qinghe", VILLAGE, True),
        (OTHER_TOWN, VILLAGE, False),
        (VILLAGE, TOWN, False),
        (TOWN, "qinghe-new", False),
        ("qinghe", "qinghe-new", True),
        (OTHER_TOWN, None, True),
    ],
)
def test_an_office_is_held_for_a_unit_and_all_below_it(
    holder: str, unit: str | None, *, may: bool
) -> None:
    listed = people((VILLAGE, TOWN), (TOWN, "qinghe"), (OTHER_TOWN, "qinghe"))

    assert may_decide(listed, approver_of(holder), Role.APPROVER, unit) is may
    assert not may_decide(listed, approver_of(holder), Role.REVIEWER, unit)


def test_units_in_a_ring_end() -> None:
    ring = people((VILLAGE, TOWN), (TOWN, VILLAGE))

    assert not may_decide(ring, approver_of(OTHER_TOWN), Role.APPROVER, VILLAGE)


def test_a_key_without_offices_may_what_its_roles_say_everywhere() -> None:
    plain = own_key(KEY, "approver-1", (Role.REVIEWER,))

    assert may_decide(people(), plain, Role.REVIEWER, VILLAGE)
    assert not may_decide(people(), plain, Role.APPROVER, VILLAGE)


def test_a_list_without_own_keys_keeps_the_bytes_it_always_had() -> None:
    plain = People(version=1, keys=(own_key(KEY, "a-1"),), accepted_kinds=("centre",))
    told = plain.model_dump(mode="json")

    assert set(told) == {"format", "version", "keys", "accepted_kinds"}
    assert "offices" not in told["keys"][0]


def test_questions_are_sealed_to_a_listed_key_or_to_any_where_none_is_listed() -> None:
    free = People(version=1, keys=(), accepted_kinds=("centre",))
    bound = free.model_copy(update={"sealing_keys": ("b" * 43,)})

    assert free.may_seal_to("a" * 43)
    assert bound.may_seal_to("b" * 43)
    assert not bound.may_seal_to("a" * 43)
    assert "sealing_keys" not in free.canonical().decode()
