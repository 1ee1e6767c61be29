from collections import Counter
from itertools import combinations

from demo.county import demo_county
from demo.markup import parts_of

COUNTY = demo_county()


# REQ-1
def test_there_are_thirty_disclosures_and_more_on_four_boards() -> None:
    boards = Counter(disclosure.board for disclosure in COUNTY.disclosures)

    assert len(COUNTY.disclosures) >= 30
    assert set(boards) == {"party", "gov", "village", "finance"}


# REQ-5
def test_every_term_state_and_kind_of_document_is_there() -> None:
    assert {entry.term for entry in COUNTY.disclosures} >= {
        "long_term",
        "periodic",
        "immediate",
        "staged",
    }
    assert {entry.state for entry in COUNTY.disclosures} == {
        "draft",
        "submitted",
        "reviewed",
        "returned",
        "showing",
        "scheduled",
        "ended",
        "withdrawn",
        "to_file",
        "filed",
    }
    assert {entry.source for entry in COUNTY.disclosures} == {
        "docx",
        "xlsx",
        "pdf",
        "image",
        "typed",
    }


# REQ-2
def test_units_stand_on_three_levels_and_every_disclosure_has_one() -> None:
    units = {unit["id"]: unit for unit in COUNTY.units}

    assert {unit["kind"] for unit in units.values()} == {
        "county",
        "township",
        "village",
        "department",
    }
    assert all(unit.get("parent", "qinghe") in units for unit in units.values())
    assert {entry.unit for entry in COUNTY.disclosures} <= set(units)


def test_no_two_disclosures_are_the_same_and_each_has_something_to_say() -> None:
    for one, other in combinations(COUNTY.disclosures, 2):
        assert one.key != other.key
        assert one.title != other.title
    assert all(parts_of(entry.body) for entry in COUNTY.disclosures)


# REQ-21
def test_a_public_notice_names_a_telephone_for_objections() -> None:
    notices = [e for e in COUNTY.disclosures if e.kind_of_act == "public_notice"]

    assert notices
    assert all(notice.objections_telephone for notice in notices)


def test_the_chain_has_three_different_people() -> None:
    roles = {role: post.login for post in COUNTY.staff for role in post.roles}

    assert len({roles["drafter"], roles["reviewer"], roles["approver"]}) == 3


# REQ-9 REQ-12 REQ-16
def test_the_day_leaves_something_of_what_comes_after_a_first_version() -> None:
    by_title = {entry.title: entry for entry in COUNTY.disclosures}
    staged = by_title["溪湾村老年活动室建设进度"]
    commented = {entry.state for entry in COUNTY.disclosures if entry.comments}
    replaced = [entry for entry in COUNTY.disclosures if entry.next_version]
    withdrawn = [entry for entry in COUNTY.disclosures if entry.state == "withdrawn"]

    assert [one["stage"] for one in staged.stages] == ["before", "during", "after"]
    assert staged.next_version["stage"] == "during"
    assert commented == {"draft", "returned"}
    assert len(replaced) == 2
    assert all(entry.next_version["note"] for entry in replaced)
    assert all(entry.withdraw_explanation for entry in withdrawn)
    assert any(entry.hung_days_ago for entry in COUNTY.disclosures)


# REQ-12
def test_a_substitute_stands_in_for_somebody_who_holds_the_office() -> None:
    roles = {post.login: post.roles for post in COUNTY.staff}

    [one] = COUNTY.substitutes

    assert one["office"] in roles[one["absent"]]
    assert one["office"] not in roles[one["substitute"]]


# REQ-30, REQ-33
def test_there_is_a_promotion_and_a_screen_that_rests_at_night() -> None:
    [poster] = [one for one in COUNTY.disclosures if one.special == "promotion"]
    rests = [group["id"] for group in COUNTY.groups if "power" in group]

    assert (poster.state, poster.ends_in_minutes > 0) == ("showing", True)
    assert rests == ["qinghe-hall-screen"]
