"""Ask a clerk who proposes what they wrote for a village (REQ-12); decide nothing."""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from publishing.admin.dialog import Dialog
from publishing.admin.fields import choice, chosen
from publishing.admin.live import Live
from publishing.admin.parts import Text


class Proposer(StrEnum):
    """Say whose first step it is."""

    VILLAGE = "village"
    SELF = "self"


def ask_proposer(
    live: Live, names: Sequence[str], do: Callable[[Proposer], Awaitable[None]]
) -> None:
    """Open a dialog that asks whose proposal it is, and submit by the answer.

    Args:
        live: The page.
        names: Who of the village proposes and cannot sign in.
        do: Submits; it is told whose first step it is.
    """
    with Dialog("这一件由谁提出") as made:
        words = (
            "村里提出的，请选村里：提交以后打印审批单，村里的人签在纸上，"
            "镇里录入，两个名字都记下。您自己提出的，才选自己。"
        )
        Text(words, tag="p", classes="mut")
        told = {
            Proposer.VILLAGE.value: f"村里：{'、'.join(names)}（没有账号，由镇里录入）",
            Proposer.SELF.value: f"我自己：{live.person.name}",
        }
        whose = choice("谁提出", told, Proposer.VILLAGE.value)

    async def go() -> None:
        proposer = Proposer(chosen(whose, "谁提出"))
        made.close()
        await do(proposer)

    made.acts(live, "提交审核", go, look="primary")
    made.open()
