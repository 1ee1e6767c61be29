"""Find who names somebody beside disclosures: notices, halls, guides; take none down.

No withdrawal reaches these words: whoever keeps them mends them, or ends the notice.
So a search leads there, and says when what was mended is not published yet (REQ-22).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.catalogue.naming import excerpt_around
from publishing.cleaning import folded
from publishing.files import FileStore
from publishing.removing.rows import units_for
from publishing.removing.saying import (
    PlaceKind,
    Said,
    kept_words,
    open_notices,
    words_out,
)
from publishing.removing.seal import sought, spellings
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.units import UnitRow

MOST_FOUND = 200
_OF_THE_COUNTY = frozenset(
    {PlaceKind.GUIDE, PlaceKind.COUNTER, PlaceKind.DEPARTMENT, PlaceKind.LIFE_EVENT}
)
"""One directory serves every unit, so everybody may find a name in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """Be one thing beside disclosures whose words name somebody."""

    kind: PlaceKind
    key: str
    title: str
    unit_name: str
    excerpt: str
    mended: bool
    """What is kept names them no more: it only has to be published."""


class NamedPlaces:
    """Seek a person in the words that stand beside disclosures."""

    def __init__(self, *, acting: Acting, files: FileStore) -> None:
        self._acting = acting
        self._files = files

    def seek(self, actor: str, text: str) -> tuple[NamedPlace, ...]:
        """Return every place that names somebody, with what has to be done there.

        Raises:
            NotAllowed: No office that may take anything down.
            Refused: What is sought is too short or too long.
        """
        ways = spellings(sought(text))
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[NamedPlace, ...]:
            units = units_for(session, person)
            named = dict(session.execute(select(UnitRow.id, UnitRow.name)).all())
            kept = chain(open_notices(session, now), kept_words(session))
            read: set[int] = set()
            found = _naming(kept, ways, units, read)
            out = _naming(words_out(session, self._files), ways, units, read)
            places = [
                _place(one, excerpt, named, mended=key not in found)
                for key, (one, excerpt) in {**out, **found}.items()
            ]
            return tuple(sorted(places, key=_order)[:MOST_FOUND])

        return self._acting.look(actor, "removal.seek", do)


def _naming(
    said: Iterable[Said], ways: Sequence[str], units: frozenset[str], read: set[int]
) -> dict[tuple[PlaceKind, str], tuple[Said, str]]:
    """Return what names somebody, with the words around the name.

    Args:
        said: The words.
        ways: How the name may be written.
        units: Whose words are looked at.
        read: What was read already; the same again says nothing new.
    """
    found: dict[tuple[PlaceKind, str], tuple[Said, str]] = {}
    for one in said:
        same = hash((one.kind, one.key, one.words))
        if same in read:
            continue
        read.add(same)
        if one.kind in _OF_THE_COUNTY or one.unit in units:
            excerpt = excerpt_around(folded(one.words), ways)
            if excerpt:
                found[one.kind, one.key] = one, excerpt
    return found


def _place(
    said: Said, excerpt: str, named: dict[str, str], *, mended: bool
) -> NamedPlace:
    return NamedPlace(
        kind=said.kind,
        key=said.key,
        title=said.title,
        unit_name=named.get(said.unit, said.unit),
        excerpt=excerpt,
        mended=mended,
    )


def _order(place: NamedPlace) -> tuple[int, str]:
    return tuple(PlaceKind).index(place.kind), place.key
