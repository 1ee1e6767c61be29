"""Find and remove files of the repository that nothing current names any more.

A file stays for a while after it was written, so that a device in the middle of a sync
ends it in peace. The chain of roots stays for ever.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from publishing.release.disk import is_staged
from publishing.release.following import assets_named, assets_of_manifest
from publishing.release.reading import ASSETS, METADATA, TARGETS
from publishing.release.repository import Repository


def prune(repository: Repository, *, before: datetime) -> int:
    """Remove old files and return how many.

    Raises:
        RepositoryDamaged: What is published now cannot be read: nothing is removed.
        RepositoryUnwritable: The disk refused.
    """
    wanted = _wanted(repository)
    old = [
        path
        for path in _files(repository.folder)
        if path not in wanted and _written_at(path) < before
    ]
    repository.remove(old)
    return len(old)


def expel(repository: Repository, manifests: Iterable[str]) -> int:
    """Remove at once what is left of these versions, and return how many files.

    A device in the middle of a sync that still names them fails, and asks anew: of what
    is to be forgotten nothing is handed out, however young it is (REQ-22).

    Args:
        repository: Which.
        manifests: Digests; what something current names stays.

    Raises:
        RepositoryDamaged: What is published now cannot be read: nothing is removed.
        RepositoryUnwritable: The disk refused.
    """
    paths = (repository.asset_path(sha256) for sha256 in manifests)
    left = [path for path in paths if path.is_file()]
    if not left:
        return 0
    wanted = _wanted(repository)
    gone = {
        file
        for path in left
        if path not in wanted
        for file in (path, *_assets_of_manifest(repository, path))
        if file not in wanted and file.is_file()
    }
    repository.remove(sorted(gone))
    return len(gone)


def _wanted(repository: Repository) -> set[Path]:
    return {*repository.current_files(), *_assets(repository)}


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
    at = repository.asset_path
    for name, data in repository.current_targets():
        for sha256 in assets_named(name, data, lambda one: at(one).read_bytes()):
            yield at(sha256)


def _assets_of_manifest(repository: Repository, path: Path) -> Iterator[Path]:
    return map(repository.asset_path, assets_of_manifest(path.read_bytes()))
