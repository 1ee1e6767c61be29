"""Fold records into minutes and exposures a service day; pure, judges no day.

An exposure is a turn of which every slide was painted for its dwell, in one go, within
service hours and the window's dayparts (REQ-70). A verifier can recompute it offline
from the raw records of a chain, its manifests and the group's hours. The order in
which records come in, and how often, does not matter: they are put in the order of
their chain and taken once. What is known of a chain up to a `Reach` need not be read
again: folding the rest and adding gives the same as folding the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from programme.clock_doubt import Belief, Doubting, Heard, Interval
from programme.open_times import (
    WHOLE_DAYS,
    DisplayHours,
    Milliseconds,
    OpenTimes,
    Parts,
    Span,
)
from programme.records import (
    NOT_SEEN,
    NOTHING_SEEN,
    EndReason,
    PlayRecord,
    ServicePresence,
)
from programme.whole_turns import Place, Turn

TOLERANCE_MS = 250
"""A page that stood this much less than its dwell still stood: frames are discrete."""
_CUT = NOT_SEEN | {EndReason.RECALLED, EndReason.OVERRIDDEN}
"""Ends after which a page has not stood for its dwell, whatever it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Name a sum: which disclosure, which version of it, on which local day.

    A kiosk lists disclosures and names no version.
    """

    disclosure: str
    manifest: str
    day: date


@dataclass(slots=True, kw_only=True)
class Tally:
    """Be what one display showed of one version on one service day."""

    exposures: int = 0
    milliseconds: Milliseconds = 0
    uncertain_exposures: int = 0
    """Whose clock was in doubt, and the day with it."""
    uncertain_milliseconds: Milliseconds = 0

    def add(self, other: "Tally", sign: int = 1) -> None:
        """Add another sum to this one, or take it away."""
        self.exposures += sign * other.exposures
        self.milliseconds += sign * other.milliseconds
        self.uncertain_exposures += sign * other.uncertain_exposures
        self.uncertain_milliseconds += sign * other.uncertain_milliseconds

    @property
    def empty(self) -> bool:
        """Say whether it says nothing."""
        return self == Tally()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Be what the fold must know of a manifest, for one display's panel."""

    turns: tuple[tuple[int, ...], ...]
    """Pages from 0, as the playlist makes them; none: all its pages are one turn."""
    parts: Parts = WHOLE_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Be up to where a chain is folded for good."""

    number: int
    sure_to_ms: Milliseconds | None


BEGINNING = Reach(number=0, sure_to_ms=None)


@dataclass(slots=True, kw_only=True)
class Folded:
    """Be the sums of a chain, or of several."""

    painted: dict[Key, Tally] = field(default_factory=dict)
    listed: dict[Key, Tally] = field(default_factory=dict)
    contested: dict[date, int] = field(default_factory=dict)
    """Days whose sure records later ones contradict, and how often."""
    reach: Reach = BEGINNING

    def add(self, other: "Folded", sign: int = 1) -> None:
        """Add the sums of other records, or take them away; the reach stays."""
        for mine, theirs in (
            (self.painted, other.painted),
            (self.listed, other.listed),
        ):
            for key, tally in theirs.items():
                mine.setdefault(key, Tally()).add(tally, sign)
        for day, times in other.contested.items():
            self.contested[day] = self.contested.get(day, 0) + sign * times


class Folding:
    """Fold the chains of one display."""

    def __init__(self, hours: DisplayHours, versions: Mapping[str, Version]) -> None:
        self._times = OpenTimes(hours)
        self._versions = versions
        self._places = lru_cache(maxsize=4096)(self._places_of)

    def fold(self, chains: Mapping[str, Iterable[Heard]]) -> Folded:
        """Return the sums of whole chains, by the names of their writers."""
        whole = Folded()
        for heard in chains.values():
            whole.add(self.fold_chain(heard))
        return whole

    def fold_chain(self, heard: Iterable[Heard], after: Reach = BEGINNING) -> Folded:
        """Return the sums of one chain's records behind a reach.

        Args:
            heard: Records of one chain, in any order, some perhaps twice.
            after: Up to where the chain was folded already.
        """
        once = {one.number: one for one in heard if one.number > after.number}
        ordered = [once[number] for number in sorted(once)]
        doubting = Doubting(sure_to_ms=after.sure_to_ms, day_of=self._times.day_of)
        doubts = doubting.judge(ordered)
        folded, turn = Folded(reach=after), Turn()
        for day in doubts.contested:
            folded.contested[day] = folded.contested.get(day, 0) + 1
        for place, one in enumerate(doubts.intervals, start=1):
            self._take(folded, turn, one)
            if place in doubts.settled and not turn.open:
                folded.reach = Reach(
                    number=one.heard.number, sure_to_ms=doubts.settled[place]
                )
        folded.reach = _over_receipts(folded.reach, ordered, doubts.intervals)
        return folded

    def _take(self, folded: Folded, turn: "Turn", one: Interval) -> None:
        record = one.heard.record
        if isinstance(record, PlayRecord):
            pieces, sure = self._placed(one, self._parts(record.manifest))
            self._painted(folded, turn, record, one, pieces, sure=sure)
            return
        turn.end()
        if isinstance(record, ServicePresence):
            pieces, sure = self._placed(one, WHOLE_DAYS)
            for disclosure in record.disclosures:
                _spend(folded.listed, (disclosure, ""), pieces, sure=sure)

    def _placed(self, one: Interval, parts: Parts) -> tuple[Sequence[Span], bool]:
        """Return what of an interval counts, and whether its day is sure."""
        if one.belief is Belief.AHEAD:
            return (), False
        if one.bounds is not None:
            room = self._times.pieces(one.bounds[0], one.bounds[1] + 1, parts)
            whole = sum(piece.length for piece in room)
            if len(room) == 1 and whole == one.bounds[1] + 1 - one.bounds[0]:
                start = room[0].from_ms
                return (
                    Span(day=room[0].day, from_ms=start, to_ms=start + one.length_ms),
                ), True
        pieces = self._times.pieces(one.from_ms, one.from_ms + one.length_ms, parts)
        return pieces, one.belief is Belief.SURE

    def _painted(
        self,
        folded: Folded,
        turn: "Turn",
        record: PlayRecord,
        one: Interval,
        pieces: Sequence[Span],
        *,
        sure: bool,
    ) -> None:
        name = (record.disclosure, record.manifest)
        if record.reason not in NOTHING_SEEN:
            _spend(folded.painted, name, pieces, sure=sure)
        whole = max(pieces, key=lambda piece: piece.length, default=None)
        times = 0 if whole is None else _dwells(record, whole.length)
        if record.reason in _CUT or whole is None or not times:
            turn.end()
            return
        place = self._place(record)
        day = turn.follow(place, name, one, day=whole.day, sure=sure)
        if day is not None:
            tally = folded.painted[Key(disclosure=name[0], manifest=name[1], day=day)]
            # A loop of one page shows it on and on: each dwell is a turn of its own.
            times = times if place.at == 0 else 1
            tally.exposures += times if turn.sure else 0
            tally.uncertain_exposures += 0 if turn.sure else times

    def _parts(self, manifest: str) -> Parts:
        version = self._versions.get(manifest)
        return version.parts if version else WHOLE_DAYS

    def _place(self, record: PlayRecord) -> "Place":
        places = self._places(record.manifest, record.pages)
        return places.get(record.page_number - 1, _NOWHERE)

    def _places_of(self, manifest: str, pages: int) -> dict[int, "Place"]:
        """Return the place of each page of a version in its turns."""
        version = self._versions.get(manifest)
        turns = (version.turns if version else ()) or (tuple(range(pages)),)
        return {
            page: Place(turn=number, at=at, last=at == len(turn) - 1)
            for number, turn in enumerate(turns)
            for at, page in enumerate(turn)
        }


_NOWHERE = Place(turn=-1, at=-1, last=False)


def _over_receipts(
    reach: Reach, ordered: Sequence[Heard], intervals: Sequence[Interval]
) -> Reach:
    """Return a reach that holds what claims no time up to the next interval.

    It adds nothing, so a chain that is all receipts need never be read again.
    """
    numbers = (one.heard.number for one in intervals)
    waits = next((number for number in numbers if number > reach.number), None)
    behind = [one.number for one in ordered if waits is None or one.number < waits]
    return replace(reach, number=max([reach.number, *behind]))


def _dwells(record: PlayRecord, length_ms: Milliseconds) -> int:
    return (length_ms + TOLERANCE_MS) // (record.dwell_s * 1000)


def _spend(
    sums: dict[Key, Tally],
    name: tuple[str, str],
    pieces: Sequence[Span],
    *,
    sure: bool,
) -> None:
    for piece in pieces:
        key = Key(disclosure=name[0], manifest=name[1], day=piece.day)
        tally = sums.setdefault(key, Tally())
        if sure:
            tally.milliseconds += piece.length
        else:
            tally.uncertain_milliseconds += piece.length
