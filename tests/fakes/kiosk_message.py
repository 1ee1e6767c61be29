"""Let a kiosk take questions, and press the buttons of the page that writes them."""

import html
import re
from datetime import date

import httpx

from programme.approval import Role
from programme.echo import (
    Echo,
    EchoEntry,
    FollowUp,
    FollowUpState,
    Progress,
    Reply,
    RequestOffice,
    Result,
    SignedFollowUp,
    SignedReply,
)
from programme.questions import QuestionKind, number_of
from programme.sealed_box import OpeningKey
from tests.fakes.device_store import DeviceStore

OPENING = OpeningKey.generate()
SHOWN, PRIVATE, UNSIGNED = number_of(1), number_of(2), number_of(3)


def reply(number: str) -> Reply:
    return Reply(
        number=number,
        kind=QuestionKind.SUGGESTION,
        topic="服务大厅",
        text="大厅里多放几把<b>椅子</b>",
        asked_on=date(2026, 11, 20),
        reply="可以。\n下周就放。",
        outcome="已采纳：添 20 把。",
        office="政务服务局",
        answered_on=date(2026, 11, 23),
        result=Result.TAKEN_UP,
        done_by=date(2026, 12, 1),
    )


def became(store: DeviceStore) -> SignedFollowUp:
    told = FollowUp(
        number=SHOWN,
        reply=reply(SHOWN).digest(),
        state=FollowUpState.DONE,
        words="<i>二十把</i>都放好了。",
        office="政务服务局",
        said_on=date(2026, 12, 1),
    )
    approvals = (
        store.signers.approval(told.digest(), "liu", Role.DRAFTER),
        store.signers.approval(told.digest(), "wang", Role.APPROVER),
    )
    return SignedFollowUp(follow_up=told, approvals=approvals)


def echo(store: DeviceStore) -> Echo:
    def signed(number: str, *persons: tuple[str, Role]) -> SignedReply:
        said = reply(number)
        approvals = tuple(
            store.signers.approval(said.digest(), person, role)
            for person, role in persons
        )
        return SignedReply(reply=said, approvals=approvals)

    two = (("liu", Role.DRAFTER), ("wang", Role.APPROVER))
    return Echo(
        version=1,
        sealing_key=OPENING.public,
        request_office=RequestOffice(
            place="2 楼 201 室",
            telephone="0555-010-0201",
            hours="工作日 8:30-17:30",
            form="清禾县政府办公室",
        ),
        entries=(
            EchoEntry(
                number=SHOWN,
                progress=Progress.ANSWERED,
                shown=signed(SHOWN, *two),
                came_of=(became(store),),
            ),
            EchoEntry(number=PRIVATE, progress=Progress.ANSWERED, ask_at="民政局"),
            EchoEntry(
                number=UNSIGNED,
                progress=Progress.ANSWERED,
                shown=signed(UNSIGNED, two[0]),
            ),
        ),
    )


async def press(client: httpx.AsyncClient, *acts: str, words: str = "") -> str:
    """Press buttons of the page of writing; return the page after the last."""
    text = ""
    for act in acts:
        answer = await client.post(
            "/message/write", data={"act": act, "words": words}, follow_redirects=True
        )
        text = answer.text
    return html.unescape(re.sub(r"<[^>]+>", "", text))
