import pytest
from sqlalchemy import select

from programme.boards import Audience, DisplayKind
from publishing.catalogue.units import NewUnit, UnitForm
from publishing.errors import Conflict, NotAllowed, NotThere, Refused
from publishing.schedule.groups import GroupForm, NewGroup
from publishing.tables.release import ReleaseDue
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County
from tests.fakes.hall_data import HALL, HOURS, KIOSK


def _unit(**changed: object) -> NewUnit:
    values: dict[str, object] = {
        "id": "qinghe-hetang",
        "parent": "qinghe",
        "level": UnitLevel.VILLAGE,
        "name": "荷塘村村委会",
        "register_name": "荷塘村",
        "lines": ("荷塘村",),
    }
    return NewUnit.model_validate(values | changed)


def _group(**changed: object) -> NewGroup:
    values: dict[str, object] = {
        "id": "qinghe-village-kiosk",
        "name": "村部触摸屏",
        "unit": "qinghe-liuwu",
        "display_kind": DisplayKind.KIOSK,
        "audience": Audience.VILLAGE_RESIDENTS,
        "panel": KIOSK,
        "service_hours": HOURS,
    }
    return NewGroup.model_validate(values | changed)


def test_units_make_a_tree_and_close_from_below(county: County) -> None:
    admin, units = county.people["admin"], county.cases.units
    units.create(admin, _unit(level=UnitLevel.TOWNSHIP))
    units.create(
        admin,
        _unit(id="qinghe-hetang-1", parent="qinghe-hetang", register_name="一村"),
    )

    with pytest.raises(Conflict, match="下级单位"):
        units.close(admin, "qinghe-hetang")
    units.close(admin, "qinghe-hetang-1")
    closed = units.close(admin, "qinghe-hetang")

    assert closed.closed_at == county.clock.now()
    with pytest.raises(NotThere):
        county.draft(unit="qinghe-hetang")


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"id": "qinghe-liuwu"}, Conflict),
        ({"register_name": "柳坞村"}, Conflict),
        ({"id": "other-hetang"}, Refused),
        ({"parent": "qinghe-none"}, NotThere),
        ({"keeper": "staff-none"}, NotThere),
    ],
)
def test_a_unit_that_cannot_be_is_refused(
    county: County, changed: dict[str, object], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        county.cases.units.create(county.people["admin"], _unit(**changed))


def test_a_unit_is_changed_and_listed_with_its_keeper(county: County) -> None:
    form = UnitForm(
        name="柳坞村民委员会",
        register_name="柳坞村",
        lines=("柳坞村",),
        keeper=county.people["drafter"],
    )

    changed = county.cases.units.change(county.people["admin"], "qinghe-liuwu", form)

    assert changed.form == form
    assert changed in county.cases.units.listing(county.people["reviewer"])


def test_a_group_is_made_changed_closed_and_its_programme_asked_for(
    county: County,
) -> None:
    publisher, groups = county.people["publisher"], county.cases.groups
    made = groups.create(publisher, _group())
    form = GroupForm.model_validate(_group(name="新名字").model_dump(exclude={"id"}))

    changed = groups.change(publisher, made.id, form)
    closed = groups.close(publisher, made.id)

    assert changed.form.name == "新名字"
    assert closed.closed_at is not None
    assert county.told == [frozenset({made.id})] * 3
    with county.database.reading() as session:
        due = set(session.scalars(select(ReleaseDue.target)))
    assert f"programmes/{made.id}.json" in due


def test_a_group_that_cannot_be_is_refused(county: County) -> None:
    publisher, groups = county.people["publisher"], county.cases.groups

    with pytest.raises(Conflict):
        groups.create(publisher, _group(id="qinghe-hall-screen"))
    with pytest.raises(Refused):
        groups.create(publisher, _group(id="other-kiosk"))
    with pytest.raises(NotThere):
        groups.close(publisher, "qinghe-none")
    with pytest.raises(NotAllowed):
        groups.create(county.people["drafter"], _group())


def test_a_unit_without_a_hall_has_that_of_the_unit_above(county: County) -> None:
    admin, halls = county.people["admin"], county.cases.halls
    own = HALL.model_copy(update={"name": "柳坞村便民服务点"})

    inherited = halls.show(admin, "qinghe-liuwu")
    halls.change(admin, "qinghe-liuwu", own)
    halls.change(admin, "qinghe-liuwu", own)

    assert inherited == HALL
    assert halls.show(admin, "qinghe-liuwu") == own
    with pytest.raises(NotThere):
        halls.show(admin, "qinghe-none")


# REQ-1: a number names one disclosure for ever.
def test_a_name_that_a_units_numbers_bear_is_no_other_units(county: County) -> None:
    county.approved()
    admin, units = county.people["admin"], county.cases.units
    now = UnitForm(name="柳坞村", register_name="柳坞东村", lines=("柳坞东村",))
    units.change(admin, "qinghe-liuwu", now)

    with pytest.raises(Conflict, match="用过"):
        units.create(admin, _unit(register_name="柳坞村"))

    before = now.model_copy(update={"register_name": "柳坞村"})
    assert units.change(admin, "qinghe-liuwu", before).form == before
