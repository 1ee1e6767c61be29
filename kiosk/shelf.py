"""Hold what the kiosk can show right now; a thread reads it, pages never touch disk.

What is open at an instant is asked in `kiosk.notices`; nothing is decided here.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from directory.index import Index
from directory.model import (
    Counter,
    Department,
    Directory,
    LifeEvent,
    Readings,
    ServiceItem,
)
from directory.words import SpokenWords
from programme.blocks import AssetRef, Revision
from programme.errors import ContractError
from programme.workdays import Workdays
from sync_agent.state import StateReport, read_state
from sync_agent.store import AssetUnusable, Held, Store, StoreDamaged

_LOOK_AGAIN_S = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Guide:
    """Be the directory with what is needed to answer from it."""

    directory: Directory
    items: tuple[ServiceItem, ...]
    readings: Mapping[str, Readings]
    """How the items sound, by item."""
    index: Index

    @cached_property
    def by_item(self) -> Mapping[str, ServiceItem]:
        """Return the service items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def counters(self) -> Mapping[str, Counter]:
        """Return the counters by id."""
        return {counter.id: counter for counter in self.directory.counters}

    @cached_property
    def departments(self) -> Mapping[str, Department]:
        """Return the departments by id."""
        return {office.id: office for office in self.directory.departments}

    @cached_property
    def events(self) -> tuple[LifeEvent, ...]:
        """Return the life events that have something to do, in their order."""
        used = {event for item in self.items for event in item.life_events}
        events = sorted(self.directory.life_events, key=lambda event: event.order)
        return tuple(event for event in events if event.id in used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Be all that the kiosk has at one moment."""

    held: Held | None = None
    """None before the first adoption, and while it cannot be read."""
    guide: Guide | None = None
    workdays: Workdays | None = None
    report: StateReport | None = None
    damaged: bool = False
    """Something is adopted that cannot be read; the agent repairs it."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the programme."""
        name = self.held.programme.time_zone if self.held else "Asia/Shanghai"
        return ZoneInfo(name)


@dataclass
class Shelf:
    """Keep the contents fresh; any thread may take them."""

    root: Path
    store: Store
    spoken: SpokenWords
    """The everyday words and how they sound."""
    index_of: Callable[..., Index] = Index
    """Makes the search of a directory that is new."""
    _contents: Contents = field(default_factory=Contents)
    _revision: str = ""
    _stopping: threading.Event = field(default_factory=threading.Event)
    _revisions: dict[str, Revision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._watch, name="shelf", daemon=True)

    @property
    def contents(self) -> Contents:
        """Return what there is to show."""
        return self._contents

    def refresh(self) -> None:
        """Read what is new on the disk, if anything is."""
        report = read_state(self.root)
        before = self._contents
        revision = self.store.revision()
        unchanged = revision == self._revision and not before.damaged
        if unchanged and report == before.report:
            return
        if unchanged:
            self._contents = _reported(before, report)
            return
        self._contents = self._read(report)
        self._revision = revision

    def revision_of(self, blocks: AssetRef) -> Revision:
        """Return the revision whose blocks a manifest names.

        Raises:
            AssetUnusable: Missing or damaged; the agent was told.
            ContractError: The file is no revision.
        """
        known = self._revisions.get(blocks.sha256)
        if known is None:
            known = Revision.parse(self.store.read_asset(blocks))
            if len(self._revisions) >= 32:  # noqa: PLR2004 - a visit opens fewer
                self._revisions.pop(next(iter(self._revisions)))
            self._revisions[blocks.sha256] = known
        return known

    def picture(self, ref: AssetRef) -> bytes:
        """Return the bytes of a picture that a revision names.

        Raises:
            AssetUnusable: Missing or damaged; the agent was told.
        """
        return self.store.read_asset(ref)

    def __enter__(self) -> Self:
        self.refresh()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_AGAIN_S):
            try:
                self.refresh()
            except Exception:  # noqa: BLE001 - the top of this thread: the old contents stay
                _log.exception("shelf: reading the store failed")

    def _read(self, report: StateReport | None) -> Contents:
        try:
            held = self.store.load()
        except (StoreDamaged, AssetUnusable, ContractError, OSError) as error:
            _log.warning("shelf: %s", error)
            # What was read before is whole and in memory: it goes on showing.
            before = self._contents
            return Contents(
                held=before.held,
                guide=before.guide,
                workdays=before.workdays,
                report=report,
                damaged=True,
            )
        if held is None:
            return Contents(report=report)
        return Contents(
            held=held,
            guide=self._guide(held),
            workdays=Workdays(held.programme.calendar),
            report=report,
            damaged=bool(held.damaged),
        )

    def _guide(self, held: Held) -> Guide | None:
        before = self._contents
        if held.directory is None:
            return None
        if before.held is not None and before.guide is not None:
            same = before.held.directory_shards == held.directory_shards
            if same and before.held.directory == held.directory:
                return before.guide
        items = [item for shard in held.directory_shards for item in shard.items]
        readings = [one for shard in held.directory_shards for one in shard.readings]
        return Guide(
            directory=held.directory,
            items=tuple(items),
            readings={one.item: one for one in readings},
            index=self.index_of(held.directory, items, readings, words=self.spoken),
        )


def _reported(before: Contents, report: StateReport | None) -> Contents:
    return Contents(
        held=before.held,
        guide=before.guide,
        workdays=before.workdays,
        report=report,
        damaged=before.damaged,
    )
