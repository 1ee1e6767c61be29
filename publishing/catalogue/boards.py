"""Keep each unit's boards: who keeps and leads them, which hang as one.

What a display shows of it is `programme.merged_boards` (REQ-1, REQ-17).
"""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.boards import BoardPreset, preset_on
from programme.boards import Board
from programme.document import Document, Identifier
from programme.merged_boards import BoardLine
from publishing.catalogue.halls import groups_below
from publishing.catalogue.units import county_of
from publishing.errors import NotThere
from publishing.oversight.journal import record
from publishing.releases_due import ask_for_groups
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import Person, must_hold
from publishing.tables.boards import UnitBoardsRow
from publishing.tables.people import Office, StaffMember
from publishing.tables.units import UnitLevel, UnitRow

Words = Annotated[str, StringConstraints(max_length=60)]


class BoardForm(Document):
    """Be what a unit says of one board."""

    board: Board
    keeper: Identifier | None = None
    """The member of staff who keeps it up to date; none: who keeps the unit's."""
    leading: Words = ""
    """Which unit leads it; empty: what the shipped preset of the day says."""


class MergedForm(Document):
    """Be boards that hang as one, with their name line by line."""

    lines: Annotated[tuple[BoardLine, ...], Field(min_length=1, max_length=3)]
    boards: Annotated[tuple[Board, ...], Field(min_length=2, max_length=len(Board))]


class BoardsForm(Document):
    """Be all that a unit says of its boards."""

    boards: Annotated[tuple[BoardForm, ...], Field(max_length=len(Board))] = ()
    merged: Annotated[tuple[MergedForm, ...], Field(max_length=2)] = ()
    supervision: Words = ""
    """Who supervises; empty: what the shipped preset of the day says."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        joined = [board for one in self.merged for board in one.boards]
        said = [one.board for one in self.boards]
        if len(set(joined)) != len(joined) or len(set(said)) != len(said):
            msg = "同一个栏目写了两次；一个栏目只能合并到一处"
            raise ValueError(msg)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardsView:
    """Be a unit's boards as they stand today, preset and own words together."""

    unit: str
    form: BoardsForm
    leading: dict[Board, str]
    supervision: str
    basis: str
    """Of the preset, with the day on which it was checked."""


class Boards:
    """Change and show the boards of units."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def change(self, actor: str, unit: str, form: BoardsForm) -> BoardsView:
        """Say who keeps and leads a unit's boards, and which hang as one.

        Raises:
            NotAllowed: Not administrator of the unit.
            NotThere: No such unit, or no such keeper.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> BoardsView:
            must_hold(session, person, unit, Office.ADMIN, what="改单位的栏目")
            place = session.get_one(UnitRow, unit)
            _check_keepers(session, form)
            row = session.get(UnitBoardsRow, unit)
            before = BoardsForm.model_validate(row.document) if row else BoardsForm()
            document = form.model_dump(mode="json")
            if row is None:
                row = UnitBoardsRow(unit_id=unit, document=document, updated_at=now)
                session.add(row)
            row.document, row.updated_at = document, now
            record(
                session,
                actor=person.id,
                act="boards.changed",
                subject=unit,
                details={"boards": document},
                at=now,
            )
            if before.merged != form.merged:
                groups = groups_below(session, county_of(session).id)
                ask_for_groups(session, sorted(groups), now)
                touch(session, groups)
            return _view(place, form, today)

        return self._acting.act(actor, "boards.change", do)

    def show(self, actor: str, unit: str) -> BoardsView:
        """Return the boards of a unit.

        Raises:
            NotThere: No such unit.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> BoardsView:
            del person
            place = session.get(UnitRow, unit)
            if place is None:
                raise NotThere("这个单位")
            row = session.get(UnitBoardsRow, unit)
            form = BoardsForm.model_validate(row.document) if row else BoardsForm()
            return _view(place, form, today)

        return self._acting.look(actor, "boards.show", do)


def _check_keepers(session: Session, form: BoardsForm) -> None:
    """Return only if every keeper has an account.

    Raises:
        NotThere: One has none.
    """
    wanted = {one.keeper for one in form.boards if one.keeper}
    query = select(StaffMember.id).where(StaffMember.id.in_(wanted))
    if wanted - set(session.scalars(query)):
        raise NotThere("这位维护人的账号")


def _view(place: UnitRow, form: BoardsForm, today: date) -> BoardsView:
    preset = preset_on(today)
    own = {one.board: one.leading for one in form.boards}
    in_village = place.level is UnitLevel.VILLAGE
    return BoardsView(
        unit=place.id,
        form=form,
        leading={
            board: own.get(board) or preset.leader_of(board, in_village=in_village)
            for board in Board
        },
        supervision=form.supervision or preset.supervision,
        basis=_basis(preset),
    )


def _basis(preset: BoardPreset) -> str:
    checked = preset.basis_checked_on.isoformat()
    return f"{preset.basis}（{preset.from_on.isoformat()} 起，{checked} 核对）"
