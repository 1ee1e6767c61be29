"""Make the echo wall as a target; decide nothing about what stands on it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.echo import (
    ECHO_TARGET,
    MOST_ENTRIES,
    Echo,
    EchoEntry,
    Progress,
    SignedFollowUp,
    SignedReply,
)
from publishing.release.made import Made
from publishing.release.request_places import office_above, unit_offices
from publishing.tables.units import UnitRow
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState

_PROGRESS = {
    QuestionState.RECEIVED: Progress.RECEIVED,
    QuestionState.ROUTED: Progress.ROUTED,
    QuestionState.DRAFTED: Progress.ROUTED,
    QuestionState.ANSWERED: Progress.ANSWERED,
    QuestionState.REFERRED: Progress.REFERRED,
}


def make_echo(session: Session, sealing_key: str) -> Made:
    """Return the wall: the newest questions, and the replies that are for everyone."""
    names = dict(session.execute(select(UnitRow.id, UnitRow.name)).all())
    newest = (
        select(QuestionRow)
        .order_by(QuestionRow.received_at.desc(), QuestionRow.number)
        .limit(MOST_ENTRIES)
    )
    rows = session.scalars(newest).all()
    later = _came_of(session)
    entries = tuple(_entry(row, names, later.get(row.number, ())) for row in rows)
    # Before a county is founded there is neither a unit nor an office.
    county = session.scalars(
        select(UnitRow.id).where(UnitRow.parent_id.is_(None))
    ).first()
    echo = Echo(
        version=1,
        sealing_key=sealing_key,
        request_office=office_above(session, county) if county else None,
        unit_offices=unit_offices(session, county) if county else (),
        entries=entries,
    )
    return Made(
        target=ECHO_TARGET,
        content_sha256=echo.digest(),
        finish=lambda version, _: echo.model_copy(
            update={"version": version}
        ).canonical(),
    )


def _came_of(session: Session) -> dict[str, tuple[SignedFollowUp, ...]]:
    """Return what became of replies and was approved, by number."""
    query = select(FollowUpRow).where(FollowUpRow.approved_at.is_not(None))
    found: dict[str, tuple[SignedFollowUp, ...]] = {}
    for row in session.scalars(query.order_by(FollowUpRow.id)):
        one = SignedFollowUp.model_validate(
            {"follow_up": row.document, "approvals": row.approvals}
        )
        found[row.number] = (*found.get(row.number, ()), one)
    return found


def _entry(
    row: QuestionRow, names: dict[str, str], later: tuple[SignedFollowUp, ...]
) -> EchoEntry:
    shown = None
    if row.published and row.state is QuestionState.ANSWERED:
        shown = SignedReply.model_validate(
            {"reply": row.reply, "approvals": row.approvals}
        )
    return EchoEntry(
        number=row.number,
        progress=_PROGRESS[row.state],
        shown=shown,
        ask_at=names.get(row.unit_id or "", ""),
        came_of=later if shown else (),
    )
