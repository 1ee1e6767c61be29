import pytest

from publishing.fitting import TextUnfit
from publishing.tables.people import StaffMember
from tests.fakes.desk import County


def locked(county: County, reason: str) -> str:
    drafter = county.people["drafter"]
    county.cases.accounts.lock(county.people["admin"], drafter, reason=reason)
    with county.database.reading() as session:
        return session.get_one(StaffMember, drafter).lock_reason


@pytest.mark.both_databases
def test_text_is_kept_up_to_the_last_character(county: County) -> None:
    assert locked(county, "因" * 400) == "因" * 400


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("reason", "told"),
    [("因" * 401, "401 个字，最多 400 个字"), ("调走\0了", "控制字符")],
)
def test_text_that_does_not_fit_is_refused_and_nothing_is_written(
    county: County, reason: str, told: str
) -> None:
    with pytest.raises(TextUnfit, match=told):
        locked(county, reason)

    with county.database.reading() as session:
        member = session.get_one(StaffMember, county.people["drafter"])
        assert (member.locked_at, member.lock_reason) == (None, "")


def test_a_row_that_is_only_read_is_not_asked(county: County) -> None:
    with county.database.session() as session:
        member = session.get_one(StaffMember, county.people["drafter"])
        member.failed_attempts += 1

    assert locked(county, "离开岗位") == "离开岗位"
