"""Turn draft rows into values and back, and void what an edit voids."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.blocks import AssetRef, Block, Revision, text_of
from programme.hours import OpenSpan
from publishing.desk.content import DraftForm
from publishing.desk.rules import DeskAct, after, check_edition
from publishing.desk.screening import Kept
from publishing.desk.sums import ConfirmedSum
from publishing.desk.text import clean_value, folded
from publishing.errors import NotAllowed, NotThere
from publishing.oversight.journal import record
from publishing.staff.offices import Person, holds, must_hold
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    Draft,
    DraftState,
    DraftWords,
)
from publishing.tables.people import Office

_BLOCKS = TypeAdapter(tuple[Block, ...])
_SPANS = TypeAdapter(tuple[OpenSpan, ...])
_KEPT = TypeAdapter(tuple[Kept, ...])
_SUMS = TypeAdapter(tuple[ConfirmedSum, ...])
_AS_THEY_ARE = (
    "title",
    "board",
    "category",
    "kind_of_act",
    "attribute",
    "audience",
    "settled_on",
    "hung_since",
    "earliest_start_at",
    "explicit_end_at",
    "objections_telephone",
    "qr_target",
    "secrecy_basis",
    "change_note",
    "policy_explanation",
    "unexplained_because",
    "catalogue_entry",
    "period_starts_on",
)

_PAGE_WISH = {"template", "summary_points"}


def new_id(unit: str, kind: str) -> str:
    """Return a new id that begins with the county's code."""
    return f"{unit.split('-', maxsplit=1)[0]}-{kind}-{secrets.token_hex(6)}"


def draft_of(session: Session, draft: str) -> Draft:
    """Return a version by its id.

    Raises:
        NotThere: No such version.
    """
    row = session.get(Draft, draft)
    if row is None:
        raise NotThere("这一件")
    return row


def visible(session: Session, person: Person, draft: str) -> Draft:
    """Return a version that somebody with an office for its unit may see.

    Raises:
        NotThere: No such version, or not for this person.
    """
    row = draft_of(session, draft)
    if not holds(session, person, row.unit_id, *Office):
        raise NotThere("这一件")
    return row


def own_draft(session: Session, person: Person, draft: str, *, edition: int) -> Draft:
    """Return a version that is this person's to change, as they saw it.

    Raises:
        NotThere: No such version.
        NotAllowed: It is another drafter's.
        ContentChanged: Somebody acted since.
    """
    row = draft_of(session, draft)
    must_hold(session, person, row.unit_id, Office.DRAFTER, what="改这一件")
    if row.drafter_id != person.id:
        raise NotAllowed("改这一件", wanted="起草它的人")
    check_edition(seen=edition, now=row.edition)
    return row


def new_draft(disclosure: Disclosure, drafter: str, now: datetime) -> Draft:
    """Return an empty version of a disclosure."""
    return Draft(
        id=new_id(disclosure.unit_id, "v"),
        disclosure_id=disclosure.id,
        unit_id=disclosure.unit_id,
        state=DraftState.DRAFT,
        edition=1,
        drafter_id=drafter,
        blocks=[],
        source_name="",
        import_report={},
        kept_personal=[],
        confirmed_sums=[],
        return_reason="",
        change_note="",
        policy_explanation="",
        unexplained_because="",
        created_at=now,
        changed_at=now,
    )


def blocks_of(row: Draft) -> tuple[Block, ...]:
    """Return the pieces of a version."""
    return _BLOCKS.validate_python(row.blocks)


def put_blocks(row: Draft, blocks: tuple[Block, ...]) -> None:
    """Give a version its pieces, their text cleaned."""
    row.blocks = clean_value(_BLOCKS.dump_python(blocks, mode="json"))
    _keep_words(row)


def _keep_words(row: Draft) -> None:
    """Keep what a version says so that it can be found."""
    texts = (text_of(block) for block in blocks_of(row))
    # All that goes out with it, so that whoever is named anywhere is found (REQ-22).
    told = (row.policy_explanation, row.change_note, row.source_name)
    words = folded(" ".join((row.title or "", *texts, *(one or "" for one in told))))
    if row.said is None:
        row.said = DraftWords(disclosure_id=row.disclosure_id, words=words)
    else:
        row.said.words = words


def form_of(row: Draft) -> DraftForm:
    """Return what the drafter said of a version."""
    values = {name: getattr(row, name) for name in _AS_THEY_ARE}
    return DraftForm(
        **values,
        mandate=row.mandate_name,
        groups=tuple(row.groups),
        weekdays=tuple(row.weekdays),
        dayparts=_SPANS.validate_python(row.dayparts),
        kept_personal=_KEPT.validate_python(row.kept_personal),
        confirmed_sums=_SUMS.validate_python(row.confirmed_sums),
        **(row.page_wish or {}),
        blocks=blocks_of(row),
    )


def fill(row: Draft, form: DraftForm) -> None:
    """Write what the drafter says into a version."""
    for name in _AS_THEY_ARE:
        setattr(row, name, getattr(form, name))
    row.mandate_name = form.mandate
    row.groups, row.weekdays = list(form.groups), list(form.weekdays)
    row.dayparts = _SPANS.dump_python(form.dayparts, mode="json")
    row.kept_personal = _KEPT.dump_python(form.kept_personal, mode="json")
    row.confirmed_sums = _SUMS.dump_python(form.confirmed_sums, mode="json")
    wish = form.model_dump(mode="json", include=_PAGE_WISH)
    row.page_wish = {name: said for name, said in wish.items() if said} or None
    if form.blocks is not None:
        put_blocks(row, form.blocks)
    _keep_words(row)


def revision_of(row: Draft) -> Revision:
    """Return the exact version that would be signed."""
    source = None
    if row.source_sha256 is not None and row.source_length is not None:
        source = AssetRef(sha256=row.source_sha256, length=row.source_length)
    return Revision(
        title=row.title,
        blocks=blocks_of(row),
        source=source,
        source_name=row.source_name,
    )


def decisions_of(session: Session, row: Draft) -> tuple[DecisionRow, ...]:
    """Return the decisions over a version that stand, in order."""
    query = (
        select(DecisionRow)
        .where(DecisionRow.draft_id == row.id, DecisionRow.voided_at.is_(None))
        .order_by(DecisionRow.id)
    )
    return tuple(session.scalars(query))


def step(row: Draft, act: DeskAct, now: datetime) -> None:
    """Bring a version into the state in which an act leaves it.

    Raises:
        StateForbids: The act is not possible in this state.
    """
    row.state = after(row.state, act)
    row.edition += 1
    row.changed_at = now


def advance(row: Draft, act: DeskAct, state: DraftState, now: datetime) -> None:
    """Bring a version to the next step of its chain.

    Raises:
        StateForbids: The act is not possible in this state.
    """
    step(row, act, now)
    row.state = state


def back_to_draft(session: Session, row: Draft, act: DeskAct, now: datetime) -> None:
    """Make a version a draft again; every decision over it is void.

    Raises:
        StateForbids: The act is not possible in this state.
    """
    step(row, act, now)
    for decision in decisions_of(session, row):
        decision.voided_at = now
    row.manifest_sha256, row.submitted_at = None, None


def journal(
    session: Session,
    person: Person,
    act: str,
    row: Draft,
    *,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a version into the journal."""
    record(
        session,
        actor=person.id,
        act=act,
        subject=row.disclosure_id,
        details={"draft": row.id, "edition": row.edition, **(details or {})},
        at=now,
    )


def is_open(row: Draft) -> bool:
    """Say whether a version is still on its way."""
    return row.state in {DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED}
