import pytest

from publishing.errors import NotAllowed
from tests.fakes.desk import County


def test_the_journal_names_who_did_what(county: County) -> None:
    published = county.approved()

    lines = county.cases.journal.page(
        county.people["admin"], subject=published.line.disclosure
    )

    assert [line.act for line in lines] == [
        "draft.approved",
        "draft.reviewed",
        "secrecy.concluded",
        "draft.submitted",
        "draft.created",
    ]
    assert lines[0].actor_name == "approver-login岗"
    assert lines[0].details["register_number"] == "柳坞村 2026-0001"


def test_the_journal_of_a_working_day_holds(county: County) -> None:
    county.approved()

    assert county.cases.journal.check(county.people["approver"]).holds


def test_a_drafter_does_not_read_the_journal(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.journal.page(county.people["drafter"])


def test_no_entry_holds_a_password_or_a_token(county: County) -> None:
    token = county.cases.accounts.reset(
        county.people["admin"], county.people["drafter"]
    )

    lines = county.cases.journal.page(county.people["admin"], limit=500)

    told = "".join(str(line) for line in lines)
    assert token.token not in told
    assert "argon2" not in told
