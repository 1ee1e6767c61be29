import pytest

from publishing.catalogue.units import NewUnit
from publishing.desk.clearing import waiting_for
from publishing.desk.many import batched, lines_of_drafts
from publishing.desk.views import line_of_draft
from publishing.staff.offices import person_of, units_below
from publishing.tables.disclosures import Draft
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County


def test_lines_read_at_once_are_those_read_one_by_one(county: County) -> None:
    made = [
        county.draft().line.id,
        county.approved().line.id,
        county.reviewed().line.id,
    ]

    with county.database.reading() as session:
        rows = [session.get_one(Draft, one) for one in made]
        each = tuple(line_of_draft(session, row) for row in rows)
        lines = lines_of_drafts(session, rows)

    assert lines == each
    assert len({line.register_number for line in lines}) == 2


def test_what_waits_for_a_secrecy_review_is_what_nobody_settled(county: County) -> None:
    sent = [
        county.cases.submitting.submit(
            county.people["drafter"], made.line.id, edition=made.line.edition
        )
        for made in (county.draft(), county.draft(), county.draft())
    ]
    county.cleared(sent[1])
    county.cleared(sent[2], result="refer", basis="请保密局看一下")

    with county.database.reading() as session:
        person = person_of(session, county.people["secrecy"], county.clock.now())
        waiting = [line.id for line in waiting_for(session, person)]

    assert sorted(waiting) == sorted((sent[0].line.id, sent[2].line.id))


@pytest.mark.parametrize("count", [0, 1, 1000, 1001, 2500])
def test_ids_come_in_batches_that_lose_none(count: int) -> None:
    ids = [str(number) for number in range(count)]

    some = list(batched(ids))

    assert [one for batch in some for one in batch] == ids
    assert all(0 < len(batch) <= 1000 for batch in some)


@pytest.mark.both_databases
def test_units_below_are_all_of_the_tree_and_none_beside_it(county: County) -> None:
    admin = county.people["admin"]
    tree = (
        ("qinghe-yunxi", "qinghe", UnitLevel.TOWNSHIP),
        ("qinghe-yunxi-he", "qinghe-yunxi", UnitLevel.VILLAGE),
        ("qinghe-yunxi-shan", "qinghe-yunxi", UnitLevel.VILLAGE),
    )
    for unit, parent, level in tree:
        county.cases.units.create(
            admin,
            NewUnit(
                id=unit,
                parent=parent,
                level=level,
                name=unit,
                register_name=unit,
                lines=(unit,),
            ),
        )

    with county.database.reading() as session:
        township = units_below(session, frozenset({"qinghe-yunxi"}))
        nothing = units_below(session, frozenset())

    assert township == {unit for unit, _, _ in tree}
    assert nothing == frozenset()
