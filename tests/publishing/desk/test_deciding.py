import threading
from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from programme.approval import Approval, KeyKind, People, PersonKey, Role
from programme.keys import key_id
from programme.verdict import check_chain
from publishing.errors import ContentChanged, NotAllowed, SamePerson, StateForbids
from publishing.schedule.windows import WindowImpossible
from publishing.staff.offices import Held
from publishing.tables.disclosures import DecisionRow, DraftState
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import EndKind, GroupEntry
from tests.fakes.desk import County, digest


# REQ-12
@pytest.mark.both_databases
def test_three_people_bring_a_draft_to_its_groups_with_a_number(county: County) -> None:
    published = county.approved()

    assert published.line.state is DraftState.APPROVED
    assert published.line.register_number == "柳坞村 2026-0001"
    assert [one.role.value for one in published.decisions] == [
        "drafter",
        "reviewer",
        "approver",
    ]
    assert county.told == [frozenset({"qinghe-hall-screen", "qinghe-hall-kiosk"})]


def test_the_window_lasts_twenty_working_days_after_the_posting_day(
    county: County,
) -> None:
    county.approved()

    with county.database.reading() as session:
        entry = session.scalars(select(GroupEntry)).first()
    assert entry is not None
    assert entry.end_kind is EndKind.FIXED
    assert entry.starts_at == county.clock.now()
    assert entry.ends_at == datetime(2026, 12, 21, 16, tzinfo=UTC)


def test_the_chain_verifies_with_the_centres_public_key(county: County) -> None:
    published = county.approved()

    with county.database.reading() as session:
        rows = session.scalars(select(DecisionRow).order_by(DecisionRow.id)).all()
    chain = TypeAdapter(tuple[Approval, ...]).validate_python(
        [row.approval for row in rows]
    )
    public = county.services.approval_key.public
    key = PersonKey(
        kind=KeyKind.CENTRE,
        id=key_id(public),
        public=public,
        person=None,
        roles=tuple(Role),
    )
    people = People(version=1, keys=(key,), accepted_kinds=("centre",))
    check_chain(digest(published), chain, people)


def test_approval_asks_for_the_groups_programmes_in_its_own_transaction(
    county: County,
) -> None:
    county.approved()

    with county.database.reading() as session:
        due = set(session.scalars(select(ReleaseDue.target)))
    assert {
        "programmes/qinghe-hall-screen.json",
        "programmes/qinghe-hall-kiosk.json",
    } <= due


# REQ-16
def test_an_edit_voids_every_decision(county: County) -> None:
    reviewed = county.reviewed()

    edited = county.cases.drafting.edit(
        county.people["drafter"],
        reviewed.line.id,
        county.form(title="改过的题目"),
        edition=reviewed.line.edition,
    )

    assert edited.line.state is DraftState.DRAFT
    assert edited.decisions == ()
    with pytest.raises(StateForbids):
        county.approve(reviewed)


def test_a_decision_over_another_manifest_is_told_that_the_content_changed(
    county: County,
) -> None:
    first = county.submitted()
    edited = county.cases.drafting.edit(
        county.people["drafter"],
        first.line.id,
        county.form(title="改过的题目"),
        edition=first.line.edition,
    )
    county.submit(edited)

    with pytest.raises(ContentChanged, match="内容已变"):
        county.cases.deciding.review(
            county.people["reviewer"], first.line.id, manifest_sha256=digest(first)
        )


# F34
@pytest.mark.both_databases
def test_of_two_reviewers_at_once_one_wins_and_the_other_is_told(
    county: County,
) -> None:
    other = county.join("second", Held(unit="qinghe", office=Office.REVIEWER))
    sent = county.submitted()
    sha256 = digest(sent)
    county.cases.deciding.review(
        county.people["reviewer"], sent.line.id, manifest_sha256=sha256
    )

    with pytest.raises(StateForbids, match="正在等批准"):
        county.cases.deciding.review(other, sent.line.id, manifest_sha256=sha256)


# REQ-12
@pytest.mark.parametrize("stage", ["review", "approve"])
def test_nobody_signs_twice_in_one_chain_whatever_offices_they_hold(
    county: County, stage: str
) -> None:
    admin, drafter = county.people["admin"], county.people["drafter"]
    every = [
        Held(unit="qinghe", office=office)
        for office in Office
        if office is not Office.INSPECTOR
    ]
    county.cases.accounts.set_offices(admin, drafter, offices=every)
    sent = county.submitted() if stage == "review" else county.reviewed()
    act = getattr(county.cases.deciding, stage)

    with pytest.raises(SamePerson):
        act(drafter, sent.line.id, manifest_sha256=digest(sent))


