from datetime import time, timedelta
from typing import Any

import pytest

from programme.boards import Audience
from programme.hours import OpenSpan
from programme.layout import Panel
from programme.programme import WithdrawalCause
from publishing.desk.published import Showing
from publishing.desk.views import DraftView
from publishing.errors import Refused, StateForbids
from publishing.filing.rules import Proposal
from publishing.schedule.groups import GroupForm
from publishing.tables.disclosures import DraftState, WithdrawalState
from publishing.tables.filings import Ground
from tests.fakes.desk import County, digest
from tests.fakes.hand_clock import NOON

SCREEN, KIOSK = "qinghe-hall-screen", "qinghe-hall-kiosk"


def _changed(county: County, published: DraftView, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
    drafter = county.people["drafter"]
    made = county.cases.changing.change(drafter, published.line.disclosure)
    return county.cases.drafting.edit(
        drafter, made.line.id, county.form(**changed), edition=made.line.edition
    )


def _regroup(county: County, **changed: object) -> None:
    """Change the screen's group."""
    groups, publisher = county.cases.groups, county.people["publisher"]
    [form] = [one.form for one in groups.listing(publisher) if one.id == SCREEN]
    told = GroupForm.model_validate(form.model_dump() | changed)
    groups.change(publisher, SCREEN, told)


def test_a_new_version_that_would_begin_later_leaves_no_gap(county: County) -> None:
    published = county.approved()
    county.clock.forward(hours=1)
    later = _changed(county, published, earliest_start_at=NOON + timedelta(days=10))

    with pytest.raises(Refused, match="中间不能空着") as refused:
        county.submit(later)

    assert refused.value.code == "change_starts_late"
    [line] = county.cases.published.disclosures(county.people["publisher"])
    assert line.showing is Showing.SHOWING


def test_what_has_not_begun_yet_may_be_changed_to_begin_no_later(
    county: County,
) -> None:
    start = NOON + timedelta(days=10)
    published = county.approved(earliest_start_at=start)

    changed = _changed(county, published, earliest_start_at=start)

    assert county.approve_change(changed).line.state is DraftState.APPROVED


# REQ-9
def test_a_new_version_does_not_cut_a_mandate_short(county: County) -> None:
    published = county.approved(mandate="periodic")
    short = _changed(
        county,
        published,
        mandate="none",
        explicit_end_at=NOON + timedelta(minutes=5),
    )

    with pytest.raises(Refused, match="2027 年 1 月 4 日") as refused:
        county.submit(short)

    assert refused.value.code == "change_ends_early"


def test_a_new_version_with_the_same_mandate_takes_the_place_of_the_old(
    county: County,
) -> None:
    published = county.approved(mandate="periodic")
    county.clock.forward(days=40)

    done = county.approve_change(_changed(county, published, mandate="periodic"))

    assert done.line.state is DraftState.APPROVED


def test_after_its_end_a_disclosure_may_come_back_later(county: County) -> None:
    published = county.approved(
        mandate="none", explicit_end_at=NOON + timedelta(hours=1)
    )
    county.clock.forward(hours=2)
    start = county.clock.now() + timedelta(days=3)

    again = _changed(county, published, mandate="notice_7", earliest_start_at=start)

    assert county.approve_change(again).line.state is DraftState.APPROVED


def test_a_panel_that_was_changed_after_submission_stops_the_approval(
    county: County,
) -> None:
    reviewed = county.reviewed()
    wide = Panel(width=3840, height=2160, diagonal_inches=55, distance_mm=5000)
    _regroup(county, panel=wide.model_dump())

    with pytest.raises(Refused, match="页面对不上") as refused:
        county.approve(reviewed)
    back = county.cases.deciding.send_back(
        county.people["approver"],
        reviewed.line.id,
        manifest_sha256=digest(reviewed),
        reason="换了屏幕",
    )

    assert refused.value.code == "panel_changed"
    assert county.approve_change(back).line.state is DraftState.APPROVED


# REQ-20
def test_an_audience_that_was_changed_after_submission_stops_the_approval(
    county: County,
) -> None:
    reviewed = county.reviewed()
    _regroup(county, audience=Audience.PARTY_MEMBERS)

    with pytest.raises(Refused, match="公开范围"):
        county.approve(reviewed)


def test_a_group_that_was_closed_after_submission_stops_the_approval(
    county: County,
) -> None:
    reviewed = county.reviewed()
    county.cases.groups.close(county.people["publisher"], SCREEN)

    with pytest.raises(StateForbids, match="已停用"):
        county.approve(reviewed)


def test_a_unit_that_was_closed_publishes_nothing_for_the_first_time(
    county: County,
) -> None:
    reviewed = county.reviewed()
    county.cases.units.close(county.people["admin"], "qinghe-liuwu")

    with pytest.raises(StateForbids, match="已停用"):
        county.approve(reviewed)


def test_what_hangs_of_a_closed_unit_may_still_be_put_right(county: County) -> None:
    published = county.approved()
    county.cases.units.close(county.people["admin"], "qinghe-liuwu")

    done = county.approve_change(_changed(county, published, title="更正后的收支"))

    assert done.line.state is DraftState.APPROVED


def test_what_hangs_on_a_closed_group_may_still_be_put_right_there(
    county: County,
) -> None:
    published = county.approved()
    county.cases.groups.close(county.people["publisher"], SCREEN)
    county.told.clear()

    county.approve_change(_changed(county, published, title="更正后的收支"))

    assert county.told == [frozenset({SCREEN, KIOSK})]


def test_a_request_to_withdraw_is_void_when_a_new_version_takes_its_place(
    county: County,
) -> None:
    published = county.approved()
    asked = county.cases.withdrawing.request(
        county.people["reviewer"],
        published.line.disclosure,
        manifest_sha256=digest(published),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额有误",
    )
    newer = county.approve_change(_changed(county, published, title="更正后的收支"))

    with pytest.raises(StateForbids, match="已经办过了"):
        county.take_down(asked)
    again = county.cases.withdrawing.request(
        county.people["reviewer"],
        newer.line.disclosure,
        manifest_sha256=digest(newer),
        cause=WithdrawalCause.CORRECTION,
        explanation="还是有误",
    )

    assert again.state is WithdrawalState.REQUESTED


def test_the_last_of_several_versions_of_one_moment_is_the_one_that_is_changed(
    county: County,
) -> None:
    last = county.approved()

    for number in range(4):
        made = _changed(county, last, title=f"第 {number} 次更正")
        assert made.line.replaces == last.line.id
        last = county.approve_change(made)


# REQ-6: what hangs while the screens are off is not disclosed.
def test_a_version_that_nobody_could_ever_see_is_not_submitted(county: County) -> None:
    night = (OpenSpan(from_time=time(3), to_time=time(4)),)

    with pytest.raises(Refused, match="谁也看不到") as refused:
        county.submitted(dayparts=night)

    assert refused.value.code == "never_seen"


def test_hours_that_were_changed_after_submission_stop_the_approval(
    county: County,
) -> None:
    reviewed = county.reviewed(weekdays=(5,))
    monday = [{"weekday": 1, "spans": [{"from_time": "09:00", "to_time": "17:00"}]}]
    _regroup(county, service_hours=monday)

    with pytest.raises(Refused, match="谁也看不到"):
        county.approve(reviewed)


# REQ-9: what is shown until it is completed does not end by a change of its rule.
def test_a_new_version_does_not_end_what_was_published_without_an_end(
    county: County,
) -> None:
    published = county.approved(mandate="long_term")
    short = _changed(
        county,
        published,
        mandate="none",
        explicit_end_at=NOON + timedelta(minutes=10),
    )

    with pytest.raises(Refused, match="请办“办结”") as refused:
        county.submit(short)

    assert refused.value.code == "change_ends_early"


def test_a_filed_attempt_does_not_stand_between_a_version_and_the_next(
    county: County,
) -> None:
    published = county.approved()
    county.clock.forward(hours=1)
    kept_back = _changed(county, published, attribute="not_disclosed")
    proposal = Proposal(
        ground=Ground.THIRD_PERSON, reason="条例第十五条，涉及第三人商业秘密"
    )
    filing = county.cases.filings.propose(
        county.people["drafter"],
        kept_back.line.id,
        proposal,
        edition=kept_back.line.edition,
    )
    county.cases.filing_office.accept(county.people["reviewer"], filing.id)
    county.clock.forward(hours=1)

    done = county.approve_change(_changed(county, published))

    assert done.line.replaces == published.line.id
    # The filed attempt comes back, and is held to what hangs by now.
    county.cases.filing_office.reopen(
        county.people["reviewer"], filing.id, reason="现在可以公开"
    )
    back = county.cases.looking.draft(county.people["drafter"], kept_back.line.id)
    short = county.form(
        mandate="none",
        explicit_end_at=county.clock.now() + timedelta(minutes=5),
        change_note="改短",
    )
    drafter = county.people["drafter"]
    edited = county.cases.drafting.edit(
        drafter, back.line.id, short, edition=back.line.edition
    )
    with pytest.raises(Refused, match="新版本不能更早结束"):
        county.submit(edited)
