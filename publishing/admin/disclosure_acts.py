"""Bind what may be done to one disclosure; the use cases decide whether it may."""

from functools import partial
from typing import Any

from programme.programme import WithdrawalCause
from publishing.admin.dialog import Dialog
from publishing.admin.fields import all_of, choice, chosen, long_text, text_of
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.parts import Button, Text, button_link
from publishing.admin.section import Section
from publishing.desk.changing import Changing
from publishing.desk.withdrawing import Withdrawing
from publishing.inspection.matter import Matter
from publishing.tables.disclosures import DraftState, WithdrawalState
from publishing.tables.people import Office

_PUBLISHED = (DraftState.APPROVED, DraftState.WITHDRAWN)


class DisclosureActs:
    """Offer what the person's offices allow at this stage."""

    def __init__(
        self,
        *,
        live: Live,
        changing: Changing,
        withdrawing: Withdrawing,
    ) -> None:
        self._live = live
        self._changing = changing
        self._withdrawing = withdrawing
        self.page: Section[Any] | None = None

    def draw(self, matter: Matter) -> None:
        """Draw the acts of this stage."""
        newest = matter.newest.line
        person = self._live.person
        if newest.state is DraftState.DRAFT and newest.drafter == person.id:
            button_link("接着写", f"/drafts/{newest.id}", look="primary")
        if newest.state in {DraftState.SUBMITTED, DraftState.REVIEWED}:
            target = f"/approval?draft={newest.id}"
            button_link("到审批台看", target, icon="approval")
        if newest.state in _PUBLISHED and person.holds_somewhere(Office.DRAFTER):
            change = self._live.handler(partial(self._change, matter))
            Button("出新版本", change, icon="add")
        if newest.state is DraftState.APPROVED and not _waits(matter):
            down = self._live.handler(partial(self._withdraw, matter))
            Button("撤下", down, icon="block", look="bad")

    async def _change(self, matter: Matter) -> None:
        made = await self._live.ask(self._changing.change, matter.disclosure)
        self._live.go(f"/drafts/{made.line.id}")

    async def _withdraw(self, matter: Matter) -> None:
        with Dialog(f"申请撤下“{matter.newest.line.title}”") as made:
            words = "要另一位同事确认才撤下，两人里要有批准人。原因和说明留在登记簿里。"
            Text(words, tag="p", classes="mut")
            cause = choice("原因", choices("cause", WithdrawalCause))
            told = long_text("说明", most=500)

        async def go() -> None:
            read = all_of(
                {
                    "cause": lambda: WithdrawalCause(chosen(cause, "原因")),
                    "explanation": partial(text_of, told, "说明"),
                }
            )
            await self._live.ask(
                self._withdrawing.request,
                matter.disclosure,
                manifest_sha256=matter.newest.line.manifest_sha256 or "",
                **read,
            )
            made.close()
            self._live.say("已申请撤下，等另一位同事在待办里确认。")
            if self.page is not None:
                await self.page.refresh()

        made.acts(self._live, "申请撤下", go, look="bad")
        made.open()


def _waits(matter: Matter) -> bool:
    return any(one.state is WithdrawalState.REQUESTED for one in matter.withdrawals)
