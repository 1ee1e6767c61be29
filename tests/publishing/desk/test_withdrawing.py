import pytest

from programme.approval import KeyKind, People, PersonKey, Role
from programme.keys import key_id
from programme.programme import SignedWithdrawal, WithdrawalCause
from programme.verdict import check_chain
from publishing.desk.published import Showing
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.errors import (
    Conflict,
    ContentChanged,
    NotAllowed,
    NotThere,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.staff.offices import Held
from publishing.tables.disclosures import WithdrawalRow, WithdrawalState
from publishing.tables.people import Office
from tests.fakes.desk import County, digest


def _request(
    county: County, published: DraftView, who: str = "drafter"
) -> WithdrawalView:
    return county.cases.withdrawing.request(
        county.people[who],
        published.line.disclosure,
        manifest_sha256=digest(published),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额写错一位",
    )


# REQ-13
@pytest.mark.both_databases
def test_a_second_person_confirms_and_it_leaves_every_group_at_once(
    county: County,
) -> None:
    made = county.approved()
    asked = _request(county, made)
    county.told.clear()

    done = county.take_down(asked)

    assert done.state is WithdrawalState.CONFIRMED
    assert county.told == [frozenset({"qinghe-hall-screen", "qinghe-hall-kiosk"})]
    hanging = county.cases.published.schedule(county.people["publisher"])
    assert made.line.disclosure not in {one.disclosure for one in hanging}
    lines = county.cases.published.disclosures(county.people["publisher"])
    (line,) = (one for one in lines if one.draft.id == made.line.id)
    assert line.showing is Showing.WITHDRAWN
    assert line.draft.register_number == "柳坞村 2026-0001"


def test_the_signed_withdrawal_verifies_as_a_chain_of_two(county: County) -> None:
    asked = _request(county, county.approved())
    county.take_down(asked)

    with county.database.reading() as session:
        kept = session.get_one(WithdrawalRow, asked.id)
        signed = SignedWithdrawal.model_validate(kept.signed)
    public = county.services.approval_key.public
    key = PersonKey(
        kind=KeyKind.CENTRE,
        id=key_id(public),
        public=public,
        person=None,
        roles=tuple(Role),
    )
    people = People(version=1, keys=(key,), accepted_kinds=("centre",))
    check_chain(signed.withdrawal.digest(), signed.approvals, people)


def test_nobody_confirms_their_own_request(county: County) -> None:
    asked = _request(county, county.approved(), who="approver")

    with pytest.raises(SamePerson):
        county.take_down(asked)


@pytest.mark.parametrize(
    ("requester", "confirmer", "enough"),
    [
        ("drafter", "approver", True),
        ("publisher", "approver", True),
        ("approver", "reviewer", True),
        ("approver", "publisher", True),
        ("approver", "drafter", False),
        ("drafter", "reviewer", False),
        ("reviewer", "publisher", False),
        ("drafter", "admin", False),
    ],
)
def test_one_of_the_two_is_an_approver_and_the_second_more_than_a_drafter(
    county: County, requester: str, confirmer: str, *, enough: bool
) -> None:
    asked = _request(county, county.approved(), who=requester)
    person = county.people[confirmer]
    listed = county.cases.looking.to_do(person).to_confirm

    assert [one.id for one in listed] == ([asked.id] if enough else [])
    county.notice_cleared(asked)
    if enough:
        county.cases.withdrawing.confirm(person, asked.id, sha256=asked.sha256)
        return
    with pytest.raises(NotAllowed):
        county.cases.withdrawing.confirm(person, asked.id, sha256=asked.sha256)


def test_a_request_binds_to_the_version_and_a_confirmation_to_the_request(
    county: County,
) -> None:
    published = county.approved()

    with pytest.raises(ContentChanged):
        county.cases.withdrawing.request(
            county.people["drafter"],
            published.line.disclosure,
            manifest_sha256="0" * 64,
            cause=WithdrawalCause.SAFETY,
            explanation="试",
        )
    asked = _request(county, published)
    with pytest.raises(ContentChanged):
        county.cases.withdrawing.confirm(
            county.people["approver"], asked.id, sha256="0" * 64
        )


def test_a_second_request_is_told_of_the_first_until_it_is_declined(
    county: County,
) -> None:
    published = county.approved()
    asked = _request(county, published)
    with pytest.raises(Conflict, match="已经有人申请"):
        _request(county, published, who="reviewer")

    declined = county.cases.withdrawing.decline(
        county.people["approver"], asked.id, reason="金额无误"
    )

    assert declined.state is WithdrawalState.DECLINED
    assert _request(county, published, who="reviewer").id != asked.id


def test_a_request_can_be_taken_back_but_not_declined_by_anyone(
    county: County,
) -> None:
    asked = _request(county, county.approved())

    with pytest.raises(NotAllowed):
        county.cases.withdrawing.decline(
            county.people["reviewer"], asked.id, reason="不同意"
        )
    with pytest.raises(Refused, match="写明原因"):
        county.cases.withdrawing.decline(county.people["drafter"], asked.id, reason=" ")
    county.cases.withdrawing.decline(county.people["drafter"], asked.id, reason="误点")
    with pytest.raises(StateForbids, match="已经办过"):
        county.take_down(asked)


def test_only_what_is_published_can_be_withdrawn(county: County) -> None:
    draft = county.submitted()

    with pytest.raises(StateForbids):
        _request(county, draft)
    for act in (
        lambda: county.cases.withdrawing.decline(
            county.people["approver"], "qinghe-w-none", reason="试"
        ),
        lambda: county.cases.changing.change(county.people["drafter"], "qinghe-d-none"),
        lambda: county.cases.withdrawing.request(
            county.people["drafter"],
            "qinghe-d-none",
            manifest_sha256="0" * 64,
            cause=WithdrawalCause.SAFETY,
            explanation="试",
        ),
    ):
        with pytest.raises(NotThere):
            act()


def test_an_office_elsewhere_is_no_office_here(county: County) -> None:
    published = county.approved(unit="qinghe")
    village = Held(unit="qinghe-liuwu", office=Office.APPROVER)
    outsider = county.join("cunzhang", village)
    asked = _request(county, published)

    with pytest.raises(NotAllowed):
        county.cases.withdrawing.confirm(outsider, asked.id, sha256=asked.sha256)
    with pytest.raises(NotThere):
        county.cases.looking.draft(outsider, published.line.id)


def test_what_was_withdrawn_comes_back_as_a_new_version(county: County) -> None:
    published = county.approved()
    asked = _request(county, published)
    county.take_down(asked)

    begun = county.cases.changing.change(
        county.people["drafter"], published.line.disclosure
    )
    with pytest.raises(Conflict, match="已经有一个新版本"):
        county.cases.changing.change(
            county.people["drafter"], published.line.disclosure
        )
    edited = county.cases.drafting.edit(
        county.people["drafter"],
        begun.line.id,
        county.form(groups=("qinghe-hall-screen",)),
        edition=begun.line.edition,
    )
    again = county.approve_change(edited)

    assert again.line.register_number == published.line.register_number
    states = {
        line.showing
        for line in county.cases.published.disclosures(county.people["publisher"])
    }
    assert states == {Showing.WITHDRAWN, Showing.SHOWING}
