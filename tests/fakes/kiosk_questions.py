"""Let a kiosk of a small county take questions, and show an answered one."""

from datetime import date, datetime

from programme.approval import Role
from programme.echo import (
    Echo,
    EchoEntry,
    Progress,
    Reply,
    RequestOffice,
    SignedReply,
)
from programme.questions import QuestionKind, number_of
from programme.sealed_box import OpeningKey
from sync_agent.layout import Layout
from sync_agent.state import AgentState, StateReport, write_state
from tests.fakes.device_store import DeviceStore

ANSWERED = number_of(1)
_TWO = (("liu", Role.DRAFTER), ("wang", Role.APPROVER))


def takes_questions(
    store: DeviceStore, opening: OpeningKey, *, since: datetime
) -> None:
    """Write the wall, its key, and that the centre was not heard of since then."""
    said = Reply(
        number=ANSWERED,
        kind=QuestionKind.SUGGESTION,
        topic="服务大厅",
        text="大厅里多放几把椅子",
        asked_on=date(2026, 11, 20),
        reply="可以。下周就放。",
        outcome="已采纳：添 20 把。",
        office="政务服务局",
        answered_on=date(2026, 11, 23),
    )
    approvals = tuple(
        store.signers.approval(said.digest(), person, role) for person, role in _TWO
    )
    wall = Echo(
        version=1,
        sealing_key=opening.public,
        request_office=RequestOffice(
            place="2 楼 201 室",
            telephone="0555-010-0201",
            hours="工作日 8:30-17:30",
            form="清禾县政府办公室",
        ),
        entries=(
            EchoEntry(
                number=ANSWERED,
                progress=Progress.ANSWERED,
                shown=SignedReply(reply=said, approvals=approvals),
            ),
        ),
    )
    Layout(store.root).echo.write_bytes(wall.canonical())
    report = StateReport(
        state=AgentState.STALE,
        since_at=since,
        last_sync_at=since,
        device="qinghe.kiosk-1",
        group="g",
    )
    write_state(store.root, report)
