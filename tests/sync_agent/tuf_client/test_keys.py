import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from securesystemslib.signer import CryptoSigner

from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TufSimulator, new_key


@dataclass(frozen=True, slots=True)
class Step:
    """Say which keys a role has, how many must sign, and which do."""

    keys: Sequence[int]
    threshold: int
    signed_by: Sequence[int]


FIVE = (0, 1, 2, 3, 4)
GOOD_ROOTS = {
    "one key by another": [
        Step((1,), 1, (1,)),
        Step((2,), 1, (2, 1)),
        Step((2,), 1, (2,)),
    ],
    "signatures that nobody asked for": [
        Step((1,), 1, (3, 1, 4)),
        Step((2,), 1, (3, 2, 1, 4)),
        Step((2,), 1, (3, 2, 4)),
    ],
    "any three of five": [
        Step(FIVE, 3, (0, 2, 4)),
        Step(FIVE, 3, (0, 4, 1)),
        Step(FIVE, 3, (0, 1, 3)),
        Step(FIVE, 3, (1, 2, 3)),
    ],
    "one of five by another": [
        Step(FIVE, 3, (0, 2, 4)),
        Step((0, 1, 3, 4, 5), 3, (0, 4, 1)),
    ],
    "one of five by another in two steps": [
        Step(FIVE, 3, (0, 2, 4)),
        Step((0, 1, 3, 4, 5), 3, (0, 2, 4, 5)),
        Step((0, 1, 3, 4, 5), 3, (0, 4, 5)),
    ],
    "all five by others": [
        Step(FIVE, 3, (0, 2, 4)),
        Step((5, 6, 7, 8, 9), 3, (0, 2, 4, 5, 6, 7)),
        Step((5, 6, 7, 8, 9), 3, (5, 6, 7)),
    ],
    "a higher threshold": [Step((1, 2, 3), 1, (1,)), Step((1, 2, 3), 2, (1, 2))],
    "a lower threshold": [
        Step((1, 2, 3), 2, (1, 2)),
        Step((1, 2, 3), 1, (1, 2)),
        Step((1, 2, 3), 1, (1,)),
    ],
    "a second key that must sign": [Step((1,), 1, (1,)), Step((1, 2), 2, (1, 2))],
}
BAD_ROOTS = {
    "not by the old key": [Step((1,), 1, (1,)), Step((2,), 1, (2, 3, 4))],
    "not by the new key": [Step((1,), 1, (1,)), Step((2,), 1, (1, 3, 4))],
    "not by three new ones": [
        Step(FIVE, 3, (0, 2, 4)),
        Step((0, 1, 3, 4, 5), 3, (0, 2, 4)),
    ],
    "not by three old ones": [
        Step(FIVE, 3, (0, 2, 4)),
        Step((0, 1, 3, 4, 5), 3, (0, 4, 5)),
    ],
    "the new threshold not reached": [
        Step((1, 2, 3), 1, (1,)),
        Step((1, 2, 3), 2, (2,)),
    ],
    "the old threshold not reached": [
        Step((1, 2, 3), 2, (1, 2)),
        Step((1, 2, 3), 1, (1,)),
    ],
}
GOOD_ROLES = {
    "a new key": Step((2,), 1, (2,)),
    "signatures that nobody asked for": Step((1,), 1, (3, 1, 4)),
    "three of five": Step(FIVE, 3, (0, 2, 4)),
    "another three of five": Step(FIVE, 3, (1, 2, 3)),
    "the last three of five": Step(FIVE, 3, (2, 3, 4)),
}
BAD_ROLES = {
    "not by the new key": Step((2,), 1, (1, 3, 4)),
    "one of three by a stranger": Step((0, 1, 3, 4, 5), 3, (0, 2, 4)),
    "two of three": Step((0, 1, 3, 4, 5), 3, (0, 4)),
    "nobody": Step((1,), 1, ()),
}


def publish_roots(repository: TufSimulator, steps: Sequence[Step]) -> None:
    """Begin the chain of roots anew with these steps."""
    keys = [new_key() for _ in range(10)]
    for number, step in enumerate(steps, 1):
        repository.root.roles["root"].keyids.clear()
        set_role(repository, "root", step, keys)
        repository.root.version = number - 1
        repository.publish("root")
    repository.publish("targets", "snapshot", "timestamp")


def set_role(
    repository: TufSimulator, role: str, step: Step, keys: Sequence[CryptoSigner]
) -> None:
    repository.root.roles[role].keyids.clear()
    repository.root.roles[role].threshold = step.threshold
    for number in step.keys:
        repository.root.add_key(keys[number].public_key, role)
    repository.signers[role] = [keys[number] for number in step.signed_by]


