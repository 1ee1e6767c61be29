"""Ask the agent to look at a stick, and read what became of it (air gap).

For the command and for the device's own status page. The agent alone holds the key and
changes what is shown; nothing of a stick is read here but its name.
"""

import secrets
import socket
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from config.sticks import sticks_in
from programme.document import Document, Instant
from programme.errors import ContractError
from programme.stick import MARK
from sync_agent.layout import Layout

__all__ = [
    "AgentNotThere",
    "StickAsked",
    "StickNotPrepared",
    "StickReport",
    "StickStage",
    "ask_for_import",
    "read_stick_report",
    "sticks_in",
]

_Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class StickStage(StrEnum):
    """Say how far the work on a stick has come.

    ::

        reading ──▶ done
           └──────▶ failed
    """

    READING = "reading"
    """At work; the stick must stay in."""
    DONE = "done"
    FAILED = "failed"
    """What was shown before is shown still."""


class StickAsked(Document):
    """Be what the agent is asked over its socket."""

    kind_name: ClassVar[str] = "导入 U 盘的请求"

    format: Literal["mingbai.stick-asked/1"] = "mingbai.stick-asked/1"
    id: _Id
    path: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class StickReport(Document):
    """Be what became of the last stick, in plain words."""

    kind_name: ClassVar[str] = "导入 U 盘的结果"

    format: Literal["mingbai.stick-report/1"] = "mingbai.stick-report/1"
    id: _Id
    """Of the request that it answers."""
    stage: StickStage
    at: Instant
    message: str
    """For people, in plain Chinese, with what to do next."""
    code: str = ""
    """For programs; empty where all went well."""
    records: Annotated[int, Field(ge=0)] = 0
    """How many were written to the stick."""


class AgentNotThere(Exception):
    """Say that no agent listens on this machine."""

    code = "agent_not_there"

    def __init__(self) -> None:
        super().__init__(
            "同步程序没有运行，不能导入 U 盘。请运行 systemctl start mingbai-agent，"
            "或 mingbai agent run，再试一次。"
        )


class StickNotPrepared(Exception):
    """Say that a folder is no stick of the centre's."""

    code = "stick_not_prepared"

    def __init__(self, stick: Path) -> None:
        self.stick = stick
        super().__init__(
            f"{stick} 不是发布中心做好的 U 盘，或者没有插好。"
            "请先在发布中心的机器上对它运行 mingbai export。"
        )


def ask_for_import(root: Path, stick: Path) -> str:
    """Ask the agent to look at a stick soon; return by which id it will report.

    Args:
        root: The device's folder.
        stick: Where the stick is mounted.

    Raises:
        StickNotPrepared: Nothing of the centre lies there.
        AgentNotThere: Nobody listens.
    """
    if not (stick / MARK).is_file():
        raise StickNotPrepared(stick)
    asked = StickAsked(id=secrets.token_hex(8), path=str(stick.absolute()))
    asker = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    with asker:
        try:
            asker.setblocking(False)
            asker.sendto(asked.canonical(), str(Layout(root).stick_socket))
        except OSError as error:
            raise AgentNotThere from error
    return asked.id


def read_stick_report(root: Path) -> StickReport | None:
    """Return what became of the last stick, or None where there was none yet."""
    try:
        return StickReport.parse(Layout(root).stick_report.read_bytes())
    except (OSError, ContractError):
        return None
