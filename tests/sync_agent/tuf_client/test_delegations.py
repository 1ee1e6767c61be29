from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tuf.api.metadata import DelegatedRole

from sync_agent.inner.http import Http
from sync_agent.inner.trust import Trust
from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TufSimulator, new_key

Edge = tuple[str, str]
"""Who delegates to whom; ! after a name: no other role is asked after it;
a colon and a pattern: only such names."""

GRAPHS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "one": (["targets>A"], ["A"]),
    "two side by side": (["targets>A", "targets>B"], ["A", "B"]),
    "two levels": (["targets>A", "targets>B", "B>C"], ["A", "B", "C"]),
    "depth first": (["targets>A", "targets>B", "A>C", "A>D"], ["A", "C", "D", "B"]),
    "three levels": (["targets>A", "targets>B", "A>C", "C>D"], ["A", "C", "D", "B"]),
    "the end of a search": (["targets>A", "targets>B", "A>C!", "A>D"], ["A", "C"]),
    "the end of a search goes on below": (
        ["targets>A", "targets>B", "A>C!", "C>D"],
        ["A", "C", "D"],
    ),
    "a branch for other names": (["targets>A:*.py", "targets>B", "A>C"], ["B"]),
    "a branch for other names below": (
        ["targets>A", "targets>B", "A>C:*.py", "C>D"],
        ["A", "B"],
    ),
    "a ring": (
        ["targets>A", "targets>B", "B>C", "C>D", "D>B"],
        ["A", "B", "C", "D"],
    ),
    "two delegate to a third": (
        ["targets>A", "targets>B", "B>C", "A>C"],
        ["A", "C", "B"],
    ),
    "two delegate other names to a third": (
        ["targets>A", "targets>B", "B>C", "A>C:*.py"],
        ["A", "B", "C"],
    ),
}


def lay_out(repository: TufSimulator, edges: Sequence[str]) -> None:
    touched = {"targets": None}
    for edge in edges:
        delegator, _, rest = edge.partition(">")
        name, _, pattern = rest.partition(":")
        role = DelegatedRole(
            name.rstrip("!"),
            [],
            1,
            terminating=name.endswith("!"),
            paths=[pattern or "*"],
        )
        repository.delegate(delegator, role)
        touched[role.name] = None
    repository.publish(*touched, "snapshot", "timestamp")


@pytest.mark.parametrize("name", GRAPHS)
def test_delegations_are_searched_depth_first_in_their_order(
    client: TufClient, repository: TufSimulator, name: str
) -> None:
    edges, visited = GRAPHS[name]
    lay_out(repository, edges)

    assert client.download("missing") == 1

    assert client.asked()[4:] == [f"1.{role}" for role in visited]
    assert set(visited) <= set(client.trusts())


@pytest.mark.parametrize(
    ("file", "found", "visited"),
    [
        ("plain", True, []),
        ("read.md", True, ["A"]),
        ("releases/x/one", True, ["B", "C"]),
        ("releases/y/one.zip", True, ["B", "D"]),
        ("releases/z/one.zip", False, ["B"]),
        ("releases/x/deep/one", False, []),
    ],
)
def test_a_file_counts_only_where_every_role_above_may_name_it(
    client: TufClient,
    repository: TufSimulator,
    file: str,
    found: bool,
    visited: list[str],
) -> None:
    lay_out(
        repository,
        [
            "targets>A:*.md",
            "targets>B:releases/*/*",
            "B>C:releases/x/*",
            "B>D:releases/y/*.zip",
        ],
    )
    repository.add_file("plain", b"plain")
    repository.add_file("read.md", b"read", role="A")
    repository.add_file("releases/x/one", b"x", role="C")
    repository.add_file("releases/y/one.zip", b"y", role="D")
    repository.add_file("releases/z/one.zip", b"z", role="D")
    repository.add_file("releases/x/deep/one", b"deep", role="C")
    repository.publish("A", "B", "C", "D", "targets", "snapshot", "timestamp")

    assert client.download(file) == (0 if found else 1)

    assert client.asked()[4:] == [f"2.{role}" for role in visited]
    assert len(client.files()) == found


