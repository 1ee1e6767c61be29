"""Security keys are registered by their owner, in the browser, on a named host."""

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from programme.keys import key_id, to_base64url
from publishing.errors import Conflict, NotThere, Refused
from publishing.oversight.journal import page
from publishing.staff.security_keys import Registered, SecurityKeyView
from tests.fakes.authenticator import Authenticator
from tests.fakes.desk import County

HOST = "centre.example"
DEVICE = Authenticator(HOST)


def answer(county: County, told: Mapping[str, str] | None = None) -> Registered:
    """Return what a browser answers to a fresh invitation."""
    asked = county.cases.security_keys.invite(county.people["approver"], host=HOST)
    return Registered(
        asked_at=asked.asked_at,
        **(DEVICE.registration(asked.challenge) | dict(told or {})),
    )


def register(
    county: County, told: Registered, *, who: str = "approver", host: str = HOST
) -> SecurityKeyView:
    return county.cases.security_keys.register(
        county.people[who], told, host=host, label="  办公室那把 "
    )


# REQ-12
def test_a_key_is_registered_shown_and_retired_on_the_journal(county: County) -> None:
    keys, approver = county.cases.security_keys, county.people["approver"]

    made = register(county, answer(county))
    assert made.label == "办公室那把"
    assert made.key_id == key_id(DEVICE.public)
    assert keys.mine(approver) == (made,)
    with pytest.raises(Conflict, match="已经登记过"):
        register(county, answer(county))
    with pytest.raises(NotThere):
        keys.retire(county.people["drafter"], made.key_id)
    keys.retire(approver, made.key_id)

    assert keys.mine(approver) == ()
    with pytest.raises(NotThere):
        keys.retire(approver, made.key_id)
    with county.database.reading() as session:
        acts = [entry.act for entry in page(session)]
    assert "key.registered" in acts
    assert "key.retired" in acts


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_number_is_no_host_that_a_key_can_be_bound_to(
    county: County, host: str
) -> None:
    told = answer(county)

    with pytest.raises(Refused, match="域名"):
        county.cases.security_keys.invite(county.people["approver"], host=host)
    with pytest.raises(Refused, match="域名"):
        register(county, told, host=host)


def data(**told: object) -> str:
    return to_base64url(json.dumps(told).encode())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"public": "AAAA"}, "不支持"),
        ({"client_data_json": "A"}, "不支持"),
        ({"client_data_json": data()}, "不是这一次"),
        ({"client_data_json": to_base64url(b"[]")}, "不支持"),
        ({"authenticator_data": "AAAA"}, "不是这一次"),
        (Authenticator("evil.example").registration("x"), "不是这一次"),
        (DEVICE.registration("another question"), "不是这一次"),
    ],
    ids=["key", "base64", "empty", "list", "short", "another site", "another question"],
)
def test_an_answer_to_something_else_is_refused(
    county: County, changed: Mapping[str, str], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        register(county, answer(county, changed))


def test_a_key_that_knows_its_owner_by_nothing_is_refused(county: County) -> None:
    asked = county.cases.security_keys.invite(county.people["approver"], host=HOST)
    told = DEVICE.registration(asked.challenge, flags=0x01)

    with pytest.raises(Refused, match="PIN"):
        register(county, Registered(asked_at=asked.asked_at, **told))


def test_an_answer_that_comes_late_early_or_for_another_is_refused(
    county: County,
) -> None:
    told = answer(county)
    early = told.model_copy(update={"asked_at": told.asked_at + timedelta(minutes=1)})

    with pytest.raises(Refused, match="太久"):
        register(county, early)
    with pytest.raises(Refused, match="不是这一次"):
        register(county, told, who="drafter")
    county.clock.forward(minutes=11)
    with pytest.raises(Refused, match="太久"):
        register(county, told)
