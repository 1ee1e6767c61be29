"""Bring a device up to date: fetch, verify, stage, adopt; a failure changes nothing.

Signatures of the release are `trust`'s matter, those of the disclosures `judge`'s.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from directory.model import Directory
from programme.approval import People
from programme.clock import Clock
from programme.override_verdict import NO_ORDERS, Order, Orders, orders_of
from programme.playlist import Item
from programme.programme import Entry, Programme
from programme.progress import Progress
from sync_agent.adopted import Adopted
from sync_agent.inner.adoption import Adoption
from sync_agent.inner.echo_wall import EchoWall
from sync_agent.inner.gather import Gatherer
from sync_agent.inner.judge import Judgement, Verdict, judge, taken_down_by
from sync_agent.inner.recalling import recalled
from sync_agent.inner.release import (
    Release,
    ReleaseReader,
    named_parts,
    other_keys,
    with_standing_directory,
)
from sync_agent.inner.trust import Trust
from sync_agent.inner.witness import Witness
from sync_agent.store import Held, Store, StoreDamaged

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Be what is shown until a sync."""

    adopted: Adopted | None
    held: Held | None
    recalled: tuple[str, ...] = ()
    """What this very sync has taken down already."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Return the disclosures that are shown."""
        return () if self.held is None else self.held.items

    @property
    def orders(self) -> Orders:
        """Return the emergency notices and stops that stand."""
        if self.held is None:
            return NO_ORDERS
        return orders_of(self.held.programme)


