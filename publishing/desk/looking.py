"""List versions and what waits for whom; change nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from programme.approval import Role
from programme.blocks import images_of
from publishing.desk.chain_rows import named_in_chain, turn_of, unit_for
from publishing.desk.chains import Step
from publishing.desk.commenting import Comment, to_answer
from publishing.desk.many import lines_of_drafts
from publishing.desk.rows import blocks_of, visible
from publishing.desk.rules import may_confirm
from publishing.desk.signers import deciders_of, may_enter, may_sign
from publishing.desk.views import (
    DraftLine,
    DraftView,
    manifest_of,
    view_of,
)
from publishing.desk.withdrawal_roles import strongest_role
from publishing.desk.withdrawals import WithdrawalView, withdrawal_view
from publishing.errors import NotThere
from publishing.files import FileStore
from publishing.staff.acting import Acting
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, stands_for, units_where
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    DraftState,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.people import Office
from publishing.tables.removals import RemovalItem

MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Be what waits for one person, per role."""

    to_draft: tuple[DraftLine, ...]
    """Own drafts that are not submitted, returned ones among them."""
    to_review: tuple[DraftLine, ...]
    to_approve: tuple[DraftLine, ...]
    to_confirm: tuple[WithdrawalView, ...]
    to_answer: tuple[Comment, ...]
    """Open comments of others on what the person drafts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Be the step that a version waits for, as one person may act on it."""

    step: Step | None
    is_mine: bool
    deciders: Mapping[str, str]
    """Whose decision the person may enter, by id and name; none: they sign."""


class Looking:
    """Answer what staff ask; everyone sees the units of their own offices."""

    def __init__(self, *, acting: Acting, files: FileStore) -> None:
        self._acting = acting
        self._files = files

    def draft(self, actor: str, draft: str) -> DraftView:
        """Return one version.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> DraftView:
            return view_of(session, visible(session, person, draft))

        return self._acting.look(actor, "draft.show", do)

    def turn(self, actor: str, draft: str) -> Turn:
        """Return what somebody may do with the step that is due.

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> Turn:
            row = visible(session, person, draft)
            if row.state not in {DraftState.SUBMITTED, DraftState.REVIEWED}:
                return Turn(step=None, is_mine=False, deciders={})
            step = turn_of(session, row)
            unit = unit_for(session, row.unit_id, step)
            own = may_sign(session, person, unit, step)
            found = () if own else deciders_of(session, row, step)
            return Turn(
                step=step,
                is_mine=is_turn_of(session, person, row),
                deciders={member.id: member.name for member in found},
            )

        return self._acting.look(actor, "draft.show", do)

    def drafts(
        self, actor: str, *, state: DraftState | None = None, limit: int = MOST_LINES
    ) -> tuple[DraftLine, ...]:
        """Return versions of the person's units, last changed first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[DraftLine, ...]:
            query = of_units(session, person, *Office).limit(limit)
            if state is not None:
                query = query.where(Draft.state == state)
            return lines_of_drafts(session, session.scalars(query))

        return self._acting.look(actor, "draft.list", do)

    def page(self, actor: str, draft: str, sha256: str) -> bytes:
        """Return a page image of the manifest that is up for signature.

        Raises:
            NotThere: No such version, or it has no such page.
        """

        def do(session: Session, person: Person) -> bytes:
            row = visible(session, person, draft)
            manifest = manifest_of(session, row.manifest_sha256)
            if manifest is None or sha256 not in {a.sha256 for a in manifest.assets()}:
                raise NotThere("这一页")
            return self._files.get(sha256)

        return self._acting.look(actor, "draft.page", do)

    def picture(self, actor: str, draft: str, sha256: str) -> bytes:
        """Return a picture that stands in the pieces of a version.

        Raises:
            NotThere: No such version, or it has no such picture.
        """

        def do(session: Session, person: Person) -> bytes:
            blocks = blocks_of(visible(session, person, draft))
            if sha256 not in {image.sha256 for image in images_of(blocks)}:
                raise NotThere("这张图片")
            return self._files.get(sha256)

        return self._acting.look(actor, "draft.page", do)

    def to_do(self, actor: str) -> ToDo:
        """Return what waits for a person.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> ToDo:
            own = select(Draft).where(
                Draft.drafter_id == person.id, Draft.state == DraftState.DRAFT
            )
            own = own.order_by(Draft.changed_at.desc(), Draft.id)
            return ToDo(
                to_draft=lines_of_drafts(session, session.scalars(own)),
                to_review=_waiting(session, person, DraftState.SUBMITTED),
                to_approve=_waiting(session, person, DraftState.REVIEWED),
                to_confirm=to_confirm(session, person),
                to_answer=to_answer(session, person),
            )

        return self._acting.look(actor, "todo", do)


def of_units(session: Session, person: Person, *offices: Office) -> Select[Draft]:
    """Select the versions of units where a person holds one of these offices."""
    units = units_where(session, person, *offices)
    return (
        select(Draft)
        .where(Draft.unit_id.in_(units))
        .order_by(Draft.changed_at.desc(), Draft.id)
    )


def _waiting(
    session: Session, person: Person, state: DraftState
) -> tuple[DraftLine, ...]:
    """Return versions whose next step is the person's, but not those signed before."""
    query = of_units(session, person, *Office).where(Draft.state == state)
    rows = [row for row in session.scalars(query) if is_turn_of(session, person, row)]
    return lines_of_drafts(session, rows)


def is_turn_of(session: Session, person: Person, row: Draft) -> bool:
    """Say whether somebody may sign the step that a version waits for."""
    step = turn_of(session, row)
    unit, named = unit_for(session, row.unit_id, step), {person.id}
    absent = stands_for(session, person, unit, step.office)
    if absent is not None:
        named.add(absent.for_id)
    earlier = persons_of(session, named_in_chain(session, row))
    if persons_of(session, named) & earlier:
        return False
    if may_sign(session, person, unit, step):
        return True
    enters = may_enter(session, person, row)
    return enters and bool(deciders_of(session, row, step))


def to_confirm(session: Session, person: Person) -> tuple[WithdrawalView, ...]:
    """Return the withdrawals that a person may confirm, the oldest first."""
    query = select(WithdrawalRow).where(
        WithdrawalRow.state == WithdrawalState.REQUESTED,
        WithdrawalRow.requested_by != person.id,
        # What is part of a removal is confirmed with all of it.
        WithdrawalRow.id.not_in(select(RemovalItem.withdrawal_id)),
    )
    return tuple(
        withdrawal_view(session, kept)
        for kept in session.scalars(
            query.order_by(WithdrawalRow.requested_at, WithdrawalRow.id)
        )
        if _may_confirm(session, person, kept)
    )


def _may_confirm(session: Session, person: Person, kept: WithdrawalRow) -> bool:
    unit = session.get_one(Disclosure, kept.disclosure_id).unit_id
    role = strongest_role(session, person, unit)
    requester = Role(kept.signed["approvals"][0]["decision"]["role"])
    return role is not None and may_confirm(requester=requester, confirmer=role)
