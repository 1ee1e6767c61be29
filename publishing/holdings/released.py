"""Say what the published repository lacks; it reads, and mends nothing."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path
from typing import Any

from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from programme.canonical import sha256_hex
from programme.programme import Programme
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.release.disk import is_staged
from publishing.release.errors import RepositoryDamaged
from publishing.release.following import assets_named
from publishing.release.reading import ASSETS, RepositoryFolder, State
from publishing.release.roles import PEOPLE, SPREAD, bins_of

REPOSITORY = "repository"
Spare = Callable[[Lack], bytes | None]
"""Gives whole bytes of what is lacking, to look on through it; None: there are none."""


def no_spare(_: Lack) -> None:
    """Be somebody who has no copy of anything."""


class Released:
    """Be asked what a repository lacks."""

    def __init__(self, folder: RepositoryFolder, *, spare: Spare = no_spare) -> None:
        self._folder = folder
        self._spare = spare

    def lacks(self) -> Iterator[Lack]:
        """Yield what the current release names and is not there as it was signed.

        Whether the bytes of assets are theirs `damaged` looks: that takes long.
        """
        yield from self._roots()
        try:
            state = self._folder.state()
            yield from self._unsigned(state)
            for role in self._roles(state):
                yield from self._of_role(state, role)
        except RepositoryDamaged as error:
            yield self._metadata(error.name)
            return
        seen: set[str] = set()
        for name, sha256 in self._targets(state):
            path = self._folder.target_path(name, sha256)
            if _bytes_of(path, sha256) is None:
                yield self._lack(Kind.TARGET, path)
            for asset in self._assets_of(name, sha256):
                path = self._folder.asset_path(asset)
                if asset not in seen and not path.is_file():
                    yield self._lack(Kind.ASSET, path)
                seen.add(asset)

    def damaged(self, part: str = "??") -> Iterator[Lack]:
        """Yield the assets whose bytes are not those of their names.

        Args:
            part: The first two letters of their names; without it, all.
        """
        for path in damaged_in(self._folder.folder / ASSETS, part):
            yield self._lack(Kind.ASSET, path)

    def named(self) -> frozenset[str]:
        """Return the SHA-256 of every asset that the current release leads to.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        return frozenset(
            asset
            for name, sha256 in self._targets(self._folder.state())
            for asset in self._assets_of(name, sha256)
        )

    def shards(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield the current programmes that can be read, with the shards they name.

        Raises:
            RepositoryDamaged: It cannot be read.
        """
        for name, sha256 in self._targets(self._folder.state()):
            data = _bytes_of(self._folder.target_path(name, sha256), sha256)
            if data is not None and name.startswith("programmes/"):
                told = Programme.parse(data).shards
                yield name, frozenset(ref.sha256 for ref in told)

    def _roots(self) -> Iterator[Lack]:
        """Yield the roots that a device of long ago would ask for in vain."""
        folder = self._folder.metadata_folder
        numbers = {
            int(path.name.partition(".")[0]) for path in folder.glob("[0-9]*.root.json")
        }
        for number in range(1, max(numbers, default=1) + 1):
            if number not in numbers:
                yield self._metadata(f"{number}.root.json")

    def _unsigned(self, state: State) -> Iterator[Lack]:
        """Yield top-level roles whose signatures do not fit their words any more."""
        root, targets = state.root.signed, state.targets.signed
        told: list[tuple[Root | Targets, str, Metadata[Any]]] = [
            (root, Timestamp.type, state.timestamp),
            (root, Snapshot.type, state.snapshot),
            (root, Targets.type, state.targets),
            *([(targets, SPREAD, state.spread)] if state.apart else []),
        ]
        for by, role, metadata in told:
            if not _holds(by, role, metadata):
                yield self._metadata(_numbered(role, metadata))

    def _of_role(self, state: State, role: str) -> Iterator[Lack]:
        """Yield a role of documents that cannot be read, or is not signed."""
        try:
            metadata = self._folder.bin(state, role)
        except RepositoryDamaged as error:
            yield self._metadata(error.name)
            return
        by = state.targets if role == PEOPLE else state.spread
        if not _holds(by.signed, role, metadata):
            yield self._metadata(_numbered(role, metadata))

    def _roles(self, state: State) -> Iterator[str]:
        yield from bins_of(state.spread.signed).get_roles()
        if state.apart:
            yield PEOPLE

    def _targets(self, state: State) -> Iterator[tuple[str, str]]:
        """Yield the names and SHA-256 of documents, as far as roles can be read."""
        for role in self._roles(state):
            with suppress(RepositoryDamaged):
                for name, file in self._folder.bin(state, role).signed.targets.items():
                    if state.role_of(name) == role:
                        yield name, file.hashes["sha256"]

    def _assets_of(self, name: str, sha256: str) -> Iterator[str]:
        path = self._folder.target_path(name, sha256)
        data = self._whole(Kind.TARGET, path, sha256)
        if data is not None:
            yield from assets_named(name, data, self._read)

    def _read(self, sha256: str) -> bytes | None:
        return self._whole(Kind.ASSET, self._folder.asset_path(sha256), sha256)

    def _whole(self, kind: Kind, path: Path, sha256: str) -> bytes | None:
        data = _bytes_of(path, sha256)
        return self._spare(self._lack(kind, path)) if data is None else data

    def _metadata(self, name: str) -> Lack:
        return self._lack(Kind.METADATA, self._folder.metadata_folder / name)

    def _lack(self, kind: Kind, path: Path) -> Lack:
        inside = path.relative_to(self._folder.folder).as_posix()
        flaw = Flaw.DAMAGED if path.exists() else Flaw.MISSING
        return Lack(kind=kind, name=f"{REPOSITORY}/{inside}", flaw=flaw)


def damaged_in(folder: Path, part: str = "??") -> Iterator[Path]:
    """Yield the files whose bytes are not those of their names."""
    for path in sorted(folder.glob(f"{part}/*")):
        staged = is_staged(path) or path.name.startswith(".part-")
        if not (staged or _is_whole(path)):
            yield path


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest() == path.name
    except FileNotFoundError:
        # It was removed meanwhile: whether anything names it, others look.
        return True
    except OSError:
        return False


def _bytes_of(path: Path, sha256: str) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if sha256_hex(data) == sha256 else None


def _holds(by: Root | Targets, role: str, metadata: Metadata[Any]) -> bool:
    return by.get_verification_result(
        role, metadata.signed_bytes, metadata.signatures
    ).verified


def _numbered(role: str, metadata: Metadata[Any]) -> str:
    stamp = role == Timestamp.type
    return "timestamp.json" if stamp else f"{metadata.signed.version}.{role}.json"
