"""F19 and more: the centre is taken over, robbed of everything, or live."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from directory.approval import check_directory
from directory.model import Directory
from directory.places import Place, Places
from kiosk.echo_book import book_of
from programme.approval import Attestation, AttestedApproval, People
from programme.boards import Board
from programme.echo import (
    Echo,
    EchoEntry,
    Progress,
    Reply,
    RequestOffice,
    SignedReply,
    UnitOffice,
    approved_entries,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.merged_boards import MergedBoard
from programme.programme import Hall
from programme.questions import QuestionKind
from publishing.staff.sealing import SealBroken, unseal
from signage.planning import plan_of
from tests.fakes.group_publication import HALL, MADE_AT, Publication
from tests.fakes.overrides import notice, stopped
from tests.fakes.taken_over import (
    APPROVER,
    OWNER,
    PASSPHRASE,
    TOKEN,
    Takeover,
    by_centre,
    by_meeting,
    by_own,
    decision,
    taken_over,
)

pytestmark = pytest.mark.fault

LIE = "谣言"
LYING_HALL = Hall(
    county_name=LIE,
    name=LIE,
    hours=(),
    enquiry_place=LIE,
    enquiry_telephone=LIE,
    hotline=LIE,
)
EVIL = ("e-centre", "e-meeting", "e-replay", "e-named", "e-own", "e-paper", "e-token")


def forged(theft: Takeover) -> Publication:
    """Return whatever can be made of what lies on the centre's machine."""
    stolen, guess = theft.thief.approval_key, SigningKey.generate()
    replayed = theft.device.held().items[0].entry.approvals[-1]
    token = TOKEN.approve(decision("f" * 64))
    of = theft.digest
    clerk = Attestation(
        person="clerk-1",
        name="经办岗",
        attested_at=MADE_AT,
        key=key_id(guess.public),
        signature=guess.sign(b"x"),
    )
    paper = AttestedApproval(
        decision=decision(of("e-paper")),
        scan="a" * 64,
        attestations=(clerk, clerk.model_copy(update={"person": "clerk-2"})),
    )
    entries = [
        theft.entry("e-centre", by_centre(of("e-centre"), stolen)),
        theft.entry("e-meeting", by_meeting(of("e-meeting"), stolen)),
        theft.entry("e-replay", replayed),
        theft.entry(
            "e-named", by_own(of("e-named"), stolen, named=key_id(theft.own.public))
        ),
        theft.entry("e-own", by_own(of("e-own"), guess)),
        theft.entry("e-paper", paper),
        theft.entry(
            "e-token",
            token.model_copy(update={"decision": decision(of("e-token"))}),
        ),
    ]
    before = [item.entry for item in theft.device.held().items]
    lied = {"register_number": f"{LIE} 2026-0001"}
    return Publication(
        entries=[*(one.model_copy(update=lied) for one in before), *entries],
        hall=LYING_HALL,
        merged_boards=(
            MergedBoard(
                unit="qinghe-yunxi-liuwu",
                lines=(LIE,),
                boards=(Board.VILLAGE, Board.FINANCE),
            ),
        ),
        override=notice(theft.device, key=stolen),
        stops=[stopped(theft.device, starts_at=MADE_AT)],
        withdrawals=[theft.thief.withdrawal(before[0])],
    )


def lies_on(theft: Takeover) -> int:
    """Count lies in all that a display says beside disclosures, on screen or kiosk."""
    held = theft.device.held()
    plan = plan_of(held, MADE_AT + timedelta(days=1))
    office = RequestOffice(place=LIE, telephone=LIE, form=LIE, hours=LIE)
    wall = Echo(
        version=1,
        sealing_key="",
        request_office=office,
        unit_offices=(UnitOffice(unit=held.programme.unit, office=office),),
        entries=(
            EchoEntry(number="202611230001", progress=Progress.ROUTED, ask_at=LIE),
        ),
    )
    assert held.directory_places is not None
    book = book_of(wall, held.people, held.directory_places)
    told = [
        held.programme.model_dump_json(include={"hall", "merged_boards"}),
        plan.model_dump_json(include={"hall", "items"}),
        *(item.entry.register_number for item in held.items),
        repr((book.office_of(held.programme.unit), book.entries)),
    ]
    assert all(told)
    return sum(LIE in one for one in told)


def lying_directory(theft: Takeover) -> Directory:
    """Return a directory with words of the thief's own, vouched for by stolen keys."""
    lying = Places(
        places=(Place(unit="qinghe", name=LIE, register_name=LIE, hall=LYING_HALL),)
    )
    made = theft.thief.directory(version=9, places=lying)
    signed = theft.thief.approvals(made.matter())
    return made.model_copy(update={"approvals": signed})


