import json

import pytest
from tuf.api.metadata import MetaFile

from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TOP, TufSimulator, new_key

FIRST = ["2.root", "timestamp", "1.snapshot", "1.targets"]


def test_a_refresh_asks_in_order_and_keeps_the_very_bytes(
    client: TufClient, repository: TufSimulator
) -> None:
    odd = repository.path("timestamp").read_bytes() + b" "
    repository.path("timestamp").write_bytes(odd)

    assert client.refresh() == 0

    assert client.asked() == FIRST
    assert client.trusted_bytes("timestamp") == odd
    for role in ("root", "snapshot", "targets"):
        assert client.trusted_bytes(role) == repository.path(role, 1).read_bytes()


def test_a_download_refreshes_first(client: TufClient) -> None:
    assert client.download("nobody-signed-this") == 1

    assert client.asked() == FIRST
    assert client.trusts() == dict.fromkeys(TOP, 1)
    assert client.files() == []


def test_an_unversioned_repository_is_asked_without_versions(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.root.consistent_snapshot = False
    repository.add_file("a/file", b"plain")
    repository.publish("root", "targets", "snapshot", "timestamp")

    assert client.download("a/file") == 0

    assert client.asked() == ["2.root", "3.root", "timestamp", "snapshot", "targets"]
    assert client.server.asked[-1] == "GET /repository/targets/a/file"
    assert client.files() == [b"plain"]


def test_a_first_root_that_is_none_or_unsigned_asks_nothing(
    client: TufClient, repository: TufSimulator
) -> None:
    good = json.loads(repository.root_file.read_bytes())
    without_version = {**good, "signed": {**good["signed"]}}
    del without_version["signed"]["version"]
    unsigned = {**good, "signatures": [{**good["signatures"][0], "sig": "00" * 64}]}
    for bad in (without_version, unsigned, "nonsense"):
        root = client.folder / "bad.json"
        root.write_text(json.dumps(bad))
        client.init(root)

        assert client.refresh() == 1

    assert client.asked() == []


def test_a_root_or_folder_that_is_not_there_is_refused(client: TufClient) -> None:
    (client.metadata_folder / "root.json").unlink()

    assert client.refresh() == 1
    assert client.init(client.folder / "none.json") == 1


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        ("root", {"root": 1}),
        ("timestamp", {"root": 2}),
        ("snapshot", {"root": 2, "timestamp": 2}),
        ("targets", {"root": 2, "snapshot": 2, "timestamp": 2}),
    ],
)
def test_an_unsigned_role_is_refused_and_those_before_it_kept(
    client: TufClient, repository: TufSimulator, role: str, kept: dict[str, int]
) -> None:
    repository.signers[role].clear()
    repository.publish("root", "targets", "snapshot", "timestamp")

    assert client.refresh() == 1

    assert client.trusts() == kept


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        ("root", {"root": 1}),
        ("snapshot", {"root": 2, "timestamp": 2}),
        ("targets", {"root": 2, "snapshot": 2, "timestamp": 2}),
    ],
)
def test_a_version_other_than_its_address_says_is_refused(
    client: TufClient, repository: TufSimulator, role: str, kept: dict[str, int]
) -> None:
    for each in ("root", "targets", "snapshot", "timestamp"):
        repository.signed[each].signed.version += each == role
        repository.publish(each, version=2)

    assert client.refresh() == 1

    assert client.trusts() == kept


def test_a_timestamp_of_the_same_version_changes_nothing(
    client: TufClient, repository: TufSimulator
) -> None:
    assert client.refresh() == 0
    held = client.trusted_bytes("timestamp")
    repository.timestamp.snapshot_meta = MetaFile(100)
    repository.timestamp.version = 0
    repository.publish("timestamp")

    assert client.refresh() == 0

    assert client.trusted_bytes("timestamp") == held
    assert client.asked()[-1] == "timestamp"


def test_hashes_and_lengths_of_metadata_are_checked(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.names_hashes = True
    repository.publish("targets", "snapshot", "timestamp")
    assert client.refresh() == 0
    repository.publish("targets")
    named = repository.snapshot.meta["targets.json"]
    named.hashes = {"sha256": "0" * 64}
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == 1

    assert client.trusts() == {"root": 1, "snapshot": 3, "targets": 2, "timestamp": 3}


def test_metadata_longer_than_named_are_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.names_hashes = True
    repository.publish("targets", "snapshot", "timestamp")
    path = repository.path("targets", 2)
    path.write_bytes(path.read_bytes() + b" ")

    assert client.refresh() == 1
    assert "targets" not in client.trusts()


def test_targets_that_the_snapshot_does_not_name_yet_are_not_fetched(
    client: TufClient, repository: TufSimulator
) -> None:
    assert client.refresh() == 0
    repository.publish("targets")

    assert client.refresh() == 0

    assert client.trusts()["targets"] == 1
    assert client.asked()[-1] == "timestamp"


def test_fields_that_nobody_knows_are_kept_and_count(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.root.unrecognized_fields["更多"] = "值"
    repository.root.roles["root"].unrecognized_fields["more"] = [1, 2]
    key = next(iter(repository.root.keys.values()))
    key.unrecognized_fields["keyid_hash_algorithms"] = ["md5"]
    repository.publish("root")

    assert client.refresh() == 0
    assert client.trusts()["root"] == 2


@pytest.mark.parametrize(
    ("missing", "kept"),
    [
        ("timestamp", dict.fromkeys(TOP, 1)),
        ("snapshot", {**dict.fromkeys(TOP, 1), "timestamp": 2}),
        ("targets", {**dict.fromkeys(TOP, 2), "root": 1, "targets": 1}),
    ],
)
def test_a_missing_file_is_refused_and_those_before_it_kept(
    client: TufClient, repository: TufSimulator, missing: str, kept: dict[str, int]
) -> None:
    assert client.refresh() == 0
    repository.publish("targets", "snapshot", "timestamp")
    repository.path(missing).unlink()
    repository.path(missing, 2).unlink()

    assert client.refresh() == 1

    assert client.trusts() == kept
    asked = missing if missing == "timestamp" else f"2.{missing}"
    assert client.asked()[-1] == asked


def test_a_snapshot_in_place_of_a_timestamp_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.add_key("snapshot", repository.signers["timestamp"][0])
    repository.snapshot.meta = {"snapshot.json": MetaFile(1)}
    repository.publish("root", "snapshot")
    repository.lay_out("timestamp", repository.path("snapshot").read_bytes())

    assert client.refresh() == 1

    assert client.trusts() == {"root": 2}


def test_a_client_that_was_away_follows_every_root_at_once(
    client: TufClient, repository: TufSimulator
) -> None:
    for _ in range(12):
        repository.turn_keys("timestamp")
        repository.publish("root")
    repository.publish("timestamp")

    assert client.refresh() == 0

    assert client.trusts()["root"] == 13
    assert client.asked()[:13] == [f"{n}.root" for n in range(2, 15)]


def test_a_root_between_that_does_not_verify_stops_the_chain(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.publish("root")
    repository.signers["root"] = [new_key()]
    repository.publish("root")

    assert client.refresh() == 1
    assert client.trusts() == {"root": 2}
