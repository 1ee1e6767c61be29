"""Follow what a target names, down to the pictures; it looks at no disk itself."""

from collections.abc import Callable, Iterator

from directory.model import Directory
from programme.manifest import Manifest
from programme.programme import DIRECTORY_TARGET, Programme, Shard

Read = Callable[[str], bytes | None]
"""Gives an asset by its SHA-256; None: what it names cannot be followed."""


def assets_named(target: str, data: bytes, read: Read) -> Iterator[str]:
    """Yield the SHA-256 of every asset that a target leads to.

    Raises:
        ContractError: The target is not what its name says.
    """
    if target.startswith("programmes/"):
        for ref in Programme.parse(data).shards:
            yield ref.sha256
            yield from _of_shard(read(ref.sha256), read)
    elif target == DIRECTORY_TARGET:
        yield from Directory.parse(data).files()


def assets_of_manifest(manifest: bytes) -> Iterator[str]:
    """Yield the SHA-256 of every file that a manifest names.

    Raises:
        ContractError: It is no manifest.
    """
    return (ref.sha256 for ref in Manifest.parse(manifest).assets())


def _of_shard(shard: bytes | None, read: Read) -> Iterator[str]:
    if shard is None:
        return
    for entry in Shard.parse(shard).entries:
        sha256 = entry.manifest.sha256
        yield sha256
        manifest = read(sha256)
        if manifest is not None:
            yield from assets_of_manifest(manifest)
