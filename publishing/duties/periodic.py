"""Yield the issues of the catalogue that wait to be written (REQ-7); write none."""

from collections.abc import Iterable
from urllib.parse import urlencode

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from programme.boards import Attribute, Audience
from publishing.catalogue.dues import ONCE_ON
from publishing.catalogue.entry import EntryForm
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.inspection.issues import label_of
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow, CatalogueEntryRow
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

_WHO = (Office.DRAFTER, Office.PUBLISHER)
"""Who writes it, and the office that urges."""
MOST_ISSUES = 200
"""Nobody reads more at once; the board of completeness counts them all."""
_BEGUN = exists().where(
    Draft.unit_id == CatalogueDueRow.unit_id,
    Draft.catalogue_entry == CatalogueDueRow.line,
    func.coalesce(Draft.period_starts_on, ONCE_ON) == CatalogueDueRow.period_starts_on,
    Draft.state.in_((DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)),
)
"""A draft serves the issue already: that draft is the duty."""


class Periodic:
    """Read the issues that are due and not out yet; the most overdue come first."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every issue that the person writes or urges, if near or late."""
        units = units_where(session, person, *_WHO)
        roster = Roster(session, person, at=reach.at)
        first = func.coalesce(CatalogueDueRow.target_on, CatalogueDueRow.legal_on)
        query = (
            select(CatalogueDueRow, CatalogueEntryRow.document)
            .join(CatalogueEntryRow, CatalogueEntryRow.id == CatalogueDueRow.entry_id)
            .where(
                CatalogueDueRow.published_on.is_(None),
                CatalogueDueRow.unit_id.in_(units),
                first <= reach.until_on,
                ~_BEGUN,
            )
            .order_by(
                first,
                CatalogueDueRow.unit_id,
                CatalogueDueRow.line,
                CatalogueDueRow.period_starts_on,
            )
            .limit(MOST_ISSUES)
        )
        for row, document in session.execute(query):
            yield _duty(row, EntryForm.model_validate(document), roster)


def new_draft_link(row: CatalogueDueRow) -> str:
    """Return the way to a draft that begins with what the line says."""
    asked = {"unit": row.unit_id, "entry": row.line}
    if row.period_starts_on != ONCE_ON:
        asked["period"] = row.period_starts_on.isoformat()
    return f"/drafts/new?{urlencode(asked)}"


def _duty(row: CatalogueDueRow, form: EntryForm, roster: Roster) -> Duty:
    label = label_of(row.frequency, row.period_starts_on, row.period_ends_on)
    first = row.target_on or row.legal_on
    writes = roster.holds(row.unit_id, Office.DRAFTER)
    open_to_all = form.audience is Audience.EVERYONE
    return Duty(
        kind=DutyKind.PERIODIC,
        subject=f"{row.unit_id}/{row.line}/{row.period_starts_on.isoformat()}",
        title=f"{form.name}（{label}）",
        unit=row.unit_id,
        unit_name=roster.unit_name(row.unit_id),
        link=new_draft_link(row) if writes else f"/catalogue/{row.unit_id}",
        mine=writes,
        for_everyone=open_to_all and form.method is Attribute.PROACTIVE,
        due=Due(
            target_on=first,
            legal_on=row.legal_on if row.legal_on != first else None,
            provisional=row.provisional,
        )
        if first
        else None,
        board=row.board,
        about="公开目录要求，还没有起草",
        others=roster.others(row.unit_id, Office.DRAFTER),
    )
