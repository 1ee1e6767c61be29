import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pydantic import TypeAdapter

from programme.approval import (
    Approval,
    Attestation,
    Decision,
    Role,
)
from programme.errors import SignatureRefused
from programme.fulfilment import check_fulfilled
from programme.manifest import SignedStep

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors/signed_chains.json").read_text("utf-8")
)
APPROVAL: TypeAdapter[Approval] = TypeAdapter(Approval)
STEPS = TypeAdapter(tuple[SignedStep, ...])
DIGEST = "a" * 64
AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
SIGNATURE = "c2ln"


def signed(kind: str, role: str, number: int, **said: str) -> Approval:
    """Return a signature of a kind in a role; nobody verifies it here."""
    decision = Decision(
        subject=DIGEST,
        person=f"qinghe-s-{number}",
        name="某岗",
        role=Role(role),
        decided_at=AT,
    )
    key = {"decision": decision, "key": DIGEST, "signature": SIGNATURE}
    device = {"authenticator_data": SIGNATURE, "client_data_json": SIGNATURE}
    clerk = {"entered_by": f"qinghe-c-{number}", "entered_by_name": "经办岗"}
    words = (word("1"), word("2"))
    made: dict[str, dict[str, object]] = {
        "centre": {**key},
        "ed25519": {**key},
        "webauthn": {**key, **device},
        "recorded": {**key, **clerk, "record": DIGEST},
        "attested": {"decision": decision, "scan": DIGEST, "attestations": words},
    }
    return APPROVAL.validate_python({"kind": kind, **made[kind], **said})


def word(number: str) -> Attestation:
    return Attestation(
        person=f"qinghe-c-{number}",
        name="经办岗",
        attested_at=AT,
        key=DIGEST,
        signature=SIGNATURE,
    )


def signatures(vector: dict[str, Any]) -> tuple[Approval, ...]:
    return tuple(
        signed(one["kind"], one["role"], number, **_record_of(one))
        for number, one in enumerate(vector["approvals"])
    )


def _record_of(signature: dict[str, str]) -> dict[str, str]:
    return {"record": signature["record"]} if "record" in signature else {}


# REQ-12
@pytest.mark.parametrize("vector", VECTORS["good"], ids=lambda v: v["name"])
def test_signatures_that_walk_the_chain_fulfil_it(vector: dict[str, Any]) -> None:
    check_fulfilled(STEPS.validate_python(vector["chain"]), signatures(vector))


# REQ-12
@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda v: v["name"])
def test_signatures_that_leave_the_chain_are_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check_fulfilled(STEPS.validate_python(vector["chain"]), signatures(vector))

    assert caught.value.reason == vector["verdict"]


@given(
    roles=st.lists(st.sampled_from(Role), min_size=2, max_size=8),
    left_out=st.integers(min_value=0, max_value=7),
)
def test_no_step_of_a_chain_can_be_left_out(roles: list[Role], left_out: int) -> None:
    chain = [SignedStep(name=f"第{n}步", role=role) for n, role in enumerate(roles)]
    walked = [signed("centre", role, number) for number, role in enumerate(roles)]
    check_fulfilled(chain, walked)

    del walked[left_out % len(walked)]
    with pytest.raises(SignatureRefused):
        check_fulfilled(chain, walked)
