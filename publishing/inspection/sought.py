"""Tell what people read and look for at the kiosks, by place and week; change nothing.

Everything here is a count; who read or asked is not known anywhere (REQ-54).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise

from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from programme.visit_counts import CountKind
from publishing.inspection.sought_views import Rated, Sought, SoughtLine, VainLine
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.fleet import Device
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup
from publishing.tables.services import ServiceItemRow
from publishing.tables.visits import VisitSum

_MOST = 20
_NEAREST = 3
_WEEK = timedelta(days=7)
_PUBLISHED = (DraftState.APPROVED, DraftState.SUPERSEDED, DraftState.WITHDRAWN)
_GONE = "已经不在目录里的"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be the week and the place that are asked for; empty: this week, every place."""

    week: date | None = None
    """Any day of it."""
    place: str = ""
    """A display group."""


_Sums = Mapping[CountKind, Counter[str]]


class SoughtBoard:
    """Answer what people look for."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def week(self, actor: str, asked: Asked) -> Sought:
        """Return one week at the places of the person's units.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()
        day = min(asked.week or today, today)
        monday = day - timedelta(days=day.weekday())

        def do(session: Session, person: Person) -> Sought:
            places = _places(session, person)
            place = asked.place if asked.place in dict(places) else ""
            groups = [place] if place else [group for group, _ in places]
            sums = _sums(session, groups, monday)
            return _sought(
                session, sums, monday=monday, today=today, place=place, places=places
            )

        return self._acting.look(actor, "sought.week", do)


def _places(session: Session, person: Person) -> tuple[tuple[str, str], ...]:
    units = units_where(session, person, *Office)
    query = (
        select(DisplayGroup.id, DisplayGroup.name)
        .where(
            DisplayGroup.unit_id.in_(units),
            DisplayGroup.display_kind == DisplayKind.KIOSK,
        )
        .order_by(DisplayGroup.name, DisplayGroup.id)
    )
    return tuple((group, name) for group, name in session.execute(query))


def _sums(session: Session, groups: Iterable[str], monday: date) -> _Sums:
    query = (
        select(VisitSum.kind, VisitSum.subject, func.sum(VisitSum.times))
        .join(Device, Device.id == VisitSum.device_id)
        .where(
            VisitSum.day >= monday,
            VisitSum.day < monday + _WEEK,
            Device.group_id.in_(groups),
        )
        .group_by(VisitSum.kind, VisitSum.subject)
    )
    sums: dict[CountKind, Counter[str]] = {kind: Counter() for kind in CountKind}
    for kind, subject, times in session.execute(query):
        sums[kind][subject] = int(times)
    return sums


def _sought(
    session: Session,
    sums: _Sums,
    *,
    monday: date,
    today: date,
    place: str,
    places: tuple[tuple[str, str], ...],
) -> Sought:
    titles = _titles(session, sums)
    items = _item_names(session, sums)
    left = sums[CountKind.LEFT].total()
    vain = sums[CountKind.IN_VAIN].total()
    return Sought(
        monday=monday,
        today=today,
        place=place,
        places=places,
        disclosures=_lines(sums[CountKind.DISCLOSURE_OPENED], titles),
        items=_lines(sums[CountKind.ITEM_OPENED], items),
        searched=_lines(sums[CountKind.LED_TO], items),
        searches=sums[CountKind.LED_TO].total() + left + vain,
        left=left,
        in_vain=vain,
        vain=_vain(session, sums[CountKind.VAIN_WORDS]),
        rated_disclosures=_rated(
            titles,
            good=sums[CountKind.DISCLOSURE_CLEAR],
            fair=Counter(),
            bad=sums[CountKind.DISCLOSURE_UNCLEAR],
        ),
        rated_items=_rated(
            items,
            good=sums[CountKind.ITEM_GOOD],
            fair=sums[CountKind.ITEM_FAIR],
            bad=sums[CountKind.ITEM_BAD],
        ),
    )


def _titles(session: Session, sums: _Sums) -> Mapping[str, str]:
    kinds = (
        CountKind.DISCLOSURE_OPENED,
        CountKind.DISCLOSURE_CLEAR,
        CountKind.DISCLOSURE_UNCLEAR,
    )
    query = (
        select(Draft.disclosure_id, Draft.title)
        .where(
            Draft.disclosure_id.in_(_often(sums, kinds)), Draft.state.in_(_PUBLISHED)
        )
        .order_by(Draft.approved_at)
    )
    return dict(session.execute(query).all())


def _item_names(session: Session, sums: _Sums) -> Mapping[str, str]:
    kinds = (
        CountKind.ITEM_OPENED,
        CountKind.LED_TO,
        CountKind.ITEM_GOOD,
        CountKind.ITEM_FAIR,
        CountKind.ITEM_BAD,
    )
    query = select(ServiceItemRow.id, ServiceItemRow.name).where(
        ServiceItemRow.id.in_(_often(sums, kinds))
    )
    return dict(session.execute(query).all())


def _often(sums: _Sums, kinds: Iterable[CountKind]) -> set[str]:
    """Return the subjects that a page may show; a week may have thousands more."""
    return {one for kind in kinds for one, _ in sums[kind].most_common(3 * _MOST)}


def _lines(sums: Counter[str], names: Mapping[str, str]) -> tuple[SoughtLine, ...]:
    ranked = sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        SoughtLine(id=subject, name=names.get(subject, _GONE), times=times)
        for subject, times in ranked[:_MOST]
    )


def _rated(
    names: Mapping[str, str],
    *,
    good: Counter[str],
    fair: Counter[str],
    bad: Counter[str],
) -> tuple[Rated, ...]:
    """Return what was rated, most complained of first: that is what is to be mended."""
    every = good + fair + bad
    ranked = sorted(every, key=lambda one: (-bad[one], -every[one], one))
    return tuple(
        Rated(
            id=one,
            name=names.get(one, _GONE),
            good=good[one],
            fair=fair[one],
            bad=bad[one],
        )
        for one in ranked[:_MOST]
    )


def _vain(session: Session, sums: Counter[str]) -> tuple[VainLine, ...]:
    ranked = sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
    if not ranked:
        return ()
    query = select(ServiceItemRow.id, ServiceItemRow.name).where(
        ServiceItemRow.removed_at.is_(None)
    )
    items = session.execute(query.order_by(ServiceItemRow.id)).all()
    return tuple(
        VainLine(
            words=words,
            times=times,
            added_to=_having(session, words),
            nearest=nearest(words, items),
        )
        for words, times in ranked
    )


def _having(session: Session, words: str) -> tuple[str, ...]:
    """Return the names of items that have these words among their phrases."""
    text = type_coerce(ServiceItemRow.document, Text)
    query = select(ServiceItemRow).where(
        ServiceItemRow.removed_at.is_(None),
        text.contains(f'"{words}"', autoescape=True),
    )
    return tuple(row.name for row in session.scalars(query.limit(_NEAREST)))


def nearest(
    words: str, items: Iterable[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Return up to three items that share most with some words: pairs before signs."""
    signs, pairs = set(words), set(map("".join, pairwise(words)))

    def shared(name: str) -> int:
        return sum(sign in name for sign in signs) + 3 * sum(p in name for p in pairs)

    ranked = sorted(
        ((-shared(name), id_, name) for id_, name in items if shared(name) > 1)
    )
    return tuple((id_, name) for _, id_, name in ranked[:_NEAREST])
