from datetime import UTC, datetime

import pytest
from tuf.api.metadata import DelegatedRole

from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import FAR, TufSimulator

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        ("root", {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 1}),
        ("timestamp", {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 1}),
        ("snapshot", {"root": 2, "snapshot": 1, "targets": 1, "timestamp": 2}),
        ("targets", {"root": 2, "snapshot": 2, "targets": 1, "timestamp": 2}),
    ],
)
def test_an_expired_role_is_refused_and_those_before_it_kept(
    client: TufClient, repository: TufSimulator, role: str, kept: dict[str, int]
) -> None:
    assert client.refresh() == 0
    repository.signed[role].signed.expires = LONG_AGO
    repository.publish("root", "targets", "snapshot", "timestamp")

    assert client.refresh() == 1

    assert client.trusts() == kept


def test_an_expired_root_between_good_ones_does_not_stop_the_chain(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.root.expires = LONG_AGO
    repository.publish("root")
    repository.root.expires = FAR
    repository.publish("root")

    assert client.refresh() == 0
    assert client.trusts()["root"] == 3


def test_what_is_held_and_has_expired_can_still_be_brought_up_to_date(
    client: TufClient, repository: TufSimulator
) -> None:
    assert client.refresh() == 0
    for role in ("targets", "snapshot", "timestamp"):
        repository.signed[role].signed.expires = LONG_AGO
    repository.publish("targets", "snapshot", "timestamp")
    for role in ("targets", "snapshot", "timestamp"):
        # As if the client had taken them while they were good.
        held = client.metadata_folder / f"{role}.json"
        held.write_bytes(repository.path(role).read_bytes())
        repository.signed[role].signed.expires = FAR
    assert client.refresh() == 1
    repository.publish("targets", "snapshot", "timestamp")

    assert client.refresh() == 0

    assert client.trusts() == {"root": 1, "snapshot": 3, "targets": 3, "timestamp": 3}


def test_a_held_timestamp_that_has_expired_still_stops_an_older_one(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.publish("timestamp")
    repository.timestamp.expires = LONG_AGO
    repository.publish("timestamp")
    held = client.metadata_folder / "timestamp.json"
    held.write_bytes(repository.path("timestamp", 3).read_bytes())
    good = repository.path("timestamp", 2).read_bytes()
    repository.path("timestamp").write_bytes(good)

    assert client.refresh() == 1
    assert client.trusts()["timestamp"] == 3


def delegated(repository: TufSimulator, expires: datetime) -> None:
    role = DelegatedRole("part", [], 1, terminating=False, paths=["part/*"])
    repository.delegate("targets", role)
    repository.targets("part").expires = expires
    repository.add_file("part/a", b"a", role="part")
    repository.publish("part", "targets", "snapshot", "timestamp")


def test_an_expired_delegated_role_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    delegated(repository, LONG_AGO)
    assert client.refresh() == 0

    assert client.download("part/a") == 1

    assert client.files() == []
    assert "part" not in client.trusts()


def test_a_held_delegated_role_that_has_expired_needs_a_newer_one(
    client: TufClient, repository: TufSimulator
) -> None:
    delegated(repository, LONG_AGO)
    held = client.metadata_folder / "part.json"
    assert client.refresh() == 0
    held.write_bytes(repository.path("part").read_bytes())
    assert client.download("part/a") == 1
    repository.targets("part").expires = FAR
    repository.publish("part", "snapshot", "timestamp")

    assert client.download("part/a") == 0

    assert client.files() == [b"a"]
    assert client.trusts()["part"] == 2
