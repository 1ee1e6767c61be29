from publishing.inspection.subjects import Names
from tests.fakes.desk import County


def test_people_disclosures_groups_and_units_have_their_names(county: County) -> None:
    made = county.draft(title="护林安排")

    with county.services.database.reading() as session:
        names = Names(session)
        found = [
            names.of(county.people["drafter"]),
            names.of(made.line.disclosure),
            names.of("qinghe-hall-screen"),
            names.of("qinghe"),
            names.of("nothing"),
        ]

    assert found == ["drafter-login岗", "护林安排", "大厅screen", "清禾县", ""]


def test_ids_deep_in_the_details_are_named(county: County) -> None:
    details = {
        "offices": ["qinghe:drafter", "gone:admin"],
        "window": {"groups": ["qinghe-hall-kiosk"], "edition": 1},
    }

    with county.services.database.reading() as session:
        found = Names(session).within(details)

    assert found == {
        "qinghe:drafter": "清禾县 起草人",
        "gone:admin": "gone 管理员",
        "qinghe-hall-kiosk": "大厅kiosk",
    }
