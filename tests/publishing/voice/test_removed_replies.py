"""Replies that name a person come off the echo wall with everything else (REQ-22)."""

import pytest

from programme.echo import Echo, FollowUpState
from programme.programme import WithdrawalCause
from publishing.errors import (
    Conflict,
    ContentChanged,
    NotAllowed,
    NotThere,
    Refused,
    SamePerson,
)
from publishing.oversight.journal import page
from publishing.release.echo import make_echo
from publishing.removing.replies import ReplyHit, TickedReply
from publishing.removing.views import RemovalView
from publishing.tables.removals import RemovalState
from publishing.voice.forms import FollowUpForm, ReplyForm
from tests.fakes.asked_questions import came
from tests.fakes.delivery import VOICE_KEY, Delivery, FakeDevice
from tests.fakes.desk import County

NAME = "甄示例"
UNIT = "qinghe-liuwu"


def answered(county: County, number: str, reply: str, *, public: bool = True) -> None:
    questions, people = county.cases.questions, county.people
    form = ReplyForm(text="路灯坏了", reply=reply, outcome="", publish=public)
    questions.route(people["publisher"], number, unit=UNIT)
    questions.reply(people["drafter"], number, form)
    [view] = [
        one for one in questions.listing(people["publisher"]) if one.number == number
    ]
    assert view.reply is not None
    questions.approve(people["approver"], number, sha256=view.reply.digest())


def asked(delivery: Delivery, device: FakeDevice, reply: str, *, drawn: int = 7) -> str:
    number = came(
        delivery, device, drawn=drawn, kind="request", text="路灯坏了，请来修"
    )
    answered(delivery.county, number, reply)
    return number


def wall(county: County) -> Echo:
    with county.database.reading() as session:
        made = make_echo(session, VOICE_KEY.public)
    return Echo.parse(made.finish(3, county.clock.now()))


def shown(county: County) -> set[str]:
    return {one.number for one in wall(county).entries if one.shown is not None}


def found(county: County, text: str = NAME) -> tuple[ReplyHit, ...]:
    return county.cases.person_removals.replies(county.people["drafter"], text)


def proposed(county: County, *replies: TickedReply) -> RemovalView:
    return county.cases.person_removals.propose(
        county.people["drafter"],
        NAME,
        ticked=[],
        replies=replies
        or [TickedReply(number=one.number, sha256=one.sha256) for one in found(county)],
        cause=WithdrawalCause.PERSONAL_DATA,
        reason="本人申请",
    )


def confirm(county: County, removal: str, who: str = "approver") -> RemovalView:
    return county.cases.person_removals.confirm(county.people[who], removal, NAME)


def test_a_reply_that_names_a_person_is_found_and_two_people_take_it_off_the_wall(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    named = asked(delivery, device, "请找甄 示例师傅。")
    other = asked(delivery, device, "已经修好。", drawn=8)
    [hit] = found(county)
    made = proposed(county)
    before = shown(county)
    waiting = county.cases.duties.open(county.people["approver"])

    done = confirm(county, made.id)

    assert made.id in {one.duty.subject for one in waiting}
    assert (hit.number, hit.office) == (named, "云溪镇柳坞村村委会")
    assert "甄 示例" in hit.excerpt
    assert before == {named, other}
    assert shown(county) == {other}
    assert done.state is RemovalState.DONE
    assert [(one.number, one.on_wall) for one in done.replies] == [(named, False)]
    assert found(county) == ()
    [listed] = county.cases.person_removals.listing(county.people["approver"])
    assert listed.replies == done.replies


def test_a_name_in_what_came_of_it_is_found_too(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = asked(delivery, device, "已派人。")
    later = FollowUpForm(state=FollowUpState.DONE, words=f"{NAME}修好了。")
    follow_ups, people = county.cases.follow_ups, county.people
    follow_ups.draft(people["drafter"], number, later)
    unsigned = found(county)
    [view] = county.cases.questions.listing(people["publisher"])
    digest = view.follow_ups[0].follow_up.digest()
    follow_ups.approve(people["approver"], number, sha256=digest)

    assert unsigned == ()
    assert [one.number for one in found(county)] == [number]


def test_what_is_on_no_wall_is_neither_found_nor_taken_down(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = came(delivery, device, kind="request", text="路灯坏了")
    answered(county, number, f"请找{NAME}。", public=False)

    assert found(county) == ()
    with pytest.raises(NotThere):
        proposed(county, TickedReply(number=number, sha256="0" * 64))


def test_who_proposed_does_not_confirm_nor_who_approves_nothing_there(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = asked(delivery, device, f"请找{NAME}。")
    made = proposed(county)

    with pytest.raises(SamePerson):
        confirm(county, made.id, "drafter")
    with pytest.raises(NotAllowed):
        confirm(county, made.id, "reviewer")
    with pytest.raises(NotAllowed):
        county.cases.person_removals.decline(
            county.people["reviewer"], made.id, reason="该留"
        )

    assert shown(county) == {number}


def test_what_was_seen_comes_down_once_and_a_declined_proposal_leaves_it(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = asked(delivery, device, f"请找{NAME}。")
    with pytest.raises(ContentChanged):
        proposed(county, TickedReply(number=number, sha256="0" * 64))
    with pytest.raises(Refused):
        county.cases.person_removals.propose(
            county.people["drafter"],
            NAME,
            ticked=[],
            cause=WithdrawalCause.PERSONAL_DATA,
            reason="本人申请",
        )
    made = proposed(county)
    [waits] = found(county)
    with pytest.raises(Conflict):
        proposed(county)

    county.cases.person_removals.decline(
        county.people["approver"], made.id, reason="该留"
    )

    assert waits.asked
    assert shown(county) == {number}
    assert not found(county)[0].asked


def test_the_journal_names_the_question_and_not_the_person(
    delivery: Delivery, county: County, device: FakeDevice
) -> None:
    number = asked(delivery, device, f"请找{NAME}。")
    confirm(county, proposed(county).id)

    with county.database.reading() as session:
        acts = {one.act: one for one in page(session, limit=100)}
    assert acts["question.taken_down"].subject == number
    assert acts["removal.done"].details["replies"] == [number]
    assert NAME not in str([one.details for one in acts.values()])


def test_nobody_seeks_replies_who_may_take_nothing_down(county: County) -> None:
    with pytest.raises(NotAllowed):
        county.cases.person_removals.replies(county.people["secrecy"], NAME)
