from urllib.parse import quote

import pytest
from tuf.api.metadata import DelegatedRole

from tests.fakes.centre_server import Reply
from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TufSimulator


def publish_file(
    repository: TufSimulator, name: str, data: bytes, *hashes: str
) -> None:
    repository.add_file(name, data, hashes=hashes or ("sha256",))
    repository.publish("targets", "snapshot", "timestamp")


@pytest.mark.parametrize(
    "hashes", [("sha256",), ("sha512",), ("sha512", "sha256")], ids="+".join
)
def test_a_file_is_fetched_by_one_of_its_digests(
    client: TufClient, repository: TufSimulator, hashes: tuple[str, ...]
) -> None:
    publish_file(repository, "path/to/file.txt", b"content", *hashes)
    info = repository.targets().targets["path/to/file.txt"]

    assert client.download("path/to/file.txt") == 0

    assert client.files() == [b"content"]
    assert client.server.asked[-1] in {
        f"GET /repository/targets/path/to/{digest}.file.txt"
        for digest in info.hashes.values()
    }


def test_a_file_that_is_here_already_is_not_fetched_again(
    client: TufClient, repository: TufSimulator
) -> None:
    publish_file(repository, "file", b"content")
    assert client.download("file") == 0

    assert client.download("file") == 0

    assert len(client.server.asked_for("/targets/")) == 1
    (client.files_folder / "file").write_bytes(b"damaged")
    assert client.download("file") == 0
    assert client.files() == [b"content"]


def test_other_bytes_than_signed_are_never_kept(
    client: TufClient, repository: TufSimulator
) -> None:
    publish_file(repository, "one", b"content of one")
    publish_file(repository, "two", b"content of two")
    assert client.download("one") == 0
    for name, bad in (("one", b"bad"), ("two", b"content of 222"), ("two", b"short")):
        repository.swap_file(name, bad)
        client.download(name)

        assert client.files() == [b"content of one"]
    assert client.download("two") == 1


def test_a_file_that_changes_lies_under_the_same_name(
    client: TufClient, repository: TufSimulator
) -> None:
    for number in range(3):
        good = b"content %d" % number
        publish_file(repository, "file", good)
        assert client.download("file") == 0
        repository.swap_file("file", b"malicious")
        repository.publish("targets", "snapshot", "timestamp")

        client.download("file")

        assert client.files() == [good]


@pytest.mark.parametrize("longer", [1, 5_000_000])
def test_a_file_longer_than_signed_is_read_no_further(
    client: TufClient, repository: TufSimulator, longer: int
) -> None:
    publish_file(repository, "file", b"content")
    repository.swap_file("file", b"content" + b"x" * longer)

    assert client.download("file") == 1
    assert client.files() == []


def test_a_line_that_breaks_leaves_nothing(
    client: TufClient, repository: TufSimulator
) -> None:
    publish_file(repository, "file", b"content")
    digest = repository.targets().targets["file"].hashes["sha256"]
    path = f"/repository/targets/{digest}.file"
    client.server.replies[path] = Reply(body=b"content", cut_after=3)
    assert client.download("file") == 1
    client.server.replies[path] = Reply(status=500)
    assert client.download("file") == 1
    client.server.replies[path] = Reply(status=302, headers={"Location": "/x"})
    assert client.download("file") == 1

    assert client.files() == []
    assert "GET /x" not in client.server.asked


@pytest.mark.parametrize("role", ["?", "#", "/part", "../part", "..", "区 %2F"])
def test_a_role_s_name_reaches_neither_another_address_nor_another_folder(
    client: TufClient, repository: TufSimulator, role: str
) -> None:
    delegation = DelegatedRole(role, [], 1, terminating=False, paths=["*"])
    repository.delegate("targets", delegation)
    repository.publish(role, "targets", "snapshot", "timestamp")

    assert client.download("nobody-signed-this") == 1

    name = quote(role, safe="")
    assert client.asked()[-1] == f"1.{name}"
    assert set(client.trusts()) == {"root", "snapshot", "targets", "timestamp", name}
    assert client.metadata_folder.parent == client.folder
    assert not (client.folder / "part.json").exists()


@pytest.mark.parametrize("name", ["a%2Fb", "a/../../b", "a/..%2F..%2Fb", "~a"])
def test_a_file_s_name_stays_within_the_folder(
    client: TufClient, repository: TufSimulator, name: str
) -> None:
    repository.add_file("safe", b"content")
    info = repository.targets().targets.pop("safe")
    info.path = name
    repository.targets().targets[name] = info
    repository.publish("targets", "snapshot", "timestamp")
    repository.serve_file(name.replace("/..", ""), b"content", info.hashes.values())

    client.download(name)

    outside = [path for path in client.folder.iterdir() if path.name != "metadata"]
    assert outside in ([client.files_folder], [])
    assert {path.parent for path in client.files_folder.rglob("*")} <= {
        client.files_folder
    }


@pytest.mark.parametrize("name", [".", ".."])
def test_a_name_that_is_a_folder_is_refused(
    client: TufClient, repository: TufSimulator, name: str
) -> None:
    repository.add_file("file", b"content")
    repository.targets().targets[name] = repository.targets().targets.pop("file")
    repository.publish("targets", "snapshot", "timestamp")

    assert client.download(name) == 1
    assert client.files() == []
