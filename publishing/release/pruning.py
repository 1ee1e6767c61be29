"""Find and remove files of the repository that nothing current names any more.

A file stays for a while after it was written, so that a device in the middle of a sync
ends it in peace. The chain of roots stays for ever.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from programme.manifest import Manifest
from programme.programme import DIRECTORY_TARGET, Programme, Shard
from publishing.release.disk import is_staged
from publishing.release.reading import ASSETS, METADATA, TARGETS
from publishing.release.repository import Repository


def prune(repository: Repository, *, before: datetime) -> int:
    """Remove old files and return how many.

    Raises:
        RepositoryDamaged: What is published now cannot be read: nothing is removed.
        RepositoryUnwritable: The disk refused.
    """
    wanted = set(repository.current_files())
    wanted |= set(_assets(repository))
    old = [
        path
        for path in _files(repository.folder)
        if path not in wanted and _written_at(path) < before
    ]
    repository.remove(old)
    return len(old)


def _files(folder: Path) -> Iterator[Path]:
    for name in (METADATA, TARGETS, ASSETS):
        for path in (folder / name).rglob("*"):
            is_root = path.name.endswith(".root.json") and not is_staged(path)
            if path.is_file() and not is_root:
                yield path


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _assets(repository: Repository) -> Iterator[Path]:
    """Yield every asset that the current targets name, down to the pictures."""
    for name, data in repository.current_targets():
        if name.startswith("programmes/"):
            for ref in Programme.parse(data).shards:
                yield repository.asset_path(ref.sha256)
                yield from _assets_of_shard(repository, ref.sha256)
        elif name == DIRECTORY_TARGET:
            for sha256 in json.loads(data)["shards"]:
                yield repository.asset_path(sha256)


def _assets_of_shard(repository: Repository, sha256: str) -> Iterator[Path]:
    shard = Shard.parse(repository.asset_path(sha256).read_bytes())
    for entry in shard.entries:
        path = repository.asset_path(entry.manifest.sha256)
        yield path
        for ref in Manifest.parse(path.read_bytes()).assets():
            yield repository.asset_path(ref.sha256)