# B20, REQ-75
def test_a_refused_act_is_journalled(county: County) -> None:
    sent = county.submitted()

    with pytest.raises(NotAllowed):
        county.cases.deciding.review(
            county.people["publisher"], sent.line.id, manifest_sha256=digest(sent)
        )

    with county.database.reading() as session:
        last = session.scalars(
            select(JournalEntry).order_by(JournalEntry.number.desc())
        ).first()
    assert last is not None
    assert (last.act, last.subject) == ("refused", "draft.review")
    assert last.details == {"code": "not_allowed"}


def test_a_draft_goes_back_with_a_reason_and_comes_again(county: County) -> None:
    sent = county.submitted()

    returned = county.cases.deciding.send_back(
        county.people["approver"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="合计少了一行",
    )
    again = county.submit(returned)

    assert returned.line.state is DraftState.DRAFT
    assert returned.line.return_reason == "合计少了一行"
    assert again.line.state is DraftState.SUBMITTED
    assert again.line.return_reason == ""


def test_a_window_grows_with_the_days_that_approval_took(county: County) -> None:
    reviewed = county.reviewed()
    county.clock.forward(days=2)

    published = county.approve(reviewed)

    with county.database.reading() as session:
        ends = set(session.scalars(select(GroupEntry.ends_at)))
    assert ends == {datetime(2026, 12, 23, 16, tzinfo=UTC)}
    assert published.manifest is not None
    assert published.manifest.promised_end_at == datetime(2026, 12, 21, 16, tzinfo=UTC)


def test_a_printed_end_stands_so_a_late_approval_is_refused(county: County) -> None:
    reviewed = county.reviewed(
        mandate="notice_7",
        kind_of_act="public_notice",
        objections_telephone="0555-010-0199",
        explicit_end_at=datetime(2026, 11, 30, 16, tzinfo=UTC),
    )
    county.clock.forward(days=3)

    with pytest.raises(WindowImpossible, match="规定至少展示 7 日"):
        county.approve(reviewed)


def test_register_numbers_run_per_unit_and_are_never_given_twice(
    county: County,
) -> None:
    numbers = [county.approved(title=f"第 {n} 件").line.register_number for n in (1, 2)]
    county.clock.forward(days=60)
    numbers.append(county.approved().line.register_number)

    assert numbers == ["柳坞村 2026-0001", "柳坞村 2026-0002", "柳坞村 2027-0001"]


@pytest.mark.both_databases
def test_a_change_keeps_the_number_and_replaces_the_version_before(
    county: County,
) -> None:
    first = county.approved()

    begun = county.cases.changing.change(
        county.people["drafter"], first.line.disclosure
    )
    edited = county.cases.drafting.edit(
        county.people["drafter"],
        begun.line.id,
        county.form(title="更正后的收支"),
        edition=begun.line.edition,
    )
    second = county.approve_change(edited)

    assert second.line.register_number == first.line.register_number
    looked = county.cases.looking.draft(county.people["drafter"], first.line.id)
    assert looked.line.state is DraftState.SUPERSEDED
    shown = county.cases.published.schedule(county.people["publisher"])
    assert {line.title for line in shown} == {"更正后的收支"}


# F34
@pytest.mark.both_databases
def test_of_two_approvers_at_the_very_same_moment_one_publishes(
    county: County,
) -> None:
    other = county.join("second", Held(unit="qinghe", office=Office.APPROVER))
    reviewed = county.reviewed()
    start = threading.Barrier(2)
    outcomes: list[str | None] = []

    def approve(person: str) -> None:
        start.wait()
        try:
            view = county.cases.deciding.approve(
                person, reviewed.line.id, manifest_sha256=digest(reviewed)
            )
            outcomes.append(view.line.register_number)
        except StateForbids as told:
            outcomes.append(told.code)

    people = (county.people["approver"], other)
    threads = [threading.Thread(target=approve, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(outcomes) == {"柳坞村 2026-0001", "state_forbids"}
    with county.database.reading() as session:
        entries = session.scalars(select(GroupEntry)).all()
    assert len(entries) == 2
