"""Put units into a county's tree."""

from publishing.catalogue.units import NewUnit
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County


def add_unit(county: County, unit: str, parent: str, level: UnitLevel) -> None:
    """Add a unit that is called as its id."""
    form = NewUnit(
        id=unit,
        parent=parent,
        level=level,
        name=unit,
        register_name=unit,
        lines=(unit,),
    )
    county.cases.units.create(county.people["admin"], form)
