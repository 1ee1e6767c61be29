from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from programme.blocks import Cell, Paragraph, Table
from programme.programme import WithdrawalCause
from publishing.errors import (
    Conflict,
    ContentChanged,
    NotAllowed,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.oversight.journal import page
from publishing.removing.finding import hits
from publishing.removing.removals import Ticked
from publishing.removing.views import RemovalView
from publishing.staff.offices import Held
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from publishing.tables.removals import RemovalState
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County, new_county

NAME = "甄示例"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with new_county(tmp_path) as made:
        yield made


def naming(county: County, title: str, words: str = NAME) -> str:
    block = Paragraph(text=f"中标人的联系人是{words}。")
    return county.approved(title=title, blocks=(block,)).line.disclosure


def ticked(county: County) -> list[Ticked]:
    found = county.cases.person_removals.seek(county.people["drafter"], NAME)
    return [
        Ticked(disclosure=one.disclosure, manifest=one.manifest)
        for one in found
        if one.manifest is not None
    ]


def proposed(county: County, **changed: Any) -> RemovalView:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "ticked": ticked(county),
        "cause": WithdrawalCause.PERSONAL_DATA,
        "reason": "本人申请，不该公开姓名",
    }
    return county.cases.person_removals.propose(
        county.people["drafter"], NAME, **(values | changed)
    )


def states(county: County) -> set[DraftState]:
    with county.database.reading() as session:
        return set(session.scalars(select(Draft.state)))


def test_one_act_of_two_people_takes_down_everything_that_names_a_person(
    county: County,
) -> None:
    """One person in many items: found everywhere, taken down at once."""
    naming(county, "甲村中标")
    naming(county, "乙村中标", "甄 示 例")
    cells = (Cell(text="姓名"), Cell(text=NAME))
    table = Table(caption="", header_rows=1, rows=((cells[0],), (cells[1],)))
    county.approved(unit="qinghe", title="丙县名单", blocks=(table,))
    county.approved(title="无关的")
    made = proposed(county)
    before = states(county)

    done = county.cases.person_removals.confirm(
        county.people["approver"], made.id, NAME
    )

    assert before == {DraftState.APPROVED}
    assert {one.title for one in done.items} == {"甲村中标", "乙村中标", "丙县名单"}
    assert done.state is RemovalState.DONE
    with county.database.reading() as session:
        query = select(Draft.title).where(Draft.state == DraftState.APPROVED)
        assert list(session.scalars(query)) == ["无关的"]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("甄 示例", "甄示例"),
        ("甄示例", "甄示 例"),
        ("甄　示　例", "甄\u3000示例"),
        ("阿依示·例买提", "阿依示•例买提"),
        ("阿依示．例买提", "阿依示·例买提"),
        ("阿依示 · 例买提", "阿依示例买提"),
    ],
)
def test_a_name_is_found_however_its_blanks_and_dots_are_typed(
    county: County, typed: str, stands: str
) -> None:
    naming(county, "甲村中标", stands)

    found = county.cases.person_removals.seek(county.people["drafter"], typed)

    assert [one.title for one in found] == ["甲村中标"]


# REQ-22
def test_catalogue_lines_that_name_a_person_are_shown_to_who_takes_down(
    county: County,
) -> None:
    county.cases.entries.create(
        county.people["admin"], "qinghe-liuwu", line_form(content=f"{NAME}的补贴")
    )
    removals = county.cases.person_removals

    (found,) = removals.lines(county.people["drafter"], "甄 示 例")

    assert (found.unit_name, found.excerpt) == ("云溪镇柳坞村村委会", found.excerpt)
    assert NAME in found.excerpt
    assert removals.lines(county.people["drafter"], "甄另一") == ()
    with pytest.raises(NotAllowed):
        removals.lines(county.people["secrecy"], NAME)


def test_two_people_may_type_a_name_with_different_blanks(county: County) -> None:
    naming(county, "甲村中标")
    made = proposed(county)

    done = county.cases.person_removals.confirm(
        county.people["approver"], made.id, "甄 示 例"
    )

    assert done.state is RemovalState.DONE


def test_what_is_out_comes_before_what_is_down_so_that_nothing_is_out_of_reach(
    county: County,
) -> None:
    both = {naming(county, "甲村中标"), naming(county, "乙村中标")}
    made = proposed(county, ticked=ticked(county)[:1])
    county.cases.person_removals.confirm(county.people["approver"], made.id, NAME)

    with county.database.reading() as session:
        [first] = hits(session, NAME, frozenset({"qinghe-liuwu"}), most=1)

    assert {made.items[0].disclosure, first.disclosure} == both


