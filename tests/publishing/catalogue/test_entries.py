from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from programme.boards import Attribute, Audience, Board
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.catalogue.entry import Facet
from publishing.catalogue.entry_lines import EntryView
from publishing.catalogue.units import NewUnit
from publishing.errors import ContentChanged, NotAllowed, NotThere, Refused
from publishing.staff.offices import Held
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County

VILLAGE = "qinghe-liuwu"


@pytest.fixture
def keeper(county: County) -> str:
    """Return who keeps the village's catalogue, and nothing else."""
    return county.join("cunwu", Held(unit=VILLAGE, office=Office.PUBLISHER))


def _mandated(county: County, **changed: object) -> EntryView:
    """Let the county lay a line down for its villages."""
    form = line_form(inherited_by=UnitLevel.VILLAGE, **changed)
    return county.cases.entries.create(county.people["publisher"], "qinghe", form)


def _names(county: County, unit: str = VILLAGE) -> list[tuple[str, bool]]:
    found = county.cases.entries.listing(county.people["drafter"], unit)
    return [(one.form.name, one.inherited) for one in found]


def test_a_line_says_all_that_a_catalogue_asks(county: County) -> None:  # REQ-3 REQ-15
    form = line_form(
        facet=Facet.RESULT,
        audience=Audience.VILLAGE_RESIDENTS,
        levels=(UnitLevel.TOWNSHIP, UnitLevel.COUNTY),
        section="农经站",
    )

    made = county.cases.entries.create(county.people["publisher"], VILLAGE, form)

    (found,) = county.cases.entries.listing(county.people["drafter"], VILLAGE)
    assert found == made
    assert found.form == form
    assert found.form.levels == (UnitLevel.COUNTY, UnitLevel.TOWNSHIP)


def test_a_village_owes_what_the_county_laid_down_and_its_own(county: County) -> None:
    _mandated(county, position=1)
    own = line_form(subtopic="集体用工", position=2)

    county.cases.entries.create(county.people["publisher"], VILLAGE, own)

    assert _names(county) == [("财务收支", True), ("集体用工", False)]
    assert _names(county, "qinghe") == []


def test_a_village_can_add_but_not_change_or_remove_what_the_county_mandates(
    county: County, keeper: str
) -> None:
    mandated, entries = _mandated(county), county.cases.entries

    with pytest.raises(NotAllowed, match="可以另加，不能改也不能去掉"):
        entries.close(keeper, mandated.line, seen=mandated.id)
    with pytest.raises(NotAllowed):
        entries.change(keeper, mandated.line, line_form(), seen=mandated.id)
    entries.create(keeper, VILLAGE, line_form(subtopic="集体用工", position=9))

    assert _names(county) == [("财务收支", True), ("集体用工", False)]


def test_a_line_of_its_own_that_names_its_origin_stands_in_for_it(
    county: County, keeper: str
) -> None:
    mandated, entries = _mandated(county), county.cases.entries
    exact = line_form(subtopic="财务收支（逐笔）", origin=mandated.line)

    made = entries.create(keeper, VILLAGE, exact)

    assert _names(county) == [("财务收支（逐笔）", False)]
    entries.close(keeper, made.line, seen=made.id)
    assert _names(county) == [("财务收支", True)]


@pytest.mark.parametrize(
    ("weaker", "told"),
    [
        ({"frequency": Frequency.QUARTERLY}, "公开频次不能少于“每月”"),
        ({"audience": Audience.PARTY_MEMBERS}, "公开对象"),
        ({"method": Attribute.ON_REQUEST}, "公开方式"),
        ({"board": Board.VILLAGE}, "板块"),
        ({"special_rule": None}, "公开时限要和上级的一样"),
        ({"within_days": 9}, "不能长于 5 天"),
        ({"carriers": (Carrier.PAPER_BOARD,)}, "载体一个也不能少"),
    ],
)
def test_a_line_that_is_weaker_than_its_origin_is_refused(
    county: County, keeper: str, weaker: dict[str, object], told: str
) -> None:
    mandated = _mandated(county, within_days=5)
    form = line_form(**({"origin": mandated.line, "within_days": 5} | weaker))

    with pytest.raises(Refused, match=told):
        county.cases.entries.create(keeper, VILLAGE, form)