@pytest.mark.parametrize("name", GOOD_ROOTS)
def test_a_chain_of_roots_is_followed_to_its_end(
    client: TufClient, repository: TufSimulator, name: str
) -> None:
    steps = GOOD_ROOTS[name]
    publish_roots(repository, steps)
    client.init()

    assert client.refresh() == 0

    last = repository.path("root", len(steps)).read_bytes()
    assert client.trusted_bytes("root") == last


@pytest.mark.parametrize("name", BAD_ROOTS)
def test_a_root_that_does_not_follow_from_the_one_before_is_refused(
    client: TufClient, repository: TufSimulator, name: str
) -> None:
    steps = BAD_ROOTS[name]
    publish_roots(repository, steps)
    client.init()

    assert client.refresh() == 1

    last_good = repository.path("root", len(steps) - 1).read_bytes()
    assert client.trusted_bytes("root") == last_good
    assert set(client.trusts()) == {"root"}


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_role_is_taken_where_enough_of_its_keys_signed(
    client: TufClient, repository: TufSimulator, role: str
) -> None:
    for step in GOOD_ROLES.values():
        set_role(repository, role, step, [new_key() for _ in range(6)])
        repository.publish("root", "targets", "snapshot", "timestamp")

        assert client.refresh() == 0

        assert client.trusted_bytes(role) == repository.path(role).read_bytes()


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_role_is_refused_where_too_few_of_its_keys_signed(
    client: TufClient, repository: TufSimulator, role: str
) -> None:
    for step in BAD_ROLES.values():
        set_role(repository, role, step, [new_key() for _ in range(6)])
        repository.publish("root", "targets", "snapshot", "timestamp")

        assert client.refresh() == 1

        assert role not in client.trusts()


def test_a_role_with_fewer_keys_than_must_sign_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    for _ in range(4):
        repository.add_key("snapshot", new_key())
    repository.root.roles["snapshot"].threshold = 6
    repository.publish("root", "snapshot", "timestamp")

    assert client.refresh() == 1
    assert client.trusts() == {"root": 2, "timestamp": 2}


def test_one_key_that_signs_many_times_counts_once(
    client: TufClient, repository: TufSimulator
) -> None:
    role = repository.root.roles["snapshot"]
    role.keyids = role.keyids * 9
    role.threshold = 6
    repository.publish("root", "snapshot", "timestamp")
    signed = json.loads(repository.path("snapshot").read_bytes())
    signed["signatures"] *= 9
    repository.lay_out("snapshot", json.dumps(signed).encode())

    assert client.refresh() == 1
    assert "snapshot" not in client.trusts()


def test_a_signature_that_stands_there_twice_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    signed = json.loads(repository.path("snapshot").read_bytes())
    signed["signatures"] *= 2
    repository.lay_out("snapshot", json.dumps(signed).encode())

    assert client.refresh() == 1
    assert "snapshot" not in client.trusts()


@pytest.mark.parametrize(
    "make",
    [
        CryptoSigner.generate_rsa,
        lambda: CryptoSigner.generate_rsa(scheme="rsa-pkcs1v15-sha256"),
        CryptoSigner.generate_ecdsa,
        CryptoSigner.generate_ed25519,
    ],
    ids=["rsa-pss", "rsa-pkcs1v15", "ecdsa", "ed25519"],
)
def test_each_kind_of_key_is_understood_and_a_false_signature_is_not(
    client: TufClient, repository: TufSimulator, make: Callable[[], CryptoSigner]
) -> None:
    key = make()
    repository.add_key("root", key)
    repository.root.roles["root"].threshold = 2
    repository.publish("root")
    assert client.refresh() == 0
    repository.publish("root")
    path = repository.path("root", 3)
    signed = json.loads(path.read_bytes())
    of_before = json.loads(repository.path("root", 2).read_bytes())["signatures"]
    signed["signatures"] = [
        old if new["keyid"] == key.public_key.keyid else new
        for old, new in zip(of_before, signed["signatures"], strict=True)
    ]
    path.write_text(json.dumps(signed))

    assert client.refresh() == 1
    assert client.trusts()["root"] == 2


@pytest.mark.parametrize("sig", ["ab" * 64, "", "not hexadecimal"])
def test_a_false_signature_beside_enough_good_ones_does_no_harm(
    client: TufClient, repository: TufSimulator, sig: str
) -> None:
    repository.add_key("timestamp", new_key())
    repository.publish("root", "timestamp")
    signed = json.loads(repository.path("timestamp").read_bytes())
    signed["signatures"][0]["sig"] = sig
    repository.lay_out("timestamp", json.dumps(signed).encode())

    assert client.refresh() == 0
