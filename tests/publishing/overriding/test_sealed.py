import pytest

from publishing.errors import NotAllowed, NotThere, Refused, SamePerson, StateForbids
from publishing.overriding.sealed import seal_of
from publishing.overriding.views import OrderView
from publishing.oversight.journal import page
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.tables.screen_orders import ScreenOrder
from tests.fakes.alerts import alert_form, alerted
from tests.fakes.desk import County

REASON = "另一位在路上，水已经进村"


def alone(county: County) -> OrderView:
    return county.cases.overrides.issue_alone(
        county.people["approver"], alert_form(), reason=REASON
    )


def second(county: County) -> str:
    return county.join("second", Held(unit="qinghe", office=Office.APPROVER))


def test_the_reason_is_opened_by_approvers_and_every_opening_is_on_the_journal(
    county: County,
) -> None:
    made = alone(county)

    with pytest.raises(NotAllowed):
        county.cases.sealed_reasons.open(county.people["publisher"], made.id)

    assert county.cases.sealed_reasons.open(second(county), made.id) == REASON
    with county.database.reading() as session:
        entries = page(session, subject=made.id)
    assert [one.act for one in entries] == ["override.opened", "override.alone"]
    assert REASON not in str([one.details for one in entries])


def test_another_approver_looks_at_it_afterwards(county: County) -> None:
    made, other = alone(county), second(county)
    with pytest.raises(SamePerson):
        county.cases.sealed_reasons.review(
            county.people["approver"], made.id, justified=True, words="该发"
        )

    seen = county.cases.sealed_reasons.review(
        other, made.id, justified=False, words="可以等另一位"
    )

    assert seen.review is not None
    assert (seen.review.justified, seen.review.words) == (False, "可以等另一位")
    with pytest.raises(StateForbids):
        county.cases.sealed_reasons.review(
            other, made.id, justified=True, words="改主意了"
        )


def test_a_reason_that_was_changed_in_the_database_is_not_opened(
    county: County,
) -> None:
    made = alone(county)
    with county.database.session() as session:
        session.get_one(ScreenOrder, made.id).reason = seal_of("别的理由", "x").text

    with pytest.raises(StateForbids):
        county.cases.sealed_reasons.open(second(county), made.id)


def test_a_notice_of_two_people_has_nothing_sealed(county: County) -> None:
    shown = alerted(county)

    with pytest.raises(NotThere):
        county.cases.sealed_reasons.open(county.people["approver"], shown.id)


def test_nobody_issues_alone_without_a_reason(county: County) -> None:
    with pytest.raises(Refused):
        county.cases.overrides.issue_alone(
            county.people["approver"], alert_form(), reason="  "
        )


def test_the_same_short_reason_has_another_digest_each_time() -> None:
    assert seal_of("急", "a").digest != seal_of("急", "b").digest
