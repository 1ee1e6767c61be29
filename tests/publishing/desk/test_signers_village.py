from datetime import date
from typing import Any

import pytest

from programme.boards import Board
from programme.verdict import check_chain
from publishing.desk.attested_rows import short_code
from publishing.desk.attesting import OnPaper
from publishing.desk.views import DraftView
from publishing.errors import (
    NotAllowed,
    PublishingError,
    Refused,
    SamePerson,
)
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.desk import County, digest
from tests.fakes.signed_forms import PHRASE
from tests.fakes.village_desk import (
    TOWN,
    VILLAGE,
    approvals,
    enter,
    minutes,
    register,
)


def left_to_the_village(county: County, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
    form = county.form(**{"unit": VILLAGE, "board": Board.VILLAGE} | changed)
    clerk, submitting = county.people["clerk"], county.cases.submitting
    made = county.cases.drafting.create(clerk, form)
    assert submitting.proposers(clerk, made.line.id) == ("zhuren同志",)
    sent = submitting.submit(
        clerk, made.line.id, edition=made.line.edition, for_village=True
    )
    return county.cleared(sent)


# REQ-12
def test_a_villages_own_proposal_is_entered_with_both_names(village: County) -> None:
    sent = left_to_the_village(village)
    assert sent.decisions == ()
    assert sent.chain[0].is_turn

    proposed = enter(village, sent, by="clerk", decided_by="zhuren")

    (first,) = proposed.decisions
    assert (first.name, first.entered_by) == ("zhuren同志", "clerk岗")
    assert proposed.line.drafter_name == "clerk岗"
    with pytest.raises(SamePerson):
        enter(village, proposed, by="clerk", decided_by="jianwei")


# REQ-12
def test_who_wrote_for_a_village_enters_no_later_step_of_it(village: County) -> None:
    sent = left_to_the_village(village)
    proposed = enter(village, sent, by="second", decided_by="zhuren")

    with pytest.raises(SamePerson):
        enter(village, proposed, by="clerk", decided_by="jianwei")


# REQ-12
def test_a_proposal_left_to_a_village_is_nobody_elses_to_make(village: County) -> None:
    sent = left_to_the_village(village)
    deciding, sha256 = village.cases.deciding, digest(sent)

    for who in ("clerk", "second", "drafter"):
        with pytest.raises(NotAllowed, match="村里自己的人"):
            deciding.review(village.people[who], sent.line.id, manifest_sha256=sha256)
    turn = village.cases.looking.turn(village.people["second"], sent.line.id)
    assert turn.deciders == {village.people["zhuren"]: "zhuren同志"}


# REQ-12
def test_who_got_an_account_in_the_village_meanwhile_proposes_themselves(
    village: County,
) -> None:
    sent = left_to_the_village(village)
    own = village.join("own", Held(unit=VILLAGE, office=Office.DRAFTER))

    proposed = village.cases.deciding.review(
        own, sent.line.id, manifest_sha256=digest(sent)
    )

    (first,) = proposed.decisions
    assert (first.name, first.entered_by) == ("own岗", "")


def test_a_clerk_who_cannot_enter_a_step_may_give_it_back(village: County) -> None:
    sent = left_to_the_village(village)

    back = village.cases.deciding.send_back(
        village.people["second"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="村里说数字不对",
    )

    assert back.line.state is DraftState.DRAFT


# REQ-12
def test_a_first_step_is_left_open_only_where_a_village_cannot_sign_in(
    village: County,
) -> None:
    village.people["own"] = village.join(
        "own", Held(unit=VILLAGE, office=Office.DRAFTER)
    )
    clerk, submitting = village.people["clerk"], village.cases.submitting
    told: dict[str, tuple[type[PublishingError], str]] = {
        VILLAGE: (Refused, "自己能登录"),
        TOWN: (NotAllowed, "乡镇经办人"),
    }

    for unit, (refusal, words) in told.items():
        made = village.cases.drafting.create(clerk, village.form(unit=unit))
        assert submitting.proposers(clerk, made.line.id) == ()
        with pytest.raises(refusal, match=words):
            submitting.submit(
                clerk, made.line.id, edition=made.line.edition, for_village=True
            )


# REQ-12
def test_two_clerks_of_a_township_are_enough_for_a_village(village: County) -> None:
    """One writes and enters, the other is the township's accountant as well."""
    admin, keys = village.people["admin"], village.cases.keys
    offices = [Held(unit=TOWN, office=one) for one in (Office.DRAFTER, Office.REVIEWER)]
    village.cases.accounts.set_offices(admin, village.people["second"], offices=offices)
    register(village, "licai", Office.REVIEWER)
    for who in ("clerk", "second"):
        keys.make(village.people[who], passphrase=PHRASE)
    sent = left_to_the_village(village, board=Board.FINANCE)

    for decided_by in ("zhuren", "jianwei", "licai"):
        on_paper(village, sent, decided_by=decided_by)
    seen = village.cases.looking.draft(admin, sent.line.id)
    village.cases.deciding.review(
        village.people["second"], sent.line.id, manifest_sha256=digest(seen)
    )
    on_paper(village, sent, decided_by="shuji")

    published = village.cases.looking.draft(admin, sent.line.id)
    assert published.line.state is DraftState.APPROVED
    assert [one.name for one in published.decisions] == [
        "zhuren同志",
        "jianwei同志",
        "licai同志",
        "second岗",
        "shuji同志",
    ]
    assert published.decisions[0].attested_by == ("clerk岗", "second岗")
    key = village.services.approval_key
    with village.database.reading() as session:
        people = listed_people(session, people_of(approval=key, time=key))
    check_chain(digest(sent), approvals(village, sent), people)


def on_paper(county: County, made: DraftView, *, decided_by: str) -> None:
    """Enter what somebody of the village signed, and attest it with two keys."""
    scan = minutes(county, made, "clerk")
    told = OnPaper(
        scan=scan,
        code=short_code(digest(made)),
        decided_by=county.people[decided_by],
        decided_on=date(2026, 11, 23),
    )
    attesting = county.cases.attesting
    paper = attesting.enter(
        county.people["clerk"], made.line.id, told, manifest_sha256=digest(made)
    )
    for who in ("clerk", "second"):
        attesting.attest(
            county.people[who], paper.id, scan_sha256=scan, passphrase=PHRASE
        )
        county.clock.forward(seconds=1)
