from datetime import timedelta
from pathlib import Path

import pytest

from programme.approval import Role
from programme.programme import Entry
from sync_agent.inner.version_order import is_older
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.group_publication import MADE_AT
from tests.fakes.verdicts import attested


@pytest.fixture
def centre(tmp_path: Path) -> FakeCentre:
    return FakeCentre(tmp_path)


def on_paper(centre: FakeCentre, *, attested_after: timedelta) -> Entry:
    """Return a version that was signed on paper on the day before."""
    form = attested()
    day = MADE_AT - timedelta(days=1)
    told = form.decision.model_copy(update={"decided_at": day, "role": Role.APPROVER})
    words = tuple(
        word.model_copy(update={"attested_at": MADE_AT + attested_after})
        for word in form.attestations
    )
    signed = form.model_copy(update={"decision": told, "attestations": words})
    entry = centre.approved("d-1", title="纸面")
    return entry.model_copy(update={"approvals": (entry.approvals[0], signed)})


@pytest.mark.parametrize("hours", [-1, 1])
def test_of_paper_the_clerks_word_orders_not_the_day_on_the_form(
    centre: FakeCentre, hours: int
) -> None:
    paper = on_paper(centre, attested_after=timedelta(hours=hours))

    assert is_older(paper, centre.approved("d-1")) is (hours < 0)


def test_what_a_reviewer_signed_orders_nothing(centre: FakeCentre) -> None:
    former, later = centre.approved("d-1"), centre.approved("d-1", title="后来")
    review, approve = former.approvals
    late = review.decision.model_copy(
        update={"decided_at": MADE_AT + timedelta(days=9)}
    )
    forged = review.model_copy(update={"decision": late})
    said = former.model_copy(update={"approvals": (forged, approve)})

    assert not is_older(later, said)


def test_a_version_is_not_older_than_itself(centre: FakeCentre) -> None:
    one = centre.approved("d-1")
    centre.decided_at = MADE_AT + timedelta(hours=1)
    approvals = centre.approvals(one.manifest.sha256)

    assert not is_older(one, one.model_copy(update={"approvals": approvals}))
