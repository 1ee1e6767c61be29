from datetime import timedelta

import pytest

from config.alerts import AlertLimits, shipped_alerts
from publishing.errors import Refused, StateForbids
from publishing.overriding.overrides import Overrides
from publishing.signing.pens import Pens
from tests.fakes.alerts import alert_form
from tests.fakes.desk import County


def of_a_county_with(county: County, **limits: int) -> Overrides:
    """Return how notices come up in a county that set its own limits."""
    own = AlertLimits.model_validate(limits)
    return Overrides(
        acting=county.cases.acting,
        pens=Pens(
            keys=county.cases.keys,
            centre=county.services.approval_key,
            people=county.services.people,
        ),
        alerts=shipped_alerts().model_copy(update={"limits": own}),
    )


def test_a_county_says_how_long_a_proposal_waits(county: County) -> None:
    overrides = of_a_county_with(county, proposal_minutes=10)
    made = overrides.propose(county.people["publisher"], alert_form())
    assert made.lapses_at == county.clock.now() + timedelta(minutes=10)

    county.clock.forward(minutes=10)

    assert not overrides.listing(county.people["approver"])[0].open
    with pytest.raises(StateForbids, match="太久没有会签"):
        overrides.countersign(county.people["approver"], made.id, sha256=made.sha256)


def test_a_county_says_how_long_a_notice_may_hold_and_how_soon_it_is_reviewed(
    county: County,
) -> None:
    overrides = of_a_county_with(county, most_hours=12, alone_hours=2, review_hours=3)
    approver = county.people["approver"]

    with pytest.raises(Refused, match="最长 12 小时"):
        overrides.propose(approver, alert_form(minutes=12 * 60 + 1))
    with pytest.raises(Refused, match="最长 2 小时"):
        overrides.issue_alone(approver, alert_form(minutes=121), reason="等不到")
    two = overrides.propose(approver, alert_form(minutes=12 * 60))
    alone = overrides.issue_alone(approver, alert_form(minutes=120), reason="等不到")

    assert two.document.ends_at - two.document.starts_at == timedelta(hours=12)
    assert alone.review is not None
    assert alone.review.due_at == county.clock.now() + timedelta(hours=3)