class Sync:
    """Be the one who changes what a device shows."""

    def __init__(
        self,
        *,
        store: Store,
        trust: Trust,
        reader: ReleaseReader,
        gatherer: Gatherer,
        adoption: Adoption,
        clock: Clock,
        on_news: Callable[[], object],
        echo_wall: EchoWall,
        witness: Witness,
    ) -> None:
        self._store = store
        self._trust = trust
        self._reader = reader
        self._gatherer = gatherer
        self._adoption = adoption
        self._clock = clock
        self._on_news = on_news
        self._echo_wall = echo_wall
        self._witness = witness
        self._judged_here = False

    def run(self, *, force: bool = False) -> Adopted | None:
        """Adopt what the centre has released, and return it; None: nothing is new.

        Args:
            force: Look at everything again, though the timestamp be the same.

        Raises:
            SyncFailed: The release is refused, or there is none.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        news = self._trust.is_news()
        if not (news or force):
            return None
        self._on_news()
        before = self._before()
        signed = self._trust.update()
        release = self._reader.signed_today(signed, before.adopted)
        if other_keys(release, before.adopted):
            # Its versions are no floor (F19): the directory is the new keys' one.
            self._echo_wall.forget()
        else:
            release = self._with_directory(release, before)
        adopted = self._adopt(release, self._recalled(release, before))
        # Last: neither replies nor doubt about the log may keep a disclosure from
        # the glass.
        self._echo_wall.see(signed)
        self._witness.see(signed)
        self._trust.settled()
        return adopted

    def verify_held(self) -> None:
        """Judge what is adopted once more, and drop what does not hold any longer.

        Raises:
            SyncFailed: A document is damaged: only a new one from the centre helps.
            HttpFailed: A damaged file cannot be fetched now.
            DiskRefused: The disk refused.
        """
        before = self._before()
        if before.adopted is not None:
            self._adoption.heal(before.adopted)
            self._adoption.record(before.adopted)
            self._adopt(self._reader.held(before.adopted), before)

    def _before(self) -> Before:
        try:
            adopted = self._store.adopted()
        except StoreDamaged as error:
            _log.warning("%s", error)
            return Before(adopted=None, held=None)
        try:
            return Before(adopted=adopted, held=self._store.load())
        except StoreDamaged as error:
            _log.warning("%s", error)
            return Before(adopted=adopted, held=None)

    def _with_directory(self, release: Release, before: Before) -> Release:
        """Return a release whose directory was not approved before the one held."""
        held = before.held
        if held is None or held.directory is None or held.adopted.directory is None:
            return release
        # What has gone from this disk the centre may have no more.
        if not all(map(self._store.asset_path, held.directory.files())):
            return release
        return with_standing_directory(release, held.directory, held.adopted.directory)

    def _recalled(self, release: Release, before: Before) -> Before:
        """Take down what a release recalls before anything of it is fetched.

        A line that is slow or cut may bring the rest in hours (F33).

        Raises:
            DiskRefused: The disk refused.
        """
        adopted = before.adopted
        if adopted is None:
            return before
        down, recalls = taken_down_by(
            release.programme, release.people, before.items, adopted.past_recalls
        )
        if not down:
            return before
        at = self._clock.now()
        self._adoption.adopt(
            recalled(adopted, release.programme, down, at=at, recalls=recalls)
        )
        _log.info("taken down before the rest is fetched: %s", ", ".join(down))
        return replace(self._before(), recalled=down)

    def _adopt(self, release: Release, before: Before) -> Adopted | None:
        """Fetch and check all that a release names, and make it current.

        Raises:
            ReleaseRefused: A file is missing, or not what it should be.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        verdict = self._verdict(release, before)
        self._judged_here = True
        adopted = _set_of(release, verdict, self._clock, recalled=before.recalled)
        if before.adopted is not None and _same(adopted, before.adopted):
            return None
        self._adoption.adopt(adopted)
        _log.info(
            "adopted programme %d: %d shown, %d kept, %d refused",
            adopted.programme.version,
            len(verdict.accepted),
            len(verdict.kept),
            len(verdict.refused),
        )
        return adopted

    def _verdict(self, release: Release, before: Before) -> Verdict:
        """Return what may be shown, all of it on this disk.

        Raises:
            ReleaseRefused: A file is missing, or not what it should be.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        trusted = self._trusted(release, before)
        case = Judgement(
            programme=release.programme,
            people=release.people,
            named=self._gatherer.items(release.programme, before.items),
            before=before.items,
            trusted=trusted,
            orders_before=before.orders,
            recalls=() if before.adopted is None else before.adopted.past_recalls,
        )
        verdict = judge(case, self._clock.now())
        self._gatherer.files(release, (*verdict.accepted, *verdict.kept))
        fresh = [i for i in verdict.accepted if trusted.get(i.disclosure) != i.entry]
        unusable = self._gatherer.unusable(fresh, release.programme.panel)
        if unusable:
            verdict = judge(replace(case, unusable=unusable), self._clock.now())
            self._gatherer.files(release, verdict.kept)
        return verdict

    def _trusted(self, release: Release, before: Before) -> Mapping[str, Entry]:
        """Return the entries that this very process has judged in the same light."""
        held = before.held
        if (
            not self._judged_here
            or held is None
            or held.adopted.people.sha256 != release.people_sha256
            or _light(held.programme) != _light(release.programme)
        ):
            return {}
        return {item.disclosure: item.entry for item in held.items}


def _light(programme: Programme) -> tuple[object, ...]:
    """Return what of a programme bears on whether an entry may be shown."""
    return (
        programme.group,
        programme.audience,
        programme.display_kind,
        programme.panel,
    )


def _set_of(
    release: Release, verdict: Verdict, clock: Clock, *, recalled: tuple[str, ...]
) -> Adopted:
    parts = named_parts(release)
    orders = verdict.orders
    named = orders_of(release.programme)
    every: tuple[Order, ...] = (*named.overrides, *named.stops)
    standing: tuple[Order, ...] = (*orders.overrides, *orders.stops)
    stand = {one.id for one in standing} - set(orders.kept)
    programme, people = parts[Programme.kind_name], parts[People.kind_name]
    return Adopted.model_validate(
        {
            "group": release.programme.group,
            "adopted_at": clock.now(),
            "programme": programme,
            "people": people,
            "directory": parts[Directory.kind_name],
            "progress": parts[Progress.kind_name],
            "online_keys": release.online_keys,
            "kept": tuple(item.entry for item in verdict.kept),
            "withdrawn": verdict.withdrawn,
            "taken_down": tuple(sorted({*verdict.taken_down, *recalled})),
            "early_withdrawals": release.early,
            "refused": (*verdict.refused, *release.refused),
            "override_refused": any(
                one.id in orders.refused for one in named.overrides
            ),
            "dropped_orders": tuple(sorted({one.id for one in every} - stand)),
            "kept_overrides": _kept(orders.overrides, orders.kept),
            "kept_stops": _kept(orders.stops, orders.kept),
            "past_recalls": verdict.recalls,
        }
    )


def _kept(orders: Sequence[Order], kept: Collection[str]) -> tuple[Order, ...]:
    return tuple(one for one in orders if one.id in kept)


def _same(one: Adopted, other: Adopted) -> bool:
    """Say whether two sets show the same, whenever they were adopted."""
    alike = {"adopted_at": other.adopted_at, "taken_down": other.taken_down}
    return one.model_copy(update=alike) == other
