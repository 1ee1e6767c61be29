"""Try a question on the working copy of the directory as the kiosk would answer it.

It keeps no question and counts none: a clerk tries what residents may say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.everyday_words import shipped_words
from directory.answer import Answer
from directory.finder import Finder
from directory.model import Department, ServiceItem
from directory.texts import entry_of, typed
from directory.words import SpokenWords
from media.speech.searching import item_readings, query_readings, spoken_words
from publishing.catalogue.directory import kept_departments
from publishing.errors import Refused
from publishing.tables.services import ServiceItemRow

MOST_TRIED = 2_000
"""More items are too many to gather for one question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Be what the kiosk would say, with the items that it names."""

    answer: Answer
    items: Mapping[str, ServiceItem]
    departments: Mapping[str, Department]


def try_question(session: Session, question: str, most: int = MOST_TRIED) -> Tried:
    """Answer a question from all items as they are now.

    Args:
        session: The reading of the database.
        question: As a resident would type it.
        most: With more items than this none is answered.

    Raises:
        Refused: There are too many items to try one on.
    """
    kept = ServiceItemRow.removed_at.is_(None)
    count = select(func.count()).select_from(ServiceItemRow).where(kept)
    if (session.scalar(count) or 0) > most:
        told = f"事项超过 {most} 项，请发布后在触摸屏上试。"
        raise Refused(told, code="too_many_to_try")
    rows = session.scalars(select(ServiceItemRow.document).where(kept))
    items = {
        item.id: item for item in map(ServiceItem.model_validate, rows.yield_per(200))
    }
    departments = {one.id: one for one in kept_departments(session)}
    entries = [
        entry_of(
            item,
            department=departments[item.department].name
            if item.department in departments
            else "",
            readings=item_readings(item),
        )
        for item in items.values()
    ]
    answer = Finder.over(entries, _lexicon()).answer(
        question, query_readings(typed(question))
    )
    return Tried(answer=answer, items=items, departments=departments)


@cache
def _lexicon() -> SpokenWords:
    """Return the shipped everyday words with their sounds, made once."""
    return spoken_words(shipped_words())
