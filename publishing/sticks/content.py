"""Say which files of the repository the devices of some groups need; copy none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.model import Directory
from programme.canonical import sha256_hex
from programme.echo import ECHO_TARGET
from programme.layout import Panel
from programme.manifest import Manifest
from programme.programme import (
    DIRECTORY_TARGET,
    PEOPLE_TARGET,
    Programme,
    Shard,
    progress_target_of,
    target_of,
)
from programme.witness import LOG_TARGET
from publishing.release.errors import RepositoryDamaged
from publishing.release.reading import RepositoryFolder

_EVERYBODYS = (PEOPLE_TARGET, DIRECTORY_TARGET, ECHO_TARGET, LOG_TARGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Be the targets and assets of some groups."""

    files: tuple[Path, ...]
    """Assets first: a target never names what is not there."""
    empty: tuple[str, ...]
    """Groups for which nothing has been published yet."""


def names_for(groups: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all targets that devices of some groups ask for."""
    own = [name for g in groups for name in (target_of(g), progress_target_of(g))]
    return (*_EVERYBODYS, *own)


def content_for(repository: RepositoryFolder, groups: tuple[str, ...]) -> Content:
    """Return what devices of some groups fetch.

    Raises:
        RepositoryDamaged: What is published cannot be read.
    """
    told = {name: repository.read_target(name) for name in names_for(groups)}
    data = {name: one for name, one in told.items() if one is not None}
    targets = [
        repository.target_path(name, sha256_hex(one)) for name, one in data.items()
    ]
    return Content(
        files=(*dict.fromkeys(_assets(repository, data)), *targets),
        empty=tuple(group for group in groups if target_of(group) not in data),
    )


def _assets(
    repository: RepositoryFolder, targets: Mapping[str, bytes]
) -> Iterator[Path]:
    for name, data in targets.items():
        if name.startswith("programmes/"):
            programme = Programme.parse(data)
            for ref in programme.shards:
                path = repository.asset_path(ref.sha256)
                yield path
                for entry in Shard.parse(_read(path)).entries:
                    manifest = repository.asset_path(entry.manifest.sha256)
                    yield from _of_manifest(repository, manifest, programme.panel)
        elif name == DIRECTORY_TARGET:
            for sha256 in Directory.parse(data).files():
                yield repository.asset_path(sha256)


def _of_manifest(
    repository: RepositoryFolder, path: Path, panel: Panel
) -> Iterator[Path]:
    yield path
    manifest = Manifest.parse(_read(path))
    pages = (page.asset for page in manifest.pages_for(panel))
    for ref in (manifest.blocks, *manifest.images, *pages):
        yield repository.asset_path(ref.sha256)


def _read(path: Path) -> bytes:
    """Return an asset's bytes.

    Raises:
        RepositoryDamaged: It is not there.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise RepositoryDamaged(path.name[:12], type(error).__name__) from error
