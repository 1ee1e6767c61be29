"""Erase what names persons when its time is up, and give a receipt (REQ-22).

Readers are told first, then files and pictures of the glass go, then the receipt is
written: a device that dies in between goes on where it was. A clock in doubt erases
nothing by itself.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from programme.clock import Clock
from programme.programme import FOR_A_PERSONS_SAKE
from programme.records import ErasureReceipt
from sync_agent.disk import replace_file
from sync_agent.erasures import Erased, Erasures, Marked, erasures_at
from sync_agent.inner.pictures import PictureSweep
from sync_agent.inner.prune import Pruner
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, OutboxOverfull, RecordsHeld
from sync_agent.store import Held, Store

_MOST_KEPT = 2_000
"""Erasures that are remembered; what was told long ago is named by no programme."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Be what one look brought."""

    told: int = 0
    """So many disclosures are gone from the disk, with a receipt."""
    wanted_again: bool = False
    """A clock that had run ahead was set back: something has to be fetched again."""


class Eraser:
    """Be the one who marks, erases and tells."""

    def __init__(
        self,
        layout: Layout,
        *,
        store: Store,
        pruner: Pruner,
        outbox: Outbox,
        pictures: PictureSweep,
        clock: Clock,
        announce: Callable[[], None],
    ) -> None:
        self._at = layout
        self._store = store
        self._pruner = pruner
        self._outbox = outbox
        self._pictures = pictures
        self._clock = clock
        self._announce = announce

    def run(self, held: Held, *, sure: Callable[[], bool]) -> Outcome:
        """Mark what names persons, and erase what is due.

        Args:
            held: What the device holds.
            sure: Says whether the clock can be believed.

        Raises:
            DiskRefused: The disk refused; the rest goes the next time.
            StoreDamaged: What is left cannot be read.
        """
        now = self._clock.now()
        before = erasures_at(self._at.erasures)
        news = after_look(before, held, now, sure=sure)
        if news != before:
            replace_file(self._at.erasures, news.canonical())
            self._announce()
        self._pictures.erase(news, held)
        if sure():
            self._pictures.drop_old()
        back = before.entries - news.entries
        return Outcome(told=self._finish(news), wanted_again=bool(back))

    def _finish(self, known: Erasures) -> int:
        """Remove the files of what is erased and not told yet, and tell it."""
        untold = [one for one in known.erased if not one.told]
        held = self._store.load() if untold else None
        # While a part cannot be read nobody knows which files are whose.
        if held is None or held.damaged:
            return 0
        self._pruner.prune(held, at_once=True)
        told = [one for one in untold if self._tell(one)]
        erased = tuple(
            one.model_copy(update={"told": True}) if one in told else one
            for one in known.erased
        )
        news = known.model_copy(update={"erased": erased})
        replace_file(self._at.erasures, news.canonical())
        return len(told)

    def _tell(self, one: Erased) -> bool:
        named, at = one.marked, self._clock.now()
        receipt = ErasureReceipt(
            disclosure=named.disclosure, manifest=named.manifest, at=at
        )
        # The same erasing is told once, a later one of the same entry again.
        client_id = f"erased-{named.entry}-{one.at.timestamp():.0f}"
        try:
            self._outbox.append(receipt, client_id=client_id)
        except (RecordsHeld, OutboxOverfull) as error:
            _log.warning("receipt of erasing: %s", error)
            return False
        _log.info("erased %s", named.disclosure)
        return True


def after_look(
    known: Erasures, held: Held, now: datetime, *, sure: Callable[[], bool]
) -> Erasures:
    """Return what is marked and what is erased after a look at what is held; pure.

    What left the set is erased, what was taken down for a person's sake, and by a
    sure clock what has had its time. What a clock had ended too early comes back. An
    entry that another one of the same version took the place of, such as one with a
    longer window, is no more and was not erased.
    """
    here = {one.entry: one for one in _marks_of(held)}
    there = {one.manifest for one in here.values()}
    marked = [one for one in known.marked if one.manifest not in there]
    erased = [
        one
        for one in known.erased
        if not _is_early(one, now) and one.marked.entry not in here
    ]
    gone = {one.marked.entry for one in erased}
    due = [
        one
        for one in (*_left(marked, held), *_over(here, now, sure), *_down(held))
        if one.entry not in gone
    ]
    going = {one.entry: one for one in due}
    waiting = {one.entry: one for one in marked} | here
    erased += [Erased(marked=one, at=now) for one in going.values()]
    return Erasures(
        marked=tuple(one for key, one in sorted(waiting.items()) if key not in going),
        erased=tuple(_remembered(erased)),
    )


def _remembered(erased: list[Erased]) -> Iterator[Erased]:
    """Yield all that is not told yet, and of the rest what was erased last."""
    beyond = len(erased) - _MOST_KEPT
    for place, one in enumerate(erased):
        if not one.told or place >= beyond:
            yield one


def _is_early(one: Erased, now: datetime) -> bool:
    up_at = one.marked.up_at
    return one.by_time and up_at is not None and now < up_at


def _marks_of(held: Held) -> Iterator[Marked]:
    for item in held.items:
        if item.manifest.rule_afterwards.erased:
            yield Marked.of(item)


def _left(marked: list[Marked], held: Held) -> list[Marked]:
    """Return of what was marked and is held no more what is gone for certain."""
    # What could not be read may be the very thing that seems to be missing.
    return [] if held.damaged else marked


def _over(
    here: dict[str, Marked], now: datetime, sure: Callable[[], bool]
) -> list[Marked]:
    over = [one for one in here.values() if one.up_at is not None and one.up_at <= now]
    return over if over and sure() else []


def _down(held: Held) -> Iterator[Marked]:
    """Yield what valid withdrawals took down for a person's sake."""
    for signed in held.programme.withdrawals:
        word = signed.withdrawal
        if (
            word.cause in FOR_A_PERSONS_SAKE
            and word.disclosure in held.adopted.withdrawn
        ):
            yield Marked.down(word)