def words_beside(theft: Takeover) -> int:
    """Count words of a forged directory and echo wall that a kiosk would show."""
    people, stolen = theft.device.held().people, theft.thief
    shown = 0
    for approvals in ((), stolen.approvals("a" * 64)):
        made = stolen.directory(version=9).model_copy(update={"approvals": approvals})
        if approvals:
            signed = stolen.approvals(made.matter())
            made = made.model_copy(update={"approvals": signed})
        with pytest.raises(SignatureRefused):
            check_directory(made, people)
    reply = Reply(
        number="202611230001",
        kind=QuestionKind.ENQUIRY,
        topic="谣言",
        text="谣言",
        asked_on=MADE_AT.date(),
        reply="谣言",
        outcome="",
        office="县政府办",
        answered_on=MADE_AT.date(),
    )
    entry = EchoEntry(
        number=reply.number,
        progress=Progress.ANSWERED,
        shown=SignedReply(reply=reply, approvals=stolen.approvals(reply.digest())),
    )
    wall = Echo(version=1, sealing_key="", entries=(entry,))
    shown += sum(one.shown is not None for one in approved_entries(wall, people))
    return shown


def test_residents_leave_nothing_for_a_key_that_only_everyday_keys_name() -> None:
    own, following, thief = "b" * 43, "c" * 43, "d" * 43
    people = People(
        version=1,
        keys=(),
        accepted_kinds=("centre",),
        sealing_keys=(own, following),
    )

    def sealed_to(public: str) -> str:
        wall = Echo(version=9, sealing_key=public, entries=())
        return book_of(wall, people).sealing_key

    assert [sealed_to(one) for one in (own, following, thief)] == [own, following, ""]


def test_database_backups_and_online_keys_put_no_approved_word_on_a_screen(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with taken_over(tmp_path) as theft:
        theft.thief.publish(forged(theft))
        assert theft.sync()
        held = theft.device.held()
        refused = {one.disclosure for one in held.adopted.refused}
        assert set(EVIL) <= refused
        assert set(theft.device.shown()) == {"d-1", "d-2"}
        assert held.programme.hall == HALL
        assert {item.entry.register_number for item in held.items} == {"2026-0001"}
        beside = lies_on(theft)
        forged_too = forged(theft)
        forged_too.directory = lying_directory(theft)
        theft.thief.publish(forged_too)
        assert theft.sync()
        # What two people approved goes on; the thief's own directory is not taken.
        held = theft.device.held()
        assert held.programme.hall == HALL
        assert "directory" in {one.disclosure for one in held.adopted.refused}
        beside += lies_on(theft)

        theft.thief.forge("people")
        assert not theft.sync()
        for guess in ("", "123456", PASSPHRASE[:-1]):
            with pytest.raises(SealBroken):
                unseal(theft.sealed, guess, owner=OWNER)

        beside += words_beside(theft)
        record_property("outcome", f"{theft.unapproved + beside} unapproved items")
        assert theft.unapproved + beside == 0


def test_a_live_takeover_has_what_is_typed_and_nothing_of_security_keys(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Whoever sits in the running process sees passphrases, and every assertion."""
    with taken_over(tmp_path, security_keys_only=True) as theft:
        opened = SigningKey(unseal(theft.sealed, PASSPHRASE, owner=OWNER))
        seen = [item.entry.approvals[-1] for item in theft.device.held().items]
        before = [item.entry for item in theft.device.held().items]
        evil = [
            theft.entry("e-typed", by_own(theft.digest("e-typed"), opened)),
            *(theft.entry(f"e-seen-{number}", one) for number, one in enumerate(seen)),
            *(
                theft.entry(
                    f"e-turned-{number}",
                    one.model_copy(
                        update={
                            "decision": decision(theft.digest(f"e-turned-{number}"))
                        }
                    ),
                )
                for number, one in enumerate(seen)
            ),
        ]
        theft.thief.publish(Publication(entries=[*before, *evil]))
        assert theft.sync()

        refused = {one.disclosure for one in theft.device.held().adopted.refused}
        assert refused == {one.disclosure for one in evil}
        assert set(theft.device.shown()) == {"d-1", "d-2"}
        assert APPROVER in {key.person for key in theft.device.held().people.keys}
        record_property("outcome", f"{theft.unapproved} unapproved items")
        assert theft.unapproved == 0


def test_a_press_that_a_live_takeover_turns_signs_that_one_document_and_no_other(
    tmp_path: Path,
) -> None:
    """A security key shows nothing: it signs what the page hands it, once a press."""
    with taken_over(tmp_path, security_keys_only=True) as theft:
        before = [item.entry for item in theft.device.held().items]
        # The page shows one document and hands the key another one's challenge.
        turned = TOKEN.approve(decision(theft.digest("e-turned")))
        other = decision(theft.digest("e-other"))
        evil = [
            theft.entry("e-turned", turned),
            theft.entry("e-again", turned),
            theft.entry("e-other", turned.model_copy(update={"decision": other})),
        ]
        theft.thief.publish(Publication(entries=[*before, *evil]))

        assert theft.sync()

        assert set(theft.device.shown()) == {"d-1", "d-2", "e-turned"}
        assert theft.unapproved == 1


def test_what_a_live_takeover_can_do_is_known_a_typed_passphrase_signs_anything(
    tmp_path: Path,
) -> None:
    """Why approvers should have security keys; the documents say it."""
    with taken_over(tmp_path) as theft:
        opened = SigningKey(unseal(theft.sealed, PASSPHRASE, owner=OWNER))
        evil = theft.entry("e-typed", by_own(theft.digest("e-typed"), opened))
        theft.thief.publish(Publication(entries=[evil]))

        assert theft.sync()

        assert theft.unapproved == 1