def test_an_origin_must_be_a_line_that_the_unit_inherits(county: County) -> None:
    form = line_form(origin="qinghe-l-none")

    with pytest.raises(Refused, match="不是上级要求本单位公开的"):
        county.cases.entries.create(county.people["publisher"], VILLAGE, form)


def test_a_change_keeps_what_held_before(county: County) -> None:
    entries, publisher = county.cases.entries, county.people["publisher"]
    made = entries.create(publisher, VILLAGE, line_form())

    changed = entries.change(
        publisher, made.line, line_form(content="逐笔公开"), seen=made.id
    )

    with county.database.reading() as session:
        query = select(CatalogueEntryRow).order_by(CatalogueEntryRow.valid_from)
        old, new = session.scalars(query)
        acts = session.scalars(
            select(JournalEntry.act).where(JournalEntry.act.like("catalogue.%"))
        ).all()
    assert (old.valid_from, old.valid_to) == (date(2026, 9, 1), date(2026, 11, 23))
    assert (new.valid_from, new.valid_to) == (date(2026, 11, 23), None)
    assert changed.line == made.line
    assert acts == ["catalogue.created", "catalogue.changed"]


def test_of_two_who_change_a_line_at_once_one_is_told(county: County) -> None:  # F34
    entries, publisher = county.cases.entries, county.people["publisher"]
    made = entries.create(publisher, VILLAGE, line_form())
    entries.change(publisher, made.line, line_form(content="逐笔"), seen=made.id)

    with pytest.raises(ContentChanged):
        entries.close(publisher, made.line, seen=made.id)


def test_a_closed_line_is_gone_from_the_catalogue(county: County) -> None:
    entries, publisher = county.cases.entries, county.people["publisher"]
    made = entries.create(publisher, VILLAGE, line_form())

    entries.close(publisher, made.line, seen=made.id)

    assert _names(county) == []
    with pytest.raises(NotThere):
        entries.close(publisher, made.line, seen=made.id)


def test_lines_for_units_below_are_listed_where_they_were_laid_down(
    county: County,
) -> None:
    _mandated(county)

    (own,) = county.cases.entries.own(county.people["publisher"], "qinghe")

    assert own.form.inherited_by is UnitLevel.VILLAGE
    assert not own.inherited


def test_only_who_keeps_the_catalogue_may_write_it(county: County) -> None:
    with pytest.raises(NotAllowed, match="发布办公室、管理员"):
        county.cases.entries.create(county.people["drafter"], VILLAGE, line_form())
    with pytest.raises(NotThere):
        county.cases.entries.listing(county.people["drafter"], "qinghe-none")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"mandate": "no-such"}, "没有“no-such”这个公开时限"),
        ({"mandate": "promotion"}, "宣传不是规定要公开的，目录里不能用"),
        ({"mandate": "village_finance", "special_rule": None}, "没有“village_finance”"),
        ({"special_rule": "no-such"}, "没有“no-such”这条专门规定"),
        ({"special_rule": "budget"}, "不是一类"),
    ],
)
def test_a_line_names_rules_that_are_shipped(
    county: County, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        county.cases.entries.create(
            county.people["publisher"], VILLAGE, line_form(**changed)
        )


@pytest.mark.parametrize(
    "changed",
    [
        {"primary": Carrier.WEBSITE},
        {"method": Attribute.NOT_DISCLOSED},
        {"valid_from": date(1999, 1, 1)},
        {"topic": " "},
    ],
)
def test_a_line_that_contradicts_itself_is_none(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        line_form(**changed)


def test_a_township_hands_its_lines_down_to_its_own_villages_alone(
    county: County,
) -> None:
    admin = county.people["admin"]
    for unit, parent, level in (
        ("qinghe-yunxi", "qinghe", UnitLevel.TOWNSHIP),
        ("qinghe-hetang", "qinghe-yunxi", UnitLevel.VILLAGE),
    ):
        place = NewUnit(
            id=unit, parent=parent, level=level, name=unit, register_name=unit,
            lines=(unit,),
        )  # fmt: skip
        county.cases.units.create(admin, place)
    form = line_form(inherited_by=UnitLevel.VILLAGE)

    county.cases.entries.create(county.people["publisher"], "qinghe-yunxi", form)

    assert _names(county, "qinghe-hetang") == [("财务收支", True)]
    assert _names(county) == []
