"""Begin a new version of what is published or was withdrawn; it is signed anew."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.rows import (
    blocks_of,
    fill,
    form_of,
    is_open,
    journal,
    new_draft,
    put_blocks,
)
from publishing.desk.rules import DeskAct, after
from publishing.desk.sources import copy_reading
from publishing.desk.views import DraftView, view_of
from publishing.errors import Conflict, NotThere
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.people import Office

_BEGAN = frozenset({DraftState.APPROVED, DraftState.WITHDRAWN, DraftState.SUPERSEDED})
"""States of what was published once; a version that was filed instead never was."""


class Changing:
    """Begin new versions."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def change(self, actor: str, disclosure: str) -> DraftView:
        """Begin a new version of what is published or was withdrawn.

        Raises:
            NotAllowed: Not a drafter of the unit.
            Conflict: A new version is on its way already.
            StateForbids: It was never published.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            return view_of(session, begin_version(session, person, disclosure, now))

        return self._acting.act(actor, "draft.change", do)


def begin_version(
    session: Session, person: Person, disclosure: str, now: datetime
) -> Draft:
    """Return a new version that says what the last published one did.

    Raises:
        NotThere: There is no such disclosure.
        NotAllowed: Not a drafter of the unit.
        Conflict: A new version is on its way already.
        StateForbids: It was never published.
    """
    matter = session.get(Disclosure, disclosure)
    if matter is None:
        raise NotThere("这件公开事项")
    must_hold(session, person, matter.unit_id, Office.DRAFTER, what="出新版本")
    last = _last_version(session, disclosure)
    after(last.state, DeskAct.CHANGE)
    row = new_draft(matter, person.id, now)
    _copy(last, row)
    session.add(row)
    session.flush()
    copy_reading(session, last, row)
    details = {"replaces": last.id}
    journal(session, person, "draft.changed", row, now=now, details=details)
    return row


def _last_version(session: Session, disclosure: str) -> Draft:
    """Return the last published version, if no newer one is on its way.

    Raises:
        NotThere: There is no version at all.
        Conflict: One is on its way.
    """
    query = select(Draft).where(Draft.disclosure_id == disclosure)
    rows = sorted(session.scalars(query), key=lambda row: (row.created_at, row.id))
    if not rows:
        raise NotThere("这件公开事项")
    published = [row for row in rows if row.state in _BEGAN]
    if published and any(is_open(row) for row in rows):
        message = "这件事项已经有一个新版本在办。请到那一件里改。"
        raise Conflict(message)
    # Two versions may have begun in one moment: what another replaces is not the last.
    replaced = {row.replaces_id for row in published}
    return [row for row in published or rows if row.id not in replaced][-1]


def _copy(last: Draft, row: Draft) -> None:
    """Begin a version with what the last one said; its clearance is asked anew."""
    from_form = form_of(last)
    fill(
        row,
        from_form.model_copy(
            update={
                "secrecy_basis": "",
                "change_note": "",
                "earliest_start_at": None,
                "hung_since": None,
            }
        ),
    )
    row.source_sha256, row.source_length = last.source_sha256, last.source_length
    row.source_name, row.import_report = last.source_name, last.import_report
    put_blocks(row, blocks_of(last))
    row.replaces_id = last.id
