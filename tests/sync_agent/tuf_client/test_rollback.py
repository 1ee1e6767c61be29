import pytest
from tuf.api.metadata import MetaFile

from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TOP, TufSimulator


def again(repository: TufSimulator, role: str, version: int) -> None:
    """Publish a role under a version that it had before."""
    repository.signed[role].signed.version = version - 1
    repository.publish(role)


def test_an_older_timestamp_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.publish("timestamp")
    assert client.refresh() == 0
    again(repository, "timestamp", 1)

    assert client.refresh() == 1

    assert client.trusts()["timestamp"] == 2
    assert client.asked()[-1] == "timestamp"


@pytest.mark.parametrize("hashes", [False, True])
def test_an_older_snapshot_is_refused(
    client: TufClient, repository: TufSimulator, hashes: bool
) -> None:
    repository.names_hashes = hashes
    repository.publish("snapshot", "timestamp")
    assert client.refresh() == 0
    again(repository, "snapshot", 1)
    repository.publish("timestamp")

    assert client.refresh() == 1

    assert client.trusts()["timestamp"] == 2
    assert client.trusts()["snapshot"] == 2


def test_an_older_snapshot_that_no_timestamp_names_is_not_even_asked_for(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.publish("snapshot", "timestamp")
    assert client.refresh() == 0
    again(repository, "snapshot", 1)

    assert client.refresh() == 0

    assert client.trusts()["snapshot"] == 2
    assert client.asked()[-1] == "timestamp"


@pytest.mark.parametrize("hashes", [False, True])
def test_older_targets_are_refused(
    client: TufClient, repository: TufSimulator, hashes: bool
) -> None:
    repository.names_hashes = hashes
    repository.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == 0
    again(repository, "targets", 1)
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == 1

    assert client.trusts()["targets"] == 2


def test_a_role_that_vanishes_from_the_snapshot_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    assert client.refresh() == 0
    repository.snapshot.meta = {"other.json": MetaFile(1)}
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == 1
    assert client.trusts()["snapshot"] == 1


def test_a_snapshot_that_says_another_version_than_the_timestamp_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.snapshot.version = 5
    repository.publish("snapshot", version=1)

    assert client.refresh() == 1

    assert client.trusts() == {"root": 1, "timestamp": 1}
    assert client.asked()[-1] == "1.snapshot"


def test_a_repository_that_stands_still_goes_on_verifying(
    client: TufClient,
) -> None:
    assert client.refresh() == 0
    assert client.refresh() == 0

    assert client.trusts() == dict.fromkeys(TOP, 1)
    assert client.asked()[-2:] == ["2.root", "timestamp"]


def test_a_timestamp_that_ran_far_ahead_is_recovered_by_a_new_key(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.timestamp.version = 99_998
    repository.publish("timestamp")
    assert client.refresh() == 0
    assert client.trusts()["timestamp"] == 99_999
    repository.turn_keys("timestamp")
    repository.publish("root")
    again(repository, "timestamp", 1)

    assert client.refresh() == 0

    assert client.trusts()["timestamp"] == 1


def test_a_snapshot_that_ran_far_ahead_is_recovered_by_two_new_keys(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.snapshot.version = 99_998
    repository.publish("snapshot", "timestamp")
    assert client.refresh() == 0
    assert client.trusts()["snapshot"] == 99_999
    repository.turn_keys("snapshot")
    repository.turn_keys("timestamp")
    repository.publish("root")
    again(repository, "snapshot", 1)
    again(repository, "timestamp", 1)

    assert client.refresh() == 0

    assert client.trusts()["snapshot"] == 1
    assert client.trusts()["timestamp"] == 1


def test_targets_that_ran_far_ahead_are_recovered_by_a_new_snapshot_key(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.signed["targets"].signed.version = 99_998
    repository.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == 0
    assert client.trusts()["targets"] == 99_999
    repository.turn_keys("snapshot")
    repository.publish("root")
    again(repository, "targets", 2)
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == 0

    assert client.trusts()["targets"] == 2
