import pytest

from publishing.duties.duty import Duty, DutyKind
from tests.fakes.desk import County, digest
from tests.fakes.signed_forms import attest, enter, with_keys


@pytest.fixture
def clerks(county: County) -> County:
    return with_keys(county)


def to_attest(county: County, who: str) -> list[Duty]:
    found = county.cases.duties.open(county.people[who])
    return [one.duty for one in found if one.duty.kind is DutyKind.ATTEST]


# REQ-12
def test_a_signed_form_waits_for_every_clerk_until_two_attested_it(
    clerks: County,
) -> None:
    paper = enter(clerks, clerks.reviewed())
    (first,) = to_attest(clerks, "publisher")
    assert "还差 2 位" in first.about
    assert first.link.endswith("/paper")
    assert {"second岗", "drafter-login岗", "reviewer-login岗"} == set(first.others)
    attest(clerks, paper, "publisher")

    (second,) = to_attest(clerks, "second")
    assert "approver-login岗在纸上签了“负责人批准”，还差 1 位" in second.about
    assert second.due is not None
    assert to_attest(clerks, "publisher") == []
    assert to_attest(clerks, "approver") == []
    attest(clerks, paper, "second")
    assert to_attest(clerks, "drafter") == []


def test_a_form_of_an_edited_version_or_a_signed_step_waits_for_nobody(
    clerks: County,
) -> None:
    sent = clerks.submitted()
    enter(clerks, sent, decided_by="reviewer")
    assert len(to_attest(clerks, "second")) == 1

    reviewed = clerks.cases.deciding.review(
        clerks.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
    )
    assert to_attest(clerks, "second") == []
    enter(clerks, reviewed)
    assert len(to_attest(clerks, "second")) == 1
    clerks.cases.deciding.send_back(
        clerks.people["approver"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="请改",
    )

    assert to_attest(clerks, "second") == []
