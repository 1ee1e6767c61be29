"""Keep a county's lists of content categories (REQ-4); what changes is decided beside.

They are what forms offer; nobody is bound to them.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.categories import shipped_categories
from publishing.catalogue.category_lists import (
    CategoryLists,
    Discloser,
    shipped_lists,
    with_added,
    with_moved,
    with_renamed,
    with_retired,
)
from publishing.catalogue.units import county_of
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.categories import CategoryListsRow
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office

_Change = Callable[[CategoryLists], CategoryLists]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoriesView:
    """Be a county's categories, and how often each name is used."""

    lists: CategoryLists
    disclosures: Mapping[str, int]
    """How many disclosures say a name, in any version."""
    lines: Mapping[str, int]
    """How many lines of the catalogue say a name until further notice."""


class Categories:
    """Show and change the lists; nothing of them is ever deleted."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def show(self, actor: str) -> CategoriesView:
        """Return the lists and the use of their names.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> CategoriesView:
            del person
            return _view(session)

        return self._acting.look(actor, "categories.show", do)

    def offered(self, actor: str) -> tuple[str, ...]:
        """Return what the forms offer.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[str, ...]:
            del person
            return _lists(session, county_of(session).id).offered()

        return self._acting.look(actor, "categories.show", do)

    def add(self, actor: str, whose: Discloser, name: str) -> CategoriesView:
        """Put a category at the end of a list.

        Raises:
            NotAllowed: Not administrator of the county.
            Refused: The list has it already, or is full.
        """
        return self._change(
            actor,
            "category.added",
            {"whose": whose.value, "category": name.strip()},
            lambda lists: with_added(lists, whose, name),
        )

    def rename(
        self, actor: str, whose: Discloser, name: str, *, to: str
    ) -> CategoriesView:
        """Call a category otherwise from now on; what was signed keeps its words.

        Raises:
            NotAllowed: Not administrator of the county.
            NotThere: The list has no such category.
            Refused: The name is taken, or a rule knows the old one.
        """
        return self._change(
            actor,
            "category.renamed",
            {"whose": whose.value, "category": name, "renamed_to": to.strip()},
            lambda lists: with_renamed(lists, whose, name, to),
        )

    def move(
        self, actor: str, whose: Discloser, name: str, *, by: int
    ) -> CategoriesView:
        """Move a category up (less than 0) or down its list.

        Raises:
            NotAllowed: Not administrator of the county.
            NotThere: The list has no such category.
        """
        return self._change(
            actor,
            "category.moved",
            {"whose": whose.value, "category": name, "places": by},
            lambda lists: with_moved(lists, whose, name, by=by),
        )

    def retire(self, actor: str, whose: Discloser, name: str) -> CategoriesView:
        """Offer a category no more; whoever used it keeps it.

        Raises:
            NotAllowed: Not administrator of the county.
            NotThere: The list has no such category.
            Refused: A rule knows it by its name.
        """
        return self._change(
            actor,
            "category.retired",
            {"whose": whose.value, "category": name},
            lambda lists: with_retired(lists, whose, name, retired=True),
        )

    def restore(self, actor: str, whose: Discloser, name: str) -> CategoriesView:
        """Offer a category again.

        Raises:
            NotAllowed: Not administrator of the county.
            NotThere: The list has no such category.
        """
        return self._change(
            actor,
            "category.restored",
            {"whose": whose.value, "category": name},
            lambda lists: with_retired(lists, whose, name, retired=False),
        )

    def _change(
        self, actor: str, act: str, details: Mapping[str, object], change: _Change
    ) -> CategoriesView:
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> CategoriesView:
            county = county_of(session).id
            must_hold(session, person, county, Office.ADMIN, what="改公开类别")
            before = _lists(session, county)
            after = change(before)
            if after != before:
                _keep(session, county, after, now)
                record(
                    session,
                    actor=person.id,
                    act=act,
                    subject=county,
                    details=details,
                    at=now,
                )
            return _view(session)

        return self._acting.act(actor, "categories.change", do)


def _lists(session: Session, county: str) -> CategoryLists:
    row = session.get(CategoryListsRow, county)
    if row is None:
        return shipped_lists(shipped_categories())
    return CategoryLists.model_validate(row.document)


def _keep(session: Session, county: str, lists: CategoryLists, now: datetime) -> None:
    document = lists.model_dump(mode="json")
    row = session.get(CategoryListsRow, county)
    if row is None:
        row = CategoryListsRow(unit_id=county, document=document, updated_at=now)
        session.add(row)
    row.document, row.updated_at = document, now
    session.flush()


def _view(session: Session) -> CategoriesView:
    times = func.count(Draft.disclosure_id.distinct()).label("times")
    used = session.execute(select(Draft.category, times).group_by(Draft.category))
    lines = select(CatalogueEntryRow.document)
    held = session.scalars(lines.where(CatalogueEntryRow.valid_to.is_(None)))
    return CategoriesView(
        lists=_lists(session, county_of(session).id),
        disclosures={row.category: row.times for row in used},
        lines=Counter(str(one.get("category", "")) for one in held),
    )
