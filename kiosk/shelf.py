"""Hold what the kiosk can show right now; a thread reads it, pages never touch disk.

What is open at an instant is asked in `kiosk.notices`; nothing is decided here.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from directory.full_text import FullText
from directory.index import Index
from directory.wording import NO_PLACES
from directory.words import SpokenWords
from kiosk.again import Again
from kiosk.echo_book import NO_ECHO, EchoBook, book_of
from kiosk.guide import Guide, guide_of
from kiosk.written import written_words
from programme.blocks import AssetRef, Block, Revision
from programme.clock import Clock
from programme.errors import ContractError
from programme.own_days import OwnDays
from programme.playlist import Item
from programme.workdays import Workdays
from sync_agent.echoes import echo_token, read_echo
from sync_agent.own_days import OwnDayBook
from sync_agent.state import AgentState, StateReport, read_state, seen_here
from sync_agent.store import AssetUnusable, Held, Store, StoreDamaged

WRITER = "kiosk"
"""The name of the chain that the kiosk's program writes."""
_LOOK_AGAIN_S = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Be all that the kiosk has at one moment."""

    held: Held | None = None
    """None before the first adoption, and while it cannot be read."""
    cured: tuple[Item, ...] | None = None
    """What is held, with the ends that this kiosk moves by itself; None: as it is."""
    guide: Guide | None = None
    workdays: Workdays | None = None
    search: FullText | None = None
    """The words of all disclosures that are held, on or not: who asks takes those that
    may be shown. None until they were read."""
    report: StateReport | None = None
    own: OwnDays = field(default_factory=dict)
    """The days that this kiosk knows itself to have been in service with its list."""
    damaged: bool = False
    """Something is adopted that cannot be read; the agent repairs it."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Return what may be shown within its windows."""
        if self.cured is not None:
            return self.cured
        return self.held.items if self.held else ()

    @property
    def clock_doubted(self) -> bool:
        """Say whether this machine's clock is not to be trusted."""
        report = self.report
        return report is not None and report.holds(AgentState.CLOCK_DOUBTED)

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
    clock: Clock
    spoken: SpokenWords
    """The everyday words and how they sound."""
    sounds: Callable[[str], Iterable[str]]
    """The syllables that a character may have."""
    index_of: Callable[..., Index] = Index
    """Makes the search of a directory that is new."""
    clock_sure: Callable[[], bool] = lambda: True
    """Says whether this program can believe its clock."""
    passed: Callable[[datetime], object] = lambda _: None
    """Is told of an instant that has passed for certain: something was signed then."""
    _contents: Contents = field(default_factory=Contents)
    _revision: str = ""
    _echo: EchoBook = NO_ECHO
    _echo_seen: tuple[str, ...] = ()
    _ends_seen: tuple[object, ...] = ()
    _revisions: dict[str, Revision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own = OwnDayBook(self.root, WRITER)
        self._again = Again(self.refresh, every_s=_LOOK_AGAIN_S, name="shelf")

    @property
    def contents(self) -> Contents:
        """Return what there is to show."""
        return self._contents

    @property
    def echo(self) -> EchoBook:
        """Return the echo wall."""
        return self._echo

    def refresh(self) -> None:
        """Read what is new on the disk, if anything is."""
        self._refresh_contents()
        if self._own.learn(self._contents.held, self.clock.now()):
            self._contents = replace(self._contents, own=dict(self._own.days))
        self._refresh_ends()
        self._refresh_echo()

    def _refresh_ends(self) -> None:
        """Move the ends that this kiosk moves by itself: with each day that is told."""
        held, now = self._contents.held, self.clock.now()
        today = now.astimezone(self._contents.zone).date()
        seen = (self._revision, today, len(self._own.told))
        known = self._contents.cured is not None
        if held is None or (known and seen == self._ends_seen):
            return
        longer = self._own.cured(held, now)
        self._contents = replace(self._contents, cured=longer.items)
        self._ends_seen = seen

    def _refresh_echo(self) -> None:
        """Read the echo wall where it, or by what it is judged, is another."""
        held = self._contents.held
        seen = (echo_token(self.root), *_judged_by(held))
        if seen == self._echo_seen:
            return
        echo = read_echo(self.root) if held else None
        self._echo = NO_ECHO
        if echo is not None and held is not None:
            places = held.directory_places or NO_PLACES
            self._echo = book_of(echo, held.people, places)
        self._echo_seen = seen

    def _refresh_contents(self) -> None:
        report = seen_here(read_state(self.root), sure=self.clock_sure())
        before = self._contents
        revision = self.store.revision()
        unchanged = revision == self._revision and not before.damaged
        if unchanged and report == before.report:
            return
        if unchanged:
            self._contents = _reported(before, report)
            return
        self._contents = replace(self._read(report), own=dict(self._own.days))
        if self._contents.held is not None:
            self.passed(self._contents.held.programme.made_at)
        self._revision = revision
        # What was erased from the disk leaves the memory too (REQ-22).
        self._revisions.clear()
        self._contents = replace(self._contents, search=self._search())

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
        self._again.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._again.stop()

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
                search=before.search,
                report=report,
                damaged=True,
            )
        if held is None:
            return Contents(report=report)
        return Contents(
            held=held,
            guide=guide_of(
                held,
                before=(self._contents.held, self._contents.guide),
                index_of=partial(self.index_of, words=self.spoken),
            ),
            workdays=Workdays(held.programme.calendar),
            report=report,
            damaged=bool(held.damaged),
        )

    def _search(self) -> FullText | None:
        held, kept = self._contents.held, self._contents.search
        if held is None or kept is not None:
            return kept
        newest = sorted(held.items, key=lambda item: item.entry.published_at)[::-1]
        return FullText(
            (written_words(item, self._body_of(item)) for item in newest), self.sounds
        )

    def _body_of(self, item: Item) -> tuple[Block, ...]:
        try:
            data = self.store.read_asset(item.manifest.blocks)
            return Revision.parse(data).blocks
        except (AssetUnusable, ContractError) as error:
            # Found by its title meanwhile; the agent was told and repairs it.
            _log.warning("shelf: %s", error)
            return ()


def _judged_by(held: Held | None) -> tuple[str, ...]:
    """Return the names of what says which words of the echo wall were approved."""
    if held is None:
        return ()
    directory = held.adopted.directory
    return held.adopted.people.sha256, directory.sha256 if directory else ""


def _reported(before: Contents, report: StateReport | None) -> Contents:
    return replace(before, report=report)
