"""Register numbers are given once, whoever asks at once and whatever happens after."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select

from programme.programme import WithdrawalCause
from publishing.desk.registering import give_register_number
from publishing.tables.disclosures import Disclosure, Draft
from tests.fakes.desk import County, digest

ZONE = ZoneInfo("Asia/Shanghai")


def _give(county: County, draft: str, at: datetime) -> str:
    with county.database.session() as session:
        row = session.get_one(Draft, draft)
        return give_register_number(session, row, now=at, zone=ZONE)


def test_numbers_given_at_once_by_several_hands_never_meet(county: County) -> None:
    drafts = [county.draft(title=f"第 {one} 件").line.id for one in range(24)]
    at = county.clock.now()

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(lambda draft: _give(county, draft, at), drafts))

    assert sorted(numbers) == [f"柳坞村 2026-{one:04d}" for one in range(1, 25)]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([2030, 2031, 2032])), max_size=14
    )
)
def test_whatever_is_asked_in_whatever_order_a_number_names_one_matter(
    county: County, asked: list[tuple[int, int]]
) -> None:
    drafts = [county.draft(title=f"第 {one} 件").line for one in range(6)]
    first: dict[str, str] = {}

    for which, year in asked:
        line = drafts[which]
        at = datetime(year, 6, 1, 4, 0, tzinfo=UTC)
        number = _give(county, line.id, at)
        assert first.setdefault(line.disclosure, number) == number

    with county.database.reading() as session:
        found = session.execute(
            select(Disclosure.register_number, Disclosure.id).where(
                Disclosure.register_number.is_not(None)
            )
        ).all()
    assert len({number for number, _ in found}) == len(found)


@pytest.mark.parametrize(
    ("at", "number"),
    [
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), "柳坞村 2026-0001"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "柳坞村 2027-0001"),
    ],
)
def test_the_year_of_a_number_is_the_local_one(
    county: County, at: datetime, number: str
) -> None:
    assert _give(county, county.draft().line.id, at) == number


def test_the_number_of_what_was_withdrawn_is_not_given_again(county: County) -> None:
    gone = county.approved(title="撤下的")
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        gone.line.disclosure,
        manifest_sha256=digest(gone),
        cause=WithdrawalCause.ORDER,
        explanation="上级要求",
    )
    county.take_down(asked)

    later = county.approved(title="后来的")

    assert gone.line.register_number == "柳坞村 2026-0001"
    assert later.line.register_number == "柳坞村 2026-0002"