@pytest.mark.parametrize(
    ("bits", "file", "asked"),
    [
        (1, "boo", "bin-0"),
        (1, "too", "bin-1"),
        (2, "foo", "bin-0"),
        (2, "doo", "bin-1"),
        (2, "too", "bin-2"),
        (2, "bar", "bin-3"),
        (8, "bar", "bin-fc"),
    ],
)
def test_of_hash_bins_only_the_one_of_the_name_is_fetched(
    client: TufClient, repository: TufSimulator, bits: int, file: str, asked: str
) -> None:
    bins = repository.spread(bits)
    repository.add_file(file, b"content", role=asked)
    repository.publish(*bins, "targets", "snapshot", "timestamp")

    assert client.download(file) == 0

    assert client.asked()[4:] == [f"1.{asked}"]
    assert client.files() == [b"content"]


def test_a_bin_that_names_a_file_of_another_bin_is_not_believed(
    client: TufClient, repository: TufSimulator
) -> None:
    bins = repository.spread(2)
    repository.add_file("foo", b"content", role="bin-3")
    repository.publish(*bins, "targets", "snapshot", "timestamp")

    assert client.download("foo") == 1
    assert client.asked()[4:] == ["1.bin-0"]


def test_a_delegated_role_that_is_unsigned_missing_or_unnamed_is_refused(
    client: TufClient, repository: TufSimulator
) -> None:
    lay_out(repository, ["targets>A"])
    repository.add_file("file", b"content", role="A")
    good = repository.signers["A"]
    repository.signers["A"] = [new_key()]
    repository.publish("A", "snapshot", "timestamp")
    assert client.download("file") == 1
    repository.signers["A"] = good
    repository.publish("A", "snapshot", "timestamp")
    repository.path("A", 3).rename(repository.path("A", 33))
    assert client.download("file") == 1
    repository.path("A", 33).rename(repository.path("A", 3))
    assert client.download("file") == 0

    del repository.snapshot.meta["A.json"]
    repository.publish("snapshot", "timestamp")

    assert client.download("file") == 1
    assert client.files() == [b"content"]


# F19: the everyday keys sign bins, and may not fill a disk by delegating on.
def test_a_device_asks_a_bin_and_nobody_that_the_bin_names(
    client: TufClient, repository: TufSimulator, tmp_path: Path
) -> None:
    lay_out(repository, ["targets>A", "A>C", "C>D"])
    http = Http(ca_file=None, read_timeout_s=2.0, total_timeout_s=5.0)
    trust = Trust(
        http=http,
        metadata_url=f"{client.server.repository_url}/metadata",
        targets_url="",
        folder=tmp_path / "own",
        bootstrap=repository.root_file.read_bytes(),
        clock=client.clock,
        most_delegations=2,
    )

    with closing(http):
        assert trust.update().target("missing") is None

    assert client.asked()[4:] == ["1.A", "1.C"]
    assert not [*(tmp_path / "own").glob("D*")]


def test_a_role_is_judged_by_the_keys_of_whoever_delegates_the_name_to_it(
    client: TufClient, repository: TufSimulator
) -> None:
    for edge in (("targets", "A", "a/*"), ("targets", "B", "b/*")):
        delegate(repository, *edge)
    delegate(repository, "A", "C", "*/*")
    only_by_a = list(repository.signers["C"])
    delegate(repository, "B", "C", "*/*")
    repository.signers["C"] = only_by_a
    for file in ("a/one", "b/two"):
        repository.add_file(file, file.encode(), role="C")
    repository.publish("A", "B", "C", "targets", "snapshot", "timestamp")

    assert client.download("a/one") == 0
    assert client.download("b/two") == 1
    assert client.download("a/one") == 0

    assert client.files() == [b"a/one"]


def delegate(repository: TufSimulator, delegator: str, name: str, pattern: str) -> None:
    repository.delegate(
        delegator, DelegatedRole(name, [], 1, terminating=False, paths=[pattern])
    )
