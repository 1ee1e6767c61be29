from datetime import date, timedelta

import pytest
from sqlalchemy import select

from publishing.desk.views import DraftView
from publishing.duties.duty import Due, DutyKind, Ranked
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.stages.rules import StageDays
from publishing.tables.schedule import EndKind, GroupEntry
from publishing.tables.stages import Stage
from tests.fakes.desk import County, digest
from tests.fakes.hand_clock import NOON

BEFORE, DURING, AFTER = Stage


def drafted(county: County, stage: Stage | None = None) -> DraftView:
    made = county.draft(mandate="staged", title="村道硬化")
    if stage is not None:
        county.cases.staging.assign(county.people["drafter"], made.line.id, stage)
    return made


def stage_duties(county: County, who: str = "drafter") -> list[Ranked]:
    found = county.cases.duties.open(county.people[who])
    return [one for one in found if one.duty.kind is DutyKind.STAGE]


def end_kinds(county: County) -> set[EndKind]:
    with county.database.reading() as session:
        query = select(GroupEntry.end_kind).where(GroupEntry.removed_at.is_(None))
        return set(session.scalars(query))


# REQ-9
def test_an_earlier_stage_hangs_until_the_last_stage_ends_the_whole(
    county: County,
) -> None:
    made = drafted(county, BEFORE)
    county.approve_change(made)
    assert end_kinds(county) == {EndKind.OPEN}
    county.clock.at = NOON + timedelta(days=30)

    last = county.cases.changing.change(county.people["drafter"], made.line.disclosure)
    staging, drafter = county.cases.staging, county.people["drafter"]
    form = last.form.model_copy(
        update={"change_note": "完工了，补上结果", "secrecy_basis": "不涉密"}
    )
    saved = county.cases.drafting.edit(
        drafter, last.line.id, form, edition=last.line.edition
    )
    staging.assign(drafter, last.line.id, AFTER)
    county.approve_change(saved)

    assert end_kinds(county) <= {EndKind.FIXED, EndKind.PROVISIONAL}
    shown = staging.show(drafter, made.line.disclosure)
    assert [(one.stage, one.published) for one in shown] == [
        (BEFORE, True),
        (AFTER, True),
    ]


def follow(county: County, made: DraftView, stage: Stage | None) -> DraftView:
    """Begin the version after what hangs, of a stage, ready to be submitted."""
    drafter = county.people["drafter"]
    new = county.cases.changing.change(drafter, made.line.disclosure)
    form = new.form.model_copy(
        update={"change_note": "到了下一个阶段", "secrecy_basis": "不涉密"}
    )
    saved = county.cases.drafting.edit(
        drafter, new.line.id, form, edition=new.line.edition
    )
    county.cases.staging.assign(drafter, saved.line.id, stage)
    return saved


# REQ-9: it is signed up to the last step, and approved when its turn has come.
def test_the_next_stage_waits_until_the_earlier_one_was_shown_for_its_days(
    county: County,
) -> None:
    made = drafted(county, BEFORE)
    county.approve_change(made)
    county.clock.at = NOON + timedelta(days=28)
    sent = county.submit(follow(county, made, DURING))
    county.cases.deciding.review(
        county.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
    )

    with pytest.raises(Refused, match="12 月 22 日起才能换上“事中”"):
        county.approve(sent)
    county.clock.forward(days=1)
    county.approve(sent)

    shown = county.cases.staging.show(county.people["drafter"], made.line.disclosure)
    assert [(one.stage, one.published) for one in shown] == [
        (BEFORE, True),
        (DURING, True),
    ]


def test_a_correction_of_the_stage_that_hangs_waits_for_nothing(county: County) -> None:
    made = drafted(county, BEFORE)
    county.approve_change(made)

    county.approve_change(follow(county, made, BEFORE))

    assert end_kinds(county) == {EndKind.OPEN}


# REQ-9: each stage within five working days of the day on which it is reached.
def test_a_stage_that_is_reached_is_due_from_that_day_until_a_version_takes_it(
    county: County,
) -> None:
    made = drafted(county)
    staging, drafter = county.cases.staging, county.people["drafter"]
    reached = StageDays(reached_on=date(2026, 11, 20))
    staging.plan(drafter, made.line.disclosure, {BEFORE: reached})

    (one,) = stage_duties(county)
    assert one.duty.due == Due(
        target_on=date(2026, 11, 27), legal_on=date(2026, 12, 18)
    )
    assert (one.duty.mine, one.duty.about) == (True, "事前要公开")
    assert not stage_duties(county, "approver")[0].duty.mine

    staging.assign(drafter, made.line.id, BEFORE)
    assert stage_duties(county) == []


def test_a_stage_that_is_expected_soon_is_told_and_a_far_one_is_not(
    county: County,
) -> None:
    made = drafted(county)
    plan = {
        BEFORE: StageDays(expected_on=date(2026, 11, 30)),
        DURING: StageDays(expected_on=date(2027, 5, 1)),
    }
    county.cases.staging.plan(county.people["drafter"], made.line.disclosure, plan)

    (one,) = stage_duties(county)

    assert one.duty.due == Due(target_on=date(2026, 11, 30))
    assert "到了请登记" in one.duty.about


def test_a_version_discloses_one_stage_and_may_be_freed_of_it(county: County) -> None:
    made = drafted(county, BEFORE)
    staging, drafter = county.cases.staging, county.people["drafter"]

    moved = staging.assign(drafter, made.line.id, DURING)
    freed = staging.assign(drafter, made.line.id, None)

    assert [one.draft for one in moved] == [None, made.line.id]
    assert [one.draft for one in freed] == [None, None]


def test_only_what_is_staged_and_not_submitted_has_a_stage(county: County) -> None:
    staging, drafter = county.cases.staging, county.people["drafter"]
    plain = county.draft()
    sent = county.submitted(mandate="staged", title="已交")

    with pytest.raises(Refused, match="逐段公开"):
        staging.assign(drafter, plain.line.id, BEFORE)
    with pytest.raises(StateForbids):
        staging.assign(drafter, sent.line.id, BEFORE)
    with pytest.raises(NotThere):
        staging.assign(drafter, "qinghe-v-none", BEFORE)
    with pytest.raises(NotThere):
        staging.plan(drafter, "qinghe-d-none", {})
    with pytest.raises(NotThere):
        staging.show(drafter, "qinghe-d-none")
    with pytest.raises(NotAllowed):
        staging.plan(county.people["approver"], plain.line.disclosure, {})


# REQ-9: a stage is shown for its days, whatever its follower was taken for before.
def test_a_version_that_was_taken_for_a_correction_first_waits_its_turn(
    county: County,
) -> None:
    made = drafted(county, BEFORE)
    county.approve_change(made)
    next_one = follow(county, made, BEFORE)

    county.cases.staging.assign(county.people["drafter"], next_one.line.id, DURING)

    with pytest.raises(Refused, match="12 月 22 日起才能换上“事中”"):
        county.approve_change(next_one)


@pytest.mark.parametrize("mandate", ["staged", "none"])
def test_a_version_of_no_stage_does_not_end_the_whole(
    county: County, mandate: str
) -> None:
    made = drafted(county, BEFORE)
    county.approve_change(made)
    new = follow(county, made, None)
    form = new.form.model_copy(
        update={"mandate": mandate, "explicit_end_at": NOON + timedelta(days=60)}
    )
    saved = county.cases.drafting.edit(
        county.people["drafter"], new.line.id, form, edition=new.line.edition
    )

    with pytest.raises(Refused, match="后面还有阶段") as refused:
        county.submit(saved)

    assert refused.value.code == "stage_missing"
