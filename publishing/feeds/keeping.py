"""Keep the public site as the county's acts and the clock want it; decide no content.

It is made anew right after an act that touched a display group, at every instant at
which something begins or ends, and once a day. What fails is told and tried again.
"""

import logging
import threading
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from config.refusal_words import words_of
from programme.clock import Clock
from publishing.database import Database
from publishing.errors import PublishingError
from publishing.feeds.gathering import Gathering
from publishing.feeds.leaving import edges
from publishing.feeds.pushing import Push, PushFailed
from publishing.feeds.shown import Shown
from publishing.feeds.site import make_site
from publishing.feeds.site_folder import Written, write_site
from publishing.files import FileStore
from publishing.release.disk import Disk

_AT_LEAST_EVERY = timedelta(hours=24)
_AGAIN_AFTER = timedelta(minutes=1)
"""After a failure."""
_REST = 5
"""So many times as long as the last writing took, the next one waits: many acts in a
row are written once, and a large county leaves the machine to its other work."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """Be what is known of the public site now."""

    written_at: datetime | None = None
    """When it was brought up to date last."""
    changed_at: datetime | None = None
    """When a file of it changed last."""
    files: int = 0
    problem: str = ""
    """Why the last writing failed; empty: it did not."""
    pushed_at: datetime | None = None
    push_problem: str = ""
    shown: tuple[Shown, ...] = ()
    """Every published matter with how it stands outside."""


@dataclass(slots=True, kw_only=True)
class PublicSite:
    """Write the site when it is due; any thread may ask, one writes."""

    database: Database
    clock: Clock
    gathering: Gathering
    picture_files: FileStore
    folder: Path
    past_for: timedelta
    disk: Disk
    push: Push | None = None
    state: SiteState = field(default_factory=SiteState)
    _due_at: datetime | None = None
    _asked: threading.Event = field(default_factory=threading.Event)
    _writing: threading.Lock = field(default_factory=threading.Lock)
    _unpushed: bool = False
    _rests_until: float = float("-inf")
    """On the clock that only runs forward."""

    def __post_init__(self) -> None:
        self._asked.set()

    def ask(self) -> None:
        """Say that something may have changed; it returns at once."""
        self._asked.set()

    def tick(self) -> None:
        """Write the site if it is due, then hand it on."""
        with self._writing:
            now = self.clock.now()
            began = self.clock.monotonic()
            if self._is_due(now) and began >= self._rests_until:
                self._asked.clear()
                self._write(now)
                ended = self.clock.monotonic()
                self._rests_until = ended + _REST * (ended - began)
            if self._unpushed and self.push is not None:
                self._hand_on(self.push, now)

    def _is_due(self, now: datetime) -> bool:
        return self._asked.is_set() or self._due_at is None or now >= self._due_at

    def _write(self, now: datetime) -> None:
        # Whatever becomes of it: what fails is tried again.
        self._due_at = now + _AGAIN_AFTER
        try:
            written = self._bring_up(now)
        except (OSError, PublishingError) as error:
            words = words_of(error) if isinstance(error, OSError) else str(error)
            self.state = replace(self.state, problem=words)
            _log.error("public site not written: %s", error)
            return
        if written.changed or written.removed:
            self._unpushed = True
            self.state = replace(self.state, changed_at=now)
            _log.info(
                "public site: %d of %d files written, %d removed",
                written.changed,
                written.files,
                written.removed,
            )

    def _bring_up(self, now: datetime) -> Written:
        with self.database.reading() as session:
            county = self.gathering.county(session)
            matters = self.gathering.matters(session)
        shown = self.gathering.shown(matters, now, past_for=self.past_for)
        site = make_site(shown, county, now=now, style=_style())
        written = write_site(
            self.folder, site, disk=self.disk, picture=self.picture_files.get
        )
        coming = (at for at in edges(matters, past_for=self.past_for) if at > now)
        self._due_at = min((*coming, now + _AT_LEAST_EVERY))
        self.state = replace(
            self.state, written_at=now, files=written.files, problem="", shown=shown
        )
        return written

    def _hand_on(self, push: Push, now: datetime) -> None:
        try:
            push(self.folder)
        except PushFailed as error:
            # Tried again when the site is next due, at the latest after a while.
            self._due_at = min(self._due_at or now, now + _AGAIN_AFTER)
            self.state = replace(self.state, push_problem=str(error))
            _log.error("public site not handed on: %s", error)
            return
        self._unpushed = False
        self.state = replace(self.state, pushed_at=now, push_problem="")


def _style() -> bytes:
    return files("publishing.feeds").joinpath("site.css").read_bytes()
