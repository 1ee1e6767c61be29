"""Bind what may be done to one disclosure; the use cases decide whether it may."""

from functools import partial
from typing import Any

from programme.programme import EARLY_CAUSES, WithdrawalCause
from publishing.admin.dialog import Dialog, ask_reason
from publishing.admin.fields import all_of, choice, chosen, long_text, text_of
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.parts import Button, Text, button_link
from publishing.admin.section import Section
from publishing.desk.changing import Changing
from publishing.desk.handover import Handover
from publishing.desk.withdrawing import Withdrawing
from publishing.inspection.matter import Matter
from publishing.tables.disclosures import DraftState, WithdrawalState
from publishing.tables.people import Office

_TWO = "要另一位同事确认才{}，两人里要有批准人。原因和说明留在登记簿里。"
_OUTSIDE = (
    "选“更正内容”“换成新的一件”的，下面的说明会公开，挂在原来的分组，"
    "先做保密审查，再确认；选别的原因，对外不作说明，马上可以确认。"
)
_PUBLISHED = (DraftState.APPROVED, DraftState.WITHDRAWN)


class DisclosureActs:
    """Offer what the person's offices allow at this stage."""

    def __init__(
        self,
        *,
        live: Live,
        changing: Changing,
        handover: Handover,
        withdrawing: Withdrawing,
    ) -> None:
        self._live = live
        self._changing = changing
        self._handover = handover
        self._withdrawing = withdrawing
        self.page: Section[Any] | None = None

    def draw(self, matter: Matter) -> None:
        """Draw the acts of this stage."""
        newest = matter.newest.line
        person = self._live.person
        if person.only_looks:
            return
        if newest.state is DraftState.DRAFT and newest.drafter == person.id:
            button_link("接着写", f"/drafts/{newest.id}", look="primary")
        elif newest.state is DraftState.DRAFT and person.holds_somewhere(
            Office.DRAFTER
        ):
            # Refused in words where its drafter is there.
            take = self._live.handler(partial(self._take_over, matter))
            Button("接手起草", take, icon="draw")
        if newest.state in {DraftState.SUBMITTED, DraftState.REVIEWED}:
            target = f"/approval?draft={newest.id}"
            button_link("到审批台看", target, icon="approval")
        if newest.state in _PUBLISHED and person.holds_somewhere(Office.DRAFTER):
            change = self._live.handler(partial(self._change, matter))
            Button("出新版本", change, icon="add")
        if newest.state is DraftState.APPROVED and not _waits(matter):
            if _goes_on(matter):
                end = self._live.handler(partial(self._complete, matter))
                Button("办结或废止", end, icon="fact_check")
            down = self._live.handler(partial(self._withdraw, matter))
            Button("撤下", down, icon="block", look="bad")

    async def _change(self, matter: Matter) -> None:
        made = await self._live.ask(self._changing.change, matter.disclosure)
        self._live.go(f"/drafts/{made.line.id}")

    async def _take_over(self, matter: Matter) -> None:
        newest = matter.newest.line
        take_over = self._handover.take_over
        await self._live.ask(take_over, newest.id, edition=newest.edition)
        self._live.go(f"/drafts/{newest.id}")

    async def _withdraw(self, matter: Matter) -> None:
        with Dialog(f"申请撤下“{matter.newest.line.title}”") as made:
            Text(_TWO.format("撤下"), tag="p", classes="mut")
            Text(_OUTSIDE, tag="p", classes="mut")
            causes = sorted(EARLY_CAUSES, key=list(WithdrawalCause).index)
            cause = choice("原因", choices("cause", causes))
            told = long_text("说明", most=500)

        async def go() -> None:
            read = all_of(
                {
                    "cause": lambda: WithdrawalCause(chosen(cause, "原因")),
                    "explanation": partial(text_of, told, "说明"),
                }
            )
            await self._ask(matter, **read)
            made.close()
            self._live.say("已申请撤下，等另一位同事在待办里确认。")

        made.acts(self._live, "申请撤下", go, look="bad")
        made.open()

    async def _complete(self, matter: Matter) -> None:
        async def go(told: str) -> None:
            await self._ask(matter, cause=WithdrawalCause.COMPLETION, explanation=told)
            self._live.say("已申请办结，等另一位同事在待办里确认。")

        ask_reason(
            self._live,
            title=f"办结或废止“{matter.newest.line.title}”",
            consequence=f"{_TWO.format('办结')}"
            "说明会随办结一起公开，挂在原来的分组，先做保密审查，再确认。",
            label="怎么办结的，或为什么废止",
            act="申请办结",
            do=go,
        )

    async def _ask(
        self, matter: Matter, *, cause: WithdrawalCause, explanation: str
    ) -> None:
        await self._live.ask(
            self._withdrawing.request,
            matter.disclosure,
            manifest_sha256=matter.newest.line.manifest_sha256 or "",
            cause=cause,
            explanation=explanation,
        )
        if self.page is not None:
            await self.page.refresh()


def _goes_on(matter: Matter) -> bool:
    """Say whether it hangs without a promised end: only that can be completed."""
    manifest = matter.newest.manifest
    return manifest is not None and manifest.promised_end_at is None


def _waits(matter: Matter) -> bool:
    return any(one.state is WithdrawalState.REQUESTED for one in matter.withdrawals)
