"""A program signs over the staff API with a security key, as a browser does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from programme.approval import Decision
from programme.assertion import challenge_of
from tests.fakes.browsers import Browser
from tests.fakes.delivery import Delivery
from tests.fakes.desk import PASSWORD, County, digest
from tests.fakes.own_keys import (
    DEVICE,
    delivery_on_the_way,
    pressed,
    with_approvers_key,
    with_security_key,
)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Delivery]:
    """Give a county that wants own keys, whose approver has a security key."""
    with delivery_on_the_way(tmp_path) as delivery:
        yield with_security_key(with_approvers_key(delivery))


@pytest.fixture
def county(strict: Delivery) -> County:
    """Give the county that the staff API speaks for."""
    return strict.county


# REQ-12
async def test_the_answer_says_what_the_key_signs_and_takes_its_signature(
    county: County, browser: Browser, strict: Delivery
) -> None:
    waiting = county.reviewed()
    client, path = browser(), f"/api/drafts/{waiting.line.id}/approve"
    login = {"login": county.login("approver"), "password": PASSWORD}
    await client.post("/api/session", json=login)
    seen = {"manifest_sha256": digest(waiting)}

    asked = await client.post(path, json=seen)
    told = asked.json()["error"]
    decision = Decision.model_validate(told["decision"])

    assert (asked.status_code, told["code"]) == (422, "own_key_needed")
    assert decision.subject == digest(waiting)
    assert told["challenge"] == challenge_of(decision.canonical())
    assert told["record"] is None
    assert told["passphrase"] is True
    (credential,) = told["credentials"]
    assert credential["relying_party"] == DEVICE.relying_party
    pressing = pressed(decision).model_dump(mode="json")
    assert credential["key_id"] == pressing["key"]
    done = await client.post(path, json=seen | {"own": {"assertion": pressing}})
    assert done.status_code == 200
    assert not strict.publisher.publish_due().refused
    assert strict.shown() == [waiting.line.disclosure]
