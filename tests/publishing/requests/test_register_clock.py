from datetime import date, timedelta

import pytest

from publishing.duties.duty import DutyKind, Urgency
from publishing.errors import NotThere, Refused, StateForbids
from publishing.tables.requests import RequestOutcome
from tests.fakes.asked_requests import TODAY, duties, form, later, one
from tests.fakes.desk import County


def test_a_notice_to_complete_waits_for_the_applicant_and_begins_anew(
    county: County, clerk: str
) -> None:
    handling = county.cases.requests.handling
    request = county.cases.requests.register.register(clerk, form())
    told_on = later(county, 2)
    until = told_on + timedelta(days=15)

    with pytest.raises(Refused, match="以后"):
        handling.notify(clerk, request, on=told_on, complete_by=told_on)
    handling.notify(clerk, request, on=told_on, complete_by=until)

    [duty] = duties(county, "clerk")
    assert duty.due is not None
    assert duty.due.target_on == until
    with pytest.raises(StateForbids):
        handling.notify(clerk, request, on=told_on, complete_by=until)
    with pytest.raises(StateForbids):
        handling.consult(clerk, request, on=told_on)
    with pytest.raises(StateForbids):
        handling.prolong(clerk, request, on=told_on, consented_by="主任")
    with pytest.raises(StateForbids):
        handling.answer(
            clerk, request, on=told_on, outcome=RequestOutcome.ABANDONED, reason="逾期"
        )

    completed = TODAY + timedelta(days=9)
    later(county, 7)
    handling.complete(clerk, request, on=completed)
    clock = one(county).clock
    assert clock is not None
    assert clock.answer_by is not None
    assert clock.answer_by.on == date(2026, 12, 30)
    with pytest.raises(NotThere):
        handling.complete(clerk, request, on=completed)


def test_who_completes_nothing_in_time_has_given_up(county: County, clerk: str) -> None:
    handling = county.cases.requests.handling
    request = county.cases.requests.register.register(clerk, form())
    handling.notify(clerk, request, on=TODAY, complete_by=TODAY + timedelta(days=15))
    on = later(county, 16)

    handling.answer(
        clerk, request, on=on, outcome=RequestOutcome.ABANDONED, reason="逾期未补正"
    )

    assert one(county).outcome is RequestOutcome.ABANDONED
    assert not one(county).was_late


def test_a_late_notice_to_complete_is_refused(county: County, clerk: str) -> None:
    request = county.cases.requests.register.register(clerk, form())
    on = later(county, 10)

    with pytest.raises(Refused) as refused:
        county.cases.requests.handling.notify(
            clerk, request, on=on, complete_by=on + timedelta(days=9)
        )
    assert refused.value.code == "notice_late"


def test_while_others_are_consulted_the_clock_stands_still(
    county: County, clerk: str
) -> None:
    handling = county.cases.requests.handling
    request = county.cases.requests.register.register(clerk, form())
    handling.consult(clerk, request, on=TODAY)

    [duty] = duties(county, "clerk")
    assert duty.due is not None
    assert duty.due.target_on == date(2026, 12, 14)
    on = later(county, 4)
    with pytest.raises(Refused):
        handling.notify(clerk, request, on=on, complete_by=on + timedelta(days=9))
    with pytest.raises(StateForbids):
        handling.answer(
            clerk, request, on=on, outcome=RequestOutcome.DISCLOSED, reason=""
        )

    [letter] = one(county).letters
    with pytest.raises(NotThere):
        handling.hear(clerk, request, letter.id + 1, on=on)
    handling.hear(clerk, request, letter.id, on=on)
    clock = one(county).clock
    assert clock is not None
    assert clock.answer_by is not None
    # Four working days stood still: 24 to 27 November.
    assert clock.answer_by.on == date(2026, 12, 25)


def test_it_takes_longer_once_with_consent_and_notice(
    county: County, clerk: str
) -> None:
    handling = county.cases.requests.handling
    request = county.cases.requests.register.register(clerk, form())
    with pytest.raises(Refused) as refused:
        handling.prolong(clerk, request, on=TODAY, consented_by=" ")
    assert refused.value.code == "consent_missing"

    handling.prolong(clerk, request, on=TODAY, consented_by="办公室主任")

    clock = one(county).clock
    assert clock is not None
    assert clock.answer_by is not None
    assert clock.answer_by.on == date(2027, 1, 18)
    with pytest.raises(StateForbids):
        handling.prolong(clerk, request, on=TODAY, consented_by="办公室主任")


def test_the_notice_that_it_takes_longer_must_be_given_in_time(
    county: County, clerk: str
) -> None:
    request = county.cases.requests.register.register(clerk, form())
    on = later(county, 29)

    with pytest.raises(Refused) as refused:
        county.cases.requests.handling.prolong(
            clerk, request, on=on, consented_by="办公室主任"
        )
    assert refused.value.code == "longer_late"
    assert [
        each.urgency
        for each in county.cases.duties.open(clerk)
        if each.duty.kind is DutyKind.REQUEST
    ] == [Urgency.OVERDUE]
