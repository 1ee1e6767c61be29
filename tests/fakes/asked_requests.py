"""Hand in requests for disclosure, and see what they ask of whom."""

from datetime import date, timedelta
from typing import Any

from publishing.duties.duty import Duty, DutyKind
from publishing.requests.forms import RequestForm
from publishing.requests.views import RequestView
from publishing.tables.requests import ApplicantKind, RequestWay
from tests.fakes.desk import County

UNIT = "qinghe-liuwu"
TODAY = date(2026, 11, 23)
WHO = "申请人甲"
WANTS = "村里 2025 年的低保评议记录"


def form(**changed: Any) -> RequestForm:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "unit": UNIT,
        "way": RequestWay.IN_PERSON,
        "applicant_kind": ApplicantKind.PERSON,
        "name": WHO,
        "contact": "寄到清河路 1 号",
        "wants": WANTS,
        "received_on": TODAY,
    }
    return RequestForm(**(values | changed))


def one(county: County) -> RequestView:
    [found] = county.cases.requests.register.listing(county.people["clerk"])
    return found


def duties(county: County, who: str) -> list[Duty]:
    found = county.cases.duties.open(county.people[who])
    return [each.duty for each in found if each.duty.kind is DutyKind.REQUEST]


def later(county: County, days: int) -> date:
    county.clock.forward(days=days)
    return TODAY + timedelta(days=days)
