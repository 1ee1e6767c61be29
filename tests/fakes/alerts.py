"""Type emergency notices and stops as staff would."""

from datetime import timedelta
from typing import Any

from programme.override import StopCause
from publishing.overriding.rules import ActForm, AlertForm, StopForm
from publishing.overriding.views import OrderView
from tests.fakes.desk import County

SCREEN = "qinghe-hall-screen"


def alert_form(**changed: Any) -> AlertForm:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "unit": "qinghe",
        "hazard": "rainstorm",
        "level": "orange",
        "authority": "weather",
        "headline": "暴雨橙色预警",
        "place": "今天夜里有大暴雨。河边和山脚有危险。",
        "acts": (ActForm(icon="block", text="河边、桥下、山脚，不要停留"),),
        "minutes": 360,
    }
    return AlertForm.model_validate(values | changed)


def stop_form(county: County, **changed: Any) -> StopForm:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "unit": "qinghe",
        "cause": StopCause.MOURNING,
        "reason": "全县悼念",
        "ends_at": county.clock.now() + timedelta(hours=12),
        "grey": True,
    }
    return StopForm.model_validate(values | changed)


def alerted(county: County, **changed: Any) -> OrderView:  # noqa: ANN401 - any field
    """Return a notice that two people issued."""
    made = county.cases.overrides.propose(
        county.people["publisher"], alert_form(**changed)
    )
    return county.cases.overrides.countersign(
        county.people["approver"], made.id, sha256=made.sha256
    )


def stopped(county: County, **changed: Any) -> OrderView:  # noqa: ANN401 - any field
    """Return a stop that two people ordered."""
    made = county.cases.stops.propose(
        county.people["publisher"], stop_form(county, **changed)
    )
    return county.cases.stops.countersign(
        county.people["approver"], made.id, sha256=made.sha256
    )
