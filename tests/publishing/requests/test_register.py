from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from programme.request_clock import ClockState
from publishing.errors import NotAllowed, Refused, StateForbids
from publishing.oversight.journal import page, verify
from publishing.staff.offices import Held
from publishing.tables.people import Office
from publishing.tables.requests import ApplicantKind, RequestOutcome
from tests.fakes.asked_requests import TODAY, UNIT, WANTS, WHO, duties, form, later, one
from tests.fakes.desk import County
from tests.fakes.inspectors import let_in


def test_a_request_is_registered_and_answered_within_twenty_working_days(
    county: County, clerk: str
) -> None:
    # REQ-55
    desk = county.cases.requests
    request = desk.register.register(clerk, form())
    second = desk.register.register(clerk, form(name="申请人乙"))

    views = desk.register.listing(clerk)
    assert [view.number for view in views] == ["2026-0002", "2026-0001"]
    view = views[1]
    assert view.clock is not None
    assert view.clock.state is ClockState.RUNNING
    assert view.clock.answer_by is not None
    assert view.clock.answer_by.on == date(2026, 12, 21)

    on = later(county, 7)
    desk.handling.answer(
        clerk,
        request,
        on=on,
        outcome=RequestOutcome.IN_PART,
        reason="评议记录可以公开，涉及别人的部分不公开（条例第十五条）",
    )

    closed = desk.register.listing(clerk)[1]
    assert (closed.outcome, closed.closed_on) == (RequestOutcome.IN_PART, on)
    assert not closed.was_late
    assert closed.clock is None
    with pytest.raises(StateForbids):
        desk.handling.consult(clerk, request, on=on)
    assert desk.register.listing(clerk)[0].id == second


def test_who_asks_is_seen_by_the_clerk_and_the_inspector_and_by_nothing_else(
    county: County, clerk: str
) -> None:
    desk = county.cases.requests
    request = desk.register.register(clerk, form())
    inspector = let_in(county)
    stranger = county.join("other", Held(unit=UNIT, office=Office.PUBLISHER))

    assert desk.register.applicant(clerk, request).name == WHO
    assert desk.register.applicant(inspector, request).wants == WANTS
    assert desk.register.listing(inspector)[0].id == request
    for who in (county.people["approver"], county.people["publisher"], stranger):
        with pytest.raises(NotAllowed):
            desk.register.applicant(who, request)
        with pytest.raises(NotAllowed):
            desk.register.listing(who)
        with pytest.raises(NotAllowed):
            desk.register.figures(who, "qinghe", 2026)
    with pytest.raises(NotAllowed):
        desk.handling.consult(inspector, request, on=TODAY)

    with county.database.reading() as session:
        lines = page(session, subject=request)
        told = "".join(f"{line.act}{line.details}" for line in page(session))
        assert verify(session).holds
    assert [line.act for line in lines] == [
        "request.applicant_seen",
        "request.applicant_seen",
        "request.registered",
    ]
    [duty] = duties(county, "clerk")
    for secret in (WHO, WANTS, "清河路"):
        assert secret not in told
        assert secret not in f"{duty}"
        assert secret not in f"{one(county)}"
    assert not duty.for_everyone


def test_a_clerk_of_another_unit_sees_nothing(county: County, clerk: str) -> None:
    request = county.cases.requests.register.register(clerk, form(unit="qinghe"))
    village = county.join("village", Held(unit=UNIT, office=Office.REQUESTS))

    assert county.cases.requests.register.listing(village) == ()
    with pytest.raises(NotAllowed):
        county.cases.requests.register.applicant(village, request)
    with pytest.raises(NotAllowed):
        county.cases.requests.register.register(village, form(unit="qinghe"))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " \u200b"}, "request_incomplete"),
        ({"wants": "长" * 2_001}, "request_too_long"),
        ({"received_on": TODAY + timedelta(days=1)}, "day_ahead"),
    ],
)
def test_what_cannot_be_registered_is_refused(
    county: County, clerk: str, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        county.cases.requests.register.register(clerk, form(**changed))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("outcome", "on", "code"),
    [
        (RequestOutcome.REFUSED, TODAY, "reason_missing"),
        (RequestOutcome.DISCLOSED, TODAY - timedelta(days=1), "day_before"),
        (RequestOutcome.DISCLOSED, TODAY + timedelta(days=1), "day_ahead"),
    ],
)
def test_an_answer_needs_its_reason_and_a_day_that_has_come(
    county: County, clerk: str, outcome: RequestOutcome, on: date, code: str
) -> None:
    request = county.cases.requests.register.register(clerk, form())
    with pytest.raises(Refused) as refused:
        county.cases.requests.handling.answer(
            clerk, request, on=on, outcome=outcome, reason=" "
        )
    assert refused.value.code == code


def test_the_year_has_numbers_that_add_up(county: County, clerk: str) -> None:
    desk = county.cases.requests
    close: Callable[..., None] = desk.handling.answer
    old = desk.register.register(clerk, form(received_on=date(2025, 12, 30)))
    late = desk.register.register(clerk, form(received_on=date(2026, 9, 1)))
    firm = form(applicant_kind=ApplicantKind.ORGANISATION)
    desk.register.register(clerk, firm)
    close(clerk, old, on=TODAY, outcome=RequestOutcome.WITHDRAWN, reason="")
    close(clerk, late, on=TODAY, outcome=RequestOutcome.NOT_HELD, reason="查过，没有")

    figures = desk.register.figures(clerk, "qinghe", 2026)

    assert (figures.carried_in, sum(figures.received.values())) == (1, 2)
    assert (sum(figures.outcomes.values()), figures.carried_out) == (2, 1)
    assert figures.received[ApplicantKind.ORGANISATION] == 1
    assert figures.outcomes[RequestOutcome.NOT_HELD] == 1
    assert figures.late == 2
    before = desk.register.figures(clerk, "qinghe", 2025)
    assert (sum(before.received.values()), before.carried_out) == (1, 1)
