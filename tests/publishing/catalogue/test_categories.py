import pytest

from publishing.catalogue.category_lists import Discloser
from publishing.errors import NotAllowed, Refused
from publishing.oversight.journal import page
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County

VILLAGE = Discloser.VILLAGE


def acts(county: County) -> list[str]:
    with county.database.reading() as session:
        return [entry.act for entry in page(session, subject="qinghe", limit=5)]


# REQ-4
def test_the_countys_administrator_edits_the_lists_and_every_act_is_on_the_journal(
    county: County,
) -> None:
    categories, admin = county.cases.categories, county.people["admin"]

    categories.add(admin, VILLAGE, "水费")
    categories.move(admin, VILLAGE, "水费", by=-13)
    categories.rename(admin, VILLAGE, "水费", to="水电费")
    categories.retire(admin, VILLAGE, "民主管理")
    seen = categories.restore(admin, VILLAGE, "民主管理")
    categories.retire(admin, VILLAGE, "土地流转")

    assert seen.lists.village[0].name == "水电费"
    offered = categories.offered(county.people["drafter"])
    assert {"水电费", "民主管理"} <= set(offered)
    assert "土地流转" not in offered
    assert acts(county) == [
        "category.retired",
        "category.restored",
        "category.retired",
        "category.renamed",
        "category.moved",
    ]


# REQ-4
def test_a_disclosure_keeps_its_category_when_it_is_renamed_and_retired(
    county: County,
) -> None:
    categories, admin = county.cases.categories, county.people["admin"]
    made = county.draft(category="村级财务")

    categories.rename(admin, VILLAGE, "村级财务", to="财务收支")
    seen = categories.retire(admin, VILLAGE, "财务收支")

    kept = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert kept.form.category == "村级财务"
    assert seen.disclosures["村级财务"] == 1
    assert categories.show(county.people["drafter"]) == seen


def test_what_changes_nothing_is_not_journalled(county: County) -> None:
    categories, admin = county.cases.categories, county.people["admin"]
    before = acts(county)

    categories.move(admin, VILLAGE, "班子成员", by=-1)
    with pytest.raises(Refused):
        categories.add(admin, VILLAGE, "班子成员")

    assert acts(county) == before


def test_neither_a_publisher_nor_a_units_administrator_edits_the_countys_lists(
    county: County,
) -> None:
    village = county.join("cunguan", Held(unit="qinghe-liuwu", office=Office.ADMIN))

    for who in (county.people["publisher"], village):
        with pytest.raises(NotAllowed, match="改公开类别"):
            county.cases.categories.add(who, VILLAGE, "水费")
