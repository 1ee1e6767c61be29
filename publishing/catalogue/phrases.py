"""Make words that residents search with words of a service item; publish nothing.

They take effect with the next publication of the directory (REQ-54).
"""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.model import ServiceItem
from directory.texts import clean, searchable_texts
from publishing.catalogue.units import county_of
from publishing.errors import Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.services import ServiceItemRow

LONGEST_PHRASE = 40
_UNUSABLE = f"请写 1—{LONGEST_PHRASE} 个字，不能只是符号。"
_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


class Phrases:
    """Add everyday words to service items."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def add(self, actor: str, item: str, words: str) -> str:
        """Make words a way to find an item; return the item's name.

        Args:
            actor: Who does it.
            item: The item's id, or its official name.
            words: What residents say; at most 40 characters.

        Raises:
            NotAllowed: Not the county's office or administrator.
            Refused: No such item, nothing to add, or it is there already.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> str:
            county = county_of(session)
            must_hold(session, person, county.id, *_KEEPERS, what="维护办事目录")
            said = " ".join(words.split())
            row = _row(session, item.strip())
            known = ServiceItem.model_validate(row.document)
            _check(known, said)
            changed = known.model_copy(update={"phrases": (*known.phrases, said)})
            row.document = changed.model_dump(mode="json")
            row.updated_at = now
            record(
                session,
                actor=person.id,
                act="services.phrase_added",
                subject=county.id,
                details={"item": known.name, "phrase": said},
                at=now,
            )
            return known.name

        return self._acting.act(actor, "services.add_phrase", do)


def _row(session: Session, item: str) -> ServiceItemRow:
    """Return an item's row.

    Raises:
        Refused: There is none, or several have this name.
    """
    named = or_(ServiceItemRow.id == item, ServiceItemRow.name == item)
    query = select(ServiceItemRow).where(named, ServiceItemRow.removed_at.is_(None))
    rows = session.scalars(query.limit(2)).all()
    if not rows:
        raise Refused(
            "没有这个事项。请写事项的全名，或者它的编号。", code="no_such_item"
        )
    if len(rows) > 1:
        raise Refused("有几个事项都叫这个名字。请写编号。", code="several_items")
    return rows[0]


def _check(item: ServiceItem, said: str) -> None:
    """Return only if words can be added.

    Raises:
        Refused: They are no words, too long, or there already.
    """
    if not clean(said) or len(said) > LONGEST_PHRASE or not said.isprintable():
        raise Refused(_UNUSABLE, code="phrase_unusable")
    if clean(said) in searchable_texts(item):
        told = f"“{said}”已经是“{item.name}”的说法了。"
        raise Refused(told, code="phrase_known")
