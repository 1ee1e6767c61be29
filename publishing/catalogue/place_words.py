"""Read the words beside disclosures, and say in lines what of them is new."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.places import Place, Places
from programme.echo import RequestOffice
from programme.merged_boards import MergedBoard
from programme.programme import Hall
from publishing.catalogue.board_rows import merged_boards
from publishing.tables.units import HallRow, UnitRow
from publishing.tables.voice import RequestOfficeRow


def kept_places(session: Session) -> Places:
    """Return what displays say of every unit, in the order of their ids."""
    halls = {
        row.unit_id: Hall.model_validate(row.document)
        for row in session.scalars(select(HallRow))
    }
    offices = {
        row.unit_id: RequestOffice.model_validate(row.document)
        for row in session.scalars(select(RequestOfficeRow))
    }
    merged: dict[str, tuple[MergedBoard, ...]] = {}
    for board in merged_boards(session):
        merged[board.unit] = (*merged.get(board.unit, ()), board)
    return Places(
        places=tuple(
            Place(
                unit=row.id,
                name=row.name,
                register_name=row.register_name,
                above=row.parent_id,
                hall=halls.get(row.id),
                office=offices.get(row.id),
                merged=merged.get(row.id, ()),
            )
            for row in session.scalars(select(UnitRow).order_by(UnitRow.id))
        )
    )


def words_of(before: Places, now: Places) -> Iterator[str]:
    """Yield what displays would say from now on, unit by unit, where it is new."""
    other = [one for one in now.places if before.by_unit.get(one.unit) != one]
    # What says more than a name comes first: of a whole county not all is listed.
    for place in sorted(other, key=lambda one: not _says_more(one)):
        yield "；".join(_lines(place))
    for unit, place in before.by_unit.items():
        if unit not in now.by_unit:
            yield f"{place.name}：去掉"


def _says_more(place: Place) -> bool:
    return bool(place.hall or place.office or place.merged)


def _lines(place: Place) -> Iterator[str]:
    yield f"{place.name}（登记号“{place.register_name}”）"
    if place.hall is not None:
        hall = place.hall
        yield (
            f"大厅 {hall.county_name} {hall.name}，{hall.enquiry_place}，"
            f"电话 {hall.enquiry_telephone}，热线 {hall.hotline}"
        )
    if place.office is not None:
        office = place.office
        told = (office.place, office.telephone, office.hours, office.form)
        yield f"受理点 {'，'.join(filter(None, told))}"
    for board in place.merged:
        yield f"合并栏目 {board.name}"
