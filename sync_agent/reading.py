"""Read one adopted set, each file checked against the digest that named it.

It reads a set once from start to end; when to read, and again, is the store's matter.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from directory.index_file import IndexFile
from directory.model import Directory, DirectoryShard
from directory.places import Places
from programme.approval import People
from programme.document import Document
from programme.errors import ContractError
from programme.manifest import Manifest
from programme.override_verdict import by_gravity
from programme.playlist import Item
from programme.programme import Entry, Programme, Shard
from programme.progress import Progress
from sync_agent.adopted import Adopted, Named, with_early_recalls
from sync_agent.assets import AssetUnusable
from sync_agent.erasures import erasures_at
from sync_agent.layout import Layout

Kind = TypeVar("Kind", bound=Document)
_log = logging.getLogger(__name__)


class StoreDamaged(Exception):
    """Say that what is adopted cannot be read; the agent repairs it by itself."""

    code = "store_damaged"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"本机保存的{what}读不出来，正在重新取得。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Be all that is adopted, read and checked: one consistent set."""

    adopted: Adopted
    programme: Programme
    """With the orders that stand: without those that do not hold, with those that are
    missing without a signed end."""
    items: tuple[Item, ...]
    """What may be shown within its windows, in the order of the programme."""
    people: People
    progress: Progress | None
    directory: Directory | None
    directory_shards: tuple[DirectoryShard, ...]
    directory_index: IndexFile | None
    """What was gathered for the search; None where there is none, or an unknown one."""
    directory_places: Places | None = None
    """Words beside disclosures, as the directory names them; `wording` judges them."""
    damaged: tuple[str, ...]
    """Names of files that were left out; they were reported to the agent."""


class Reading:
    """Read one set; what an earlier reading has parsed is not parsed again."""

    def __init__(
        self,
        layout: Layout,
        *,
        known: Mapping[str, Document],
        report: Callable[[str], None],
    ) -> None:
        self._at = layout
        self._assets = layout.assets
        self._known = known
        self._report = report
        self._damaged: list[str] = []
        self.parsed: dict[str, Document] = {}
        """Every document of this set by its digest."""

    def held(self, adopted: Adopted) -> Held:
        """Return the set; what is damaged is left out and reported.

        Raises:
            StoreDamaged: The programme or the list of people cannot be read.
        """
        programme = self.document(Programme, adopted.programme)
        items = tuple(self._items(adopted, programme))
        programme = with_early_recalls(adopted, _obeyed(adopted, programme))
        people = self.document(People, adopted.people)
        directory = self._optional(Directory, adopted.directory)
        progress = self._optional(Progress, adopted.progress)
        shards = () if directory is None else directory.shards
        index, places = (
            (None, None) if directory is None else (directory.index, directory.places)
        )
        return Held(
            adopted=adopted,
            programme=programme,
            items=items,
            people=people,
            progress=progress,
            directory=directory,
            directory_shards=tuple(self._each(DirectoryShard, shards)),
            directory_index=self._beside(IndexFile, index),
            directory_places=self._beside(Places, places),
            damaged=tuple(self._damaged),
        )

    def document(self, kind: type[Kind], named: Named) -> Kind:
        """Return a signed document.

        Raises:
            StoreDamaged: It is missing or damaged; it was reported.
        """
        known = self._known.get(named.sha256)
        if not isinstance(known, kind):
            try:
                data = self._at.document(named.sha256).read_bytes()
                known = kind.parse_named(data, named.sha256)
            except (OSError, ContractError) as error:
                self._report(named.sha256)
                raise StoreDamaged(kind.kind_name) from error
        self.parsed[named.sha256] = known
        return known

    def _items(self, adopted: Adopted, programme: Programme) -> Iterator[Item]:
        not_shown = {refusal.disclosure for refusal in adopted.refused}
        not_shown.update(entry.disclosure for entry in adopted.kept)
        not_shown.update(adopted.withdrawn)
        erased = erasures_at(self._at.erasures).entries
        entries: list[Entry] = []
        for shard in self._each(Shard, (ref.sha256 for ref in programme.shards)):
            entries += [e for e in shard.entries if e.disclosure not in not_shown]
        for entry in (*entries, *adopted.kept):
            if erased and entry.digest() in erased:
                continue
            for manifest in self._each(Manifest, (entry.manifest.sha256,)):
                yield Item(entry=entry, manifest=manifest)

    def _each(self, kind: type[Kind], names: Iterable[str]) -> Iterator[Kind]:
        """Yield the documents with these names that can be read."""
        for name in names:
            try:
                yield self._asset(kind, name)
            except (AssetUnusable, ContractError):
                self._damaged.append(name)
                self._report(name)

    def _beside(self, kind: type[Kind], name: str | None) -> Kind | None:
        """Return a file of the directory that may be missing, if it is known here.

        What needs it goes without, so its damage is no damage of the set.
        """
        if name is None:
            return None
        try:
            return self._asset(kind, name)
        except AssetUnusable as error:
            self._report(name)
            _log.warning("%s: %s", kind.kind_name, error)
        except ContractError as error:
            # Another version of the file: fetching it again would mend nothing.
            _log.warning("%s: %s", kind.kind_name, error)
        return None

    def _asset(self, kind: type[Kind], sha256: str) -> Kind:
        known = self._known.get(sha256)
        if not isinstance(known, kind):
            known = kind.parse(self._assets.read(sha256))
        self.parsed[sha256] = known
        return known

    def _optional(self, kind: type[Kind], named: Named | None) -> Kind | None:
        if named is None:
            return None
        try:
            return self.document(kind, named)
        except StoreDamaged:
            self._damaged.append(named.sha256)
            return None


def _obeyed(adopted: Adopted, programme: Programme) -> Programme:
    """Return a programme with the emergency notices and stops that stand."""
    dropped = set(adopted.dropped_orders)
    named = [one for one in programme.overrides() if one.id not in dropped]
    if adopted.override_refused and not dropped:
        # Adopted before an order was named by its id: the only notice does not hold.
        named = []
    overrides = by_gravity((*named, *adopted.kept_overrides))
    stops = tuple(one for one in programme.stops if one.id not in dropped)
    return programme.model_copy(
        update={
            "override": overrides[0] if overrides else None,
            "more_overrides": overrides[1:],
            "stops": (*stops, *adopted.kept_stops),
        }
    )
