"""Hold the directory of the kiosk with its search; it answers no questions itself."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from directory.approval import check_directory
from directory.index import Index
from directory.model import (
    Counter,
    Department,
    Directory,
    LifeEvent,
    Readings,
    ServiceItem,
)
from programme.errors import DocumentMalformed, SignatureRefused
from sync_agent.store import Held

_LEVELS = frozenset("省市州县区旗镇乡")
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

    def office_name(self, counter: Counter) -> str:
        """Return the short name of a counter's office; empty where it is not known."""
        office = self.departments.get(counter.department)
        return office.short_name if office else ""

    def plan_name(self, counter: Counter) -> str:
        """Return an office's name where room is short: without the 县 of all others."""
        name = self.office_name(counter)
        firsts = {office.short_name[:1] for office in self.directory.departments}
        return name[1:] if len(firsts) == 1 and firsts <= _LEVELS else name

    @cached_property
    def events(self) -> tuple[LifeEvent, ...]:
        """Return the life events that have something to do, in their order."""
        used = {event for item in self.items for event in item.life_events}
        events = sorted(self.directory.life_events, key=lambda event: event.order)
        return tuple(event for event in events if event.id in used)


def guide_of(
    held: Held,
    *,
    before: tuple[Held | None, Guide | None],
    index_of: Callable[..., Index],
) -> Guide | None:
    """Return the directory of a set with its search; None where there is none.

    Args:
        held: The set.
        before: The set before it, with its guide: what is the same is not made again.
        index_of: Makes the search of a directory.
    """
    if held.directory is None:
        return None
    last, guide = before
    if not _approved(held):
        return guide
    known = _still(held, last, guide)
    if known is not None:
        return known
    items = [item for shard in held.directory_shards for item in shard.items]
    readings = [one for shard in held.directory_shards for one in shard.readings]
    return Guide(
        directory=held.directory,
        items=tuple(items),
        readings={one.item: one for one in readings},
        index=_index(held, partial(index_of, held.directory, items, readings)),
    )


def _still(held: Held, last: Held | None, guide: Guide | None) -> Guide | None:
    """Return the guide before where its search is still right."""
    if last is None or guide is None or held.directory is None:
        return None
    if last.directory_shards != held.directory_shards:
        return None
    if last.directory == held.directory:
        return guide
    # A counter that has moved changes nothing of what is searched.
    alike = _searched_alike(last.directory, held.directory)
    return replace(guide, directory=held.directory) if alike else None


def _approved(held: Held) -> bool:
    """Say whether the signatures of a directory hold; older ones have none."""
    directory = held.directory
    if directory is None:
        return True
    try:
        check_directory(directory, held.people)
    except SignatureRefused as error:
        _log.error("guide: version %d is not shown: %s", directory.version, error)
        return False
    return True


def _index(held: Held, make: Callable[..., Index]) -> Index:
    """Return the search, from what was gathered at publishing if that can be used."""
    if held.directory_index is not None:
        try:
            return make(file=held.directory_index)
        except DocumentMalformed as error:
            _log.warning("guide: the search is made here: %s", error)
    return make()


def _searched_alike(before: Directory | None, now: Directory) -> bool:
    """Say whether two directories differ in nothing that the search knows."""
    return before is not None and before == now.model_copy(
        update={
            "version": before.version,
            "made_at": before.made_at,
            "counters": before.counters,
            "changes": before.changes,
            "places": before.places,
            "approvals": before.approvals,
            "own_word": before.own_word,
        }
    )
