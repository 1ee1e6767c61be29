"""Read which boards units merged, as programmes say it; it decides nothing."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.merged_boards import MergedBoard
from publishing.catalogue.boards import BoardsForm
from publishing.tables.boards import UnitBoardsRow


def merged_boards(session: Session) -> tuple[MergedBoard, ...]:
    """Return the merged boards of every unit, in the order of units (REQ-17)."""
    query = select(UnitBoardsRow).order_by(UnitBoardsRow.unit_id)
    return tuple(
        MergedBoard(unit=row.unit_id, lines=one.lines, boards=one.boards)
        for row in session.scalars(query)
        for one in BoardsForm.model_validate(row.document).merged
    )
