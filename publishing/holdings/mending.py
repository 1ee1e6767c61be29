"""Put whole copies in the place of what is lacking; it finds and notes nothing."""

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from programme.canonical import sha256_hex
from publishing.database import Database
from publishing.errors import NotThere, PublishingError
from publishing.files import FileStore
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.released import REPOSITORY, Released
from publishing.release.errors import ReleaseError
from publishing.release.publisher import Publisher
from publishing.release.reading import TARGETS
from publishing.release.repository import Repository
from publishing.tables.disclosures import ManifestRow

Backup = Callable[[str], bytes | None]
"""Gives a file's bytes by its path out of a backup; None: no backup has them."""
_log = logging.getLogger(__name__)


class Mender:
    """Know where else the bytes of a holding lie."""

    def __init__(
        self,
        *,
        repository: Repository,
        files: FileStore,
        database: Database,
        publisher: Publisher,
        backup: Backup,
    ) -> None:
        self._repository = repository
        self._files = files
        self._database = database
        self._publisher = publisher
        self._backup = backup

    def bytes_of(self, lack: Lack) -> bytes | None:
        """Return the whole bytes of what is lacking, wherever else they lie."""
        for data in self._copies(lack):
            if self._is_whole(lack, data):
                return data
        return None

    def mend(self, lack: Lack) -> bool:
        """Put a whole copy in its place; say whether there was one.

        Raises:
            RepositoryUnwritable: The disk refused.
            StorageFailed: The disk refused.
        """
        data = self.bytes_of(lack)
        if data is None:
            return False
        if lack.kind in {Kind.DESK, Kind.SCAN}:
            self._files.put(data)
        else:
            gone = lack.flaw is Flaw.MISSING
            self._repository.mend(self._path(lack), data, anew=gone)
        return True

    def publish_again(self, lacks: Iterable[Lack]) -> None:
        """Have made anew what the centre itself can make: programmes and their parts.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        lost = [one for one in lacks if one.kind in {Kind.ASSET, Kind.TARGET}]
        targets = {_target_of(one) for one in lost if one.kind is Kind.TARGET}
        try:
            for target, shards in Released(self._repository).shards():
                broken = [one for one in lost if one.sha256 in shards]
                if broken:
                    targets.add(target)
                    self._repository.remove(map(self._path, broken))
            if targets:
                self._publisher.publish_again(targets)
        except (ReleaseError, PublishingError) as error:
            _log.error("what was lost cannot be published again: %s", error)

    def _is_whole(self, lack: Lack, data: bytes) -> bool:
        if lack.sha256 is not None:
            return sha256_hex(data) == lack.sha256
        # A backup of the damaged file helps nobody.
        path = self._path(lack)
        return not path.is_file() or path.read_bytes() != data

    def _copies(self, lack: Lack) -> Iterator[bytes]:
        sha256 = lack.sha256
        try:
            if lack.kind is Kind.ASSET and sha256:
                yield from self._of_manifest(sha256)
                yield self._files.get(sha256)
            elif lack.kind in {Kind.DESK, Kind.SCAN} and sha256:
                yield self._repository.asset_path(sha256).read_bytes()
        except (NotThere, OSError):
            _log.debug("%s: no other copy in the county's folder", lack.name)
        kept = self._backup(lack.name) if _never_changes(lack) else None
        if kept is not None:
            yield kept

    def _of_manifest(self, sha256: str) -> Iterator[bytes]:
        with self._database.reading() as session:
            row = session.get(ManifestRow, sha256)
            if row is not None:
                yield row.body

    def _path(self, lack: Lack) -> Path:
        return self._repository.folder / PurePosixPath(lack.name).relative_to(
            REPOSITORY
        )


def _never_changes(lack: Lack) -> bool:
    """Say whether a file of this name has always had the same bytes."""
    return lack.kind is not Kind.BATCH and not lack.name.endswith("/timestamp.json")


def _target_of(lack: Lack) -> str:
    path = PurePosixPath(lack.name).relative_to(f"{REPOSITORY}/{TARGETS}")
    return path.with_name(path.name.partition(".")[2]).as_posix()
