"""Bring all that a programme names onto this disk, and read it; decide nothing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from programme.document import Document
from programme.errors import ContractError
from programme.layout import Panel
from programme.manifest import Manifest
from programme.playlist import Item
from programme.programme import Programme, Shard
from sync_agent.assets import AssetFolder, AssetUnusable
from sync_agent.inner.downloads import Downloads, Wanted
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.needs import files_of_all
from sync_agent.inner.release import Release
from sync_agent.inner.webp import webp_size

Kind = TypeVar("Kind", bound=Document)


class Gatherer:
    """Fetch what a release names below its targets."""

    def __init__(
        self,
        downloads: Downloads,
        assets: AssetFolder,
        erased: Callable[[], frozenset[str]],
    ) -> None:
        self._downloads = downloads
        self._assets = assets
        self._erased = erased

    def items(self, programme: Programme, known: Iterable[Item]) -> tuple[Item, ...]:
        """Return every entry of a programme with its manifest, fetched where new.

        What this device has erased is not fetched again while its entry is the same.

        Raises:
            ReleaseRefused: A shard or a manifest is missing or malformed.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        self._downloads.fetch(map(Wanted.of, programme.shards))
        entries = [
            entry
            for ref in programme.shards
            for entry in self._parsed(Shard, ref.sha256).entries
        ]
        if erased := self._erased():
            entries = [entry for entry in entries if entry.digest() not in erased]
        self._downloads.fetch(Wanted.of(entry.manifest) for entry in entries)
        read = {item.entry.manifest.sha256: item.manifest for item in known}
        for name in (entry.manifest.sha256 for entry in entries):
            if name not in read:
                read[name] = self._parsed(Manifest, name)
        return tuple(Item(entry=e, manifest=read[e.manifest.sha256]) for e in entries)

    def files(self, release: Release, items: Iterable[Item]) -> None:
        """Fetch the pages, blocks and pictures of items, and the directory's files.

        Raises:
            ReleaseRefused: A file is missing, or has other bytes than were named.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        panel = release.programme.panel
        files = [Wanted.of(ref) for ref in files_of_all(items, panel)]
        if release.directory is not None:
            files += map(Wanted, release.directory.files())
        self._downloads.fetch(files)

    def unusable(self, items: Iterable[Item], panel: Panel) -> frozenset[str]:
        """Return the manifests whose pictures have not the size that they say."""
        return frozenset(
            item.entry.manifest.sha256
            for item in items
            if not self._pictures_hold(item, panel)
        )

    def _pictures_hold(self, item: Item, panel: Panel) -> bool:
        return all(
            webp_size(self._assets.head(page.asset.sha256)) == (page.width, page.height)
            for page in item.manifest.pages_for(panel)
        )

    def _parsed(self, kind: type[Kind], sha256: str) -> Kind:
        """Return a document that lies among the assets.

        Raises:
            ReleaseRefused: It is not what the programme says it is.
        """
        try:
            return kind.parse(self._assets.read(sha256))
        except (ContractError, AssetUnusable) as error:
            raise ReleaseRefused(Flaw.MALFORMED, kind.kind_name) from error
