"""What a withdrawal or a termination says outside, and that nothing else is said."""

import pytest

from programme.approval import KeyKind, People, PersonKey, Role
from programme.keys import key_id
from programme.programme import EARLY_CAUSES, SignedWithdrawal, WithdrawalCause
from programme.verdict import check_chain
from publishing.desk.notice_words import PUBLIC_CAUSES
from publishing.desk.published import DisclosureLine, Showing
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.errors import Refused
from publishing.release.sources import candidates, entry_rows
from publishing.tables.disclosures import DraftState, WithdrawalRow
from tests.fakes.desk import County, digest


def _ask(
    county: County,
    made: DraftView,
    cause: WithdrawalCause = WithdrawalCause.CORRECTION,
    told: str = "金额写错一位，改好再公开。",
) -> WithdrawalView:
    return county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=cause,
        explanation=told,
    )


def _confirm(county: County, asked: WithdrawalView) -> WithdrawalView:
    return county.take_down(asked)


def _lines(county: County) -> tuple[DisclosureLine, ...]:
    return county.cases.published.disclosures(county.people["publisher"])


def test_the_listed_causes_are_these_and_no_others() -> None:
    """Early take-down for a listed cause alone, as the open rules say (REQ-13)."""
    assert {
        "correction",
        "replacement",
        "order",
        "personal_data",
        "secrecy",
        "third_person",
        "safety",
    } == EARLY_CAUSES
    assert set(WithdrawalCause) - EARLY_CAUSES == {WithdrawalCause.COMPLETION}


def test_outside_is_told_of_correction_replacement_and_completion_alone() -> None:
    assert {"correction", "replacement", "completion"} == PUBLIC_CAUSES


def test_nothing_of_the_explanation_is_published_before_the_second_signature(
    county: County,
) -> None:
    made = county.approved()

    asked = _ask(county, made)

    assert "金额写错一位" in asked.notice
    assert asked.notice_disclosure is None
    assert [one.draft.id for one in _lines(county)] == [made.line.id]


@pytest.mark.parametrize(
    ("cause", "title"),
    [
        (WithdrawalCause.CORRECTION, "关于更正《2026 年三季度财务收支》的说明"),
        (WithdrawalCause.REPLACEMENT, "关于更换《2026 年三季度财务收支》的说明"),
    ],
)
def test_the_explanation_hangs_in_its_place_with_both_signatures(
    county: County, cause: WithdrawalCause, title: str
) -> None:
    """A withdrawal is itself published, with an explanation (REQ-13)."""
    made = county.approved()
    county.clock.forward(hours=1)

    done = _confirm(county, _ask(county, made, cause))

    (notice,) = (one for one in _lines(county) if one.draft.id != made.line.id)
    assert notice.draft.title == title
    assert notice.draft.disclosure == done.notice_disclosure
    assert notice.draft.register_number == "柳坞村 2026-0002"
    assert notice.showing is Showing.SHOWING
    assert set(notice.groups) == set(made.form.groups)
    seen = county.cases.looking.draft(county.people["drafter"], notice.draft.id)
    assert [one.staff for one in seen.decisions] == [
        county.people["drafter"],
        county.people["approver"],
    ]
    assert [(one.decision is not None, one.is_turn) for one in seen.chain] == [
        (True, False),
        (True, False),
    ]
    assert seen.manifest is not None
    assert seen.manifest.digest() == seen.line.manifest_sha256
    assert seen.manifest.revision == seen.signed.digest()


def test_a_device_takes_the_signatures_under_the_explanation(county: County) -> None:
    made = county.approved()
    done = _confirm(county, _ask(county, made))
    public = county.services.approval_key.public
    key = PersonKey(
        kind=KeyKind.CENTRE,
        id=key_id(public),
        public=public,
        person=None,
        roles=tuple(Role),
    )
    people = People(version=1, keys=(key,), accepted_kinds=("centre",))

    matter = done.notice_disclosure or ""
    with county.database.reading() as session:
        rows = entry_rows(session, "qinghe-hall-screen", county.clock.now())
        (mine,) = [
            one for one in candidates(session, rows) if one.entry.disclosure == matter
        ]

    check_chain(mine.entry.manifest.sha256, mine.entry.approvals, people)


@pytest.mark.parametrize("cause", sorted(EARLY_CAUSES - PUBLIC_CAUSES))
def test_for_every_other_cause_outside_hears_nothing_and_inside_keeps_all(
    county: County, cause: WithdrawalCause
) -> None:
    made = county.approved()

    done = _confirm(county, _ask(county, made, cause, "内部说明：涉及第三人"))

    assert done.notice == ""
    assert [one.draft.id for one in _lines(county)] == [made.line.id]
    with county.database.reading() as session:
        kept = session.get_one(WithdrawalRow, done.id)
        signed = SignedWithdrawal.model_validate(kept.signed)
    assert kept.explanation == "内部说明：涉及第三人"
    assert signed.withdrawal.explanation == ""


def test_a_declined_withdrawal_publishes_nothing_and_uses_no_number(
    county: County,
) -> None:
    made = county.approved()
    asked = _ask(county, made)

    county.cases.withdrawing.decline(county.people["approver"], asked.id, reason="不撤")
    other = county.approved(title="另一件")

    assert {one.draft.id for one in _lines(county)} == {made.line.id, other.line.id}
    assert other.line.register_number == "柳坞村 2026-0002"


def test_personal_data_in_the_explanation_is_masked_outside(county: County) -> None:
    made = county.approved()

    done = _confirm(county, _ask(county, made, told="请联系 13812345678。"))

    with county.database.reading() as session:
        signed = session.get_one(WithdrawalRow, done.id).signed
    assert "13812345678" not in str(signed)
    assert "13812345678" not in done.notice
    assert "13812345678" in done.explanation


def test_a_long_term_matter_is_completed_with_its_explanation(county: County) -> None:
    made = county.approved(mandate="long_term")

    done = _confirm(
        county, _ask(county, made, WithdrawalCause.COMPLETION, "工程已经完工。")
    )

    assert done.notice.startswith("关于《2026 年三季度财务收支》办结的说明")
    states = {one.draft.id: one.draft.state for one in _lines(county)}
    assert states[made.line.id] is DraftState.WITHDRAWN
    acts = [
        one.act
        for one in county.cases.journal.page(
            county.people["approver"], subject=made.line.disclosure
        )
    ]
    assert {"termination.requested", "termination.confirmed"} <= set(acts)


def test_what_has_an_end_of_its_own_cannot_be_completed_early(county: County) -> None:
    made = county.approved(mandate="immediate")

    with pytest.raises(Refused, match="期满自然结束"):
        _ask(county, made, WithdrawalCause.COMPLETION)


def test_a_very_long_title_is_cut_in_the_explanations_title(county: County) -> None:
    made = county.approved(title="长" * 120)

    asked = _ask(county, made)

    title = asked.notice.splitlines()[0]
    assert len(title) == 120
    assert title.endswith("…》的说明")


def test_groups_that_closed_since_are_left_out_and_the_take_down_goes_on(
    county: County,
) -> None:
    made = county.approved()
    asked = _ask(county, made)
    admin = county.people["admin"]
    county.cases.groups.close(admin, "qinghe-hall-kiosk")

    done = _confirm(county, asked)

    (notice,) = (one for one in _lines(county) if one.draft.id != made.line.id)
    assert notice.draft.disclosure == done.notice_disclosure
    assert notice.groups == ("qinghe-hall-screen",)
