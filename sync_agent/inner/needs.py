"""Say which files a set needs; touch none of them."""

from collections.abc import Iterable, Iterator

from programme.blocks import AssetRef
from programme.layout import Panel
from programme.manifest import Manifest
from programme.playlist import Item
from sync_agent.adopted import Adopted
from sync_agent.store import Held


def files_of(manifest: Manifest, panel: Panel) -> Iterator[AssetRef]:
    """Yield the files that a panel needs of a disclosure: its own pages only."""
    yield manifest.blocks
    yield from manifest.images
    for page in manifest.pages_for(panel):
        yield page.asset


def files_of_all(items: Iterable[Item], panel: Panel) -> Iterator[AssetRef]:
    """Yield the files that a panel needs of several disclosures."""
    for item in items:
        yield from files_of(item.manifest, panel)


def assets_of(held: Held) -> frozenset[str]:
    """Return the names of all assets that a set needs, its own parts among them."""
    needed = {ref.sha256 for ref in files_of_all(held.items, held.programme.panel)}
    needed.update(item.entry.manifest.sha256 for item in held.items)
    needed.update(shard.sha256 for shard in held.programme.shards)
    if held.directory is not None:
        needed.update(held.directory.files())
    return frozenset(needed)


def documents_of(adopted: Adopted) -> frozenset[str]:
    """Return the names of the signed documents that a set needs."""
    parts = (
        adopted.programme,
        adopted.people,
        adopted.directory,
        adopted.progress,
    )
    return frozenset(part.sha256 for part in parts if part is not None)