def test_the_name_lies_in_no_log_and_in_no_table_of_the_act(county: County) -> None:
    naming(county, "甲村中标")
    made = proposed(county)
    county.cases.person_removals.confirm(county.people["approver"], made.id, NAME)

    with county.database.reading() as session:
        entries = page(session, limit=100)
        told = str([(one.act, one.details) for one in entries])
        rows = session.execute(text("SELECT * FROM person_removal")).all()
    assert NAME not in told
    assert NAME not in str(rows)
    assert "removal.sought" in told


def test_a_search_is_on_the_journal_by_its_length_alone(county: County) -> None:
    naming(county, "甲村中标")
    county.cases.person_removals.seek(county.people["drafter"], NAME)

    with county.database.reading() as session:
        query = select(JournalEntry).where(JournalEntry.act == "removal.sought")
        [entry] = session.scalars(query)
    assert entry.details == {"characters": 3, "found": 1}


def test_who_proposed_does_not_confirm_under_another_account(county: County) -> None:
    naming(county, "甲村中标")
    second = county.join("second", Held(unit="qinghe", office=Office.APPROVER))
    county.cases.identities.keep(
        county.people["admin"],
        second,
        work_number="",
        telephone="",
        same_as=county.people["drafter"],
    )
    made = proposed(county)

    with pytest.raises(SamePerson):
        county.cases.person_removals.confirm(second, made.id, NAME)
    with pytest.raises(NotAllowed):
        county.cases.person_removals.confirm(county.people["reviewer"], made.id, NAME)

    assert states(county) == {DraftState.APPROVED}


def test_the_second_person_types_the_same_name(county: County) -> None:
    naming(county, "甲村中标")
    made = proposed(county)

    with pytest.raises(Refused) as refused:
        county.cases.person_removals.confirm(
            county.people["approver"], made.id, "甄另一"
        )

    assert refused.value.code == "other_person"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"ticked": []}, "nothing_ticked"),
        ({"cause": WithdrawalCause.CORRECTION}, "cause"),
        ({"reason": " "}, "reason_missing"),
    ],
)
def test_a_removal_has_a_cause_a_reason_and_something_to_remove(
    county: County, changed: dict[str, Any], code: str
) -> None:
    naming(county, "甲村中标")

    with pytest.raises(Refused) as refused:
        proposed(county, **changed)

    assert refused.value.code == code


@pytest.mark.parametrize("text", ["", "甄", "123", "很" * 41])
def test_what_would_find_nearly_everything_is_not_sought(
    county: County, text: str
) -> None:
    with pytest.raises(Refused):
        county.cases.person_removals.seek(county.people["drafter"], text)


def test_what_was_seen_is_what_comes_down(county: County) -> None:
    disclosure = naming(county, "甲村中标")
    with pytest.raises(ContentChanged):
        proposed(county, ticked=[Ticked(disclosure=disclosure, manifest="0" * 64)])
    proposed(county)
    with pytest.raises(Conflict):
        proposed(county)


def test_a_declined_removal_leaves_everything_as_it_is(county: County) -> None:
    naming(county, "甲村中标")
    made = proposed(county)

    county.cases.person_removals.decline(
        county.people["approver"], made.id, reason="应该公开"
    )

    assert states(county) == {DraftState.APPROVED}
    with pytest.raises(StateForbids):
        county.cases.person_removals.confirm(county.people["approver"], made.id, NAME)


def test_nobody_seeks_who_may_take_nothing_down(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.person_removals.seek(county.people["secrecy"], NAME)


def test_an_older_version_that_named_them_is_told_apart(county: County) -> None:
    disclosure = naming(county, "甲村中标")
    changed = county.cases.changing.change(county.people["drafter"], disclosure)
    values = {
        "blocks": (Paragraph(text="已更正。"),),
        "secrecy_basis": "不涉密",
    }
    form = changed.form.model_copy(update=values)
    edited = county.cases.drafting.edit(
        county.people["drafter"],
        changed.line.id,
        form,
        edition=changed.line.edition,
    )
    county.approve_change(edited)

    [hit] = county.cases.person_removals.seek(county.people["drafter"], NAME)

    assert not hit.named_now
    assert hit.manifest is not None
