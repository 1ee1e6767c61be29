"""Make the programme of a display group from the tables; it publishes nothing.

Entries that were checked once are kept: a change of one entry among thousands checks
one signature chain, not thousands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from programme.approval import People
from programme.calendar import WorkingCalendar
from programme.programme import target_of
from publishing.calendar.current import Calendars
from publishing.files import FileStore
from publishing.release.compiler import (
    Candidate,
    Compiled,
    GroupFacts,
    Prepared,
    compile_programme,
    finish,
    prepare,
)
from publishing.release.errors import EntryRefused
from publishing.release.made import Made
from publishing.release.orders import orders_for
from publishing.release.publication import Asset
from publishing.release.rotating import fell_short, owed_by, past_of
from publishing.release.sources import (
    EntryRow,
    candidates,
    entry_rows,
    facts_of,
    manifest_body,
    withdrawals_for,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Be all that decides an entry: its row, and whether a day of it fell short."""

    row: EntryRow
    short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Be the entries of a group that were checked, and by what."""

    facts: GroupFacts
    calendar: WorkingCalendar
    people: People
    entries: Mapping[Told, Prepared]


class ProgrammeMaker:
    """Make programmes; it must be asked by one thread at a time."""

    def __init__(
        self,
        *,
        people: Callable[[Session], People],
        files: FileStore,
        calendars: Calendars,
    ) -> None:
        self._people = people
        self._files = files
        self._calendars = calendars
        self._kept: dict[str, _Kept] = {}
        self._delivered: set[str] = set()

    def make(self, session: Session, group: str, now: datetime) -> Made | None:
        """Return a group's programme, or None where there is no such group.

        Raises:
            GroupIncomplete: The group lacks what its programme must say.
        """
        facts = facts_of(session, group)
        if facts is None:
            return None
        rows = entry_rows(session, group, now)
        prepared, refused = self._prepared(session, facts, rows)
        people = self._people(session)
        orders, disobeyed = orders_for(session, group, people, now)
        compiled = compile_programme(
            facts,
            list(prepared.values()),
            withdrawals=withdrawals_for(
                session, group, now, still_shown={row.disclosure: row for row in rows}
            ),
            calendar=self._calendars.calendar,
            now=now,
            past=tuple(past_of(session, facts, now, self._calendars.workdays)),
            orders=orders,
        )
        return Made(
            target=target_of(group),
            content_sha256=compiled.content.digest(),
            finish=partial(_finish, compiled),
            assets=list(self._assets(session, compiled, prepared.values())),
            refused=(*refused, *disobeyed),
        )

    def delivered(self, made: Made) -> None:
        """Remember that a programme's files lie in the repository."""
        self._delivered |= {asset.sha256 for asset in made.assets}

    def forget(self) -> None:
        """Look again which files lie in the repository."""
        self._delivered.clear()

    def _prepared(
        self, session: Session, facts: GroupFacts, rows: Sequence[EntryRow]
    ) -> tuple[Mapping[EntryRow, Prepared], tuple[str, ...]]:
        """Return the good entries by their rows, and why others are left out."""
        short = fell_short(session, frozenset(row.disclosure for row in rows))
        told = [Told(row=row, short=row.disclosure in short) for row in rows]
        people = self._people(session)
        known = self._known(facts, people)
        fresh = [one for one in told if one not in known]
        refused = []
        found = candidates(session, [one.row for one in fresh])
        for one, candidate in zip(fresh, found, strict=True):
            owed = owed_by(
                candidate,
                short=one.short,
                workdays=self._calendars.workdays,
                facts=facts,
            )
            try:
                known[one] = self._checked(owed, facts, people)
            except EntryRefused as refusal:
                refused.append(str(refusal))
        wanted = {one: known[one] for one in told if one in known}
        self._kept[facts.id] = _Kept(
            facts=facts,
            calendar=self._calendars.calendar,
            people=people,
            entries=dict(wanted),
        )
        return {one.row: entry for one, entry in wanted.items()}, tuple(refused)

    def _checked(
        self, candidate: Candidate, facts: GroupFacts, people: People
    ) -> Prepared:
        """Return a good entry whose files are all there.

        Raises:
            EntryRefused: The group must not, or cannot, get it.
        """
        prepared = prepare(candidate, facts, people)
        for ref in prepared.assets:
            if not self._files.path_of(ref.sha256).exists():
                raise EntryRefused(prepared.placed.disclosure, "缺少它的一个文件")
        return prepared

    def _known(self, facts: GroupFacts, people: People) -> dict[Told, Prepared]:
        """Return what is kept of a group, unless what it was checked by has changed."""
        kept = self._kept.get(facts.id)
        if kept is None or kept.facts != facts or kept.people != people:
            return {}
        return dict(kept.entries) if kept.calendar == self._calendars.calendar else {}

    def _assets(
        self, session: Session, compiled: Compiled, entries: Iterable[Prepared]
    ) -> Iterator[Asset]:
        for entry in entries:
            yield from self._assets_of(session, entry)
        for shard, ref in zip(compiled.shards, compiled.content.shards, strict=True):
            yield Asset(sha256=ref.sha256, load=partial(bytes, shard))

    def _assets_of(self, session: Session, entry: Prepared) -> Iterator[Asset]:
        sha256 = entry.manifest.sha256
        if sha256 in self._delivered:
            return
        for ref in entry.assets:
            yield Asset(sha256=ref.sha256, load=partial(self._files.get, ref.sha256))
        body = manifest_body(session, sha256)
        yield Asset(sha256=sha256, load=partial(bytes, body))


def _finish(compiled: Compiled, version: int, made_at: datetime) -> bytes:
    return finish(compiled.content, version=version, made_at=made_at)
