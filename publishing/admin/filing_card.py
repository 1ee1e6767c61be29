"""Let a drafter propose that a version is filed and not shown; decide nothing."""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from programme.boards import Attribute
from publishing.admin.fields import choice, chosen, day, day_or_none, line
from publishing.admin.live import Live
from publishing.admin.names import choices
from publishing.admin.parts import Button, Text, box, card, note
from publishing.admin.picking import pick, told_here
from publishing.desk.views import DraftView
from publishing.filing.keeping import Filings
from publishing.filing.rules import Proposal
from publishing.tables.filings import Ground

_HINT = (
    "只存档，不上屏。起草人提出，公开办决定；政策文件要由公开办另一位同事先核查。"
    "涉密的事项不要写进来，按保密规定另外登记。"
)
_FORMATS = ".docx,.pdf,.png,.jpg,.jpeg"


class FilingCard:
    """Hold the fields of a proposal."""

    def __init__(
        self, live: Live, filings: Filings, keep: Callable[[], Awaitable[int]]
    ) -> None:
        self._live = live
        self._filings = filings
        self._keep = keep
        self._place: ui.element | None = None
        self._replies: tuple[str, ...] = ()

    async def load(self, version: DraftView) -> None:
        """Read which written replies are there already."""
        draft = version.line.id
        self._replies = await self._live.ask(self._filings.replies, draft)

    def draw(self, version: DraftView) -> None:
        """Draw the card where a version is not to be disclosed of itself."""
        if self._place is None:
            self._place = box("stack")
        self._place.clear()
        self._draft = version.line.id
        if version.form.attribute is Attribute.PROACTIVE:
            return
        with self._place, card("归档，不上屏", icon_name="article"), box("stack"):
            Text(_HINT, tag="p", classes="mut small")
            self._ground = choice("理由类别", choices("ground", Ground))
            self._reason = line("依据和理由（哪一条、为什么）", most=1000)
            self._review_on = day("哪天再看（只有现在还不能公开的要写）")
            self._policy = ui.checkbox("是政策文件")
            _reply(version, self._replies)
            propose = self._live.handler(self._propose)
            Button("提出归档", propose, icon="arrow_forward", look="primary")

    async def _propose(self) -> None:
        proposal = Proposal(
            ground=Ground(chosen(self._ground, "理由类别")),
            reason=str(self._reason.value or ""),
            policy=bool(self._policy.value),
            review_on=day_or_none(self._review_on, "哪天再看"),
        )
        edition = await self._keep()
        await self._live.ask(
            self._filings.propose, self._draft, proposal, edition=edition
        )
        self._live.go("/filed")


def _reply(version: DraftView, replies: Sequence[str]) -> None:
    """Draw which written replies are there, and where another comes in."""
    line_of = version.line
    if replies:
        Text(f"已附 {len(replies)} 份书面答复", tag="b")
        with box("plain-list", tag="ul"):
            for name in replies:
                Text(name, tag="li")
    with box("drop") as place:
        address = f"/api/drafts/{line_of.id}/reply/import?edition={line_of.edition}"
        place.props["data-upload"] = address
        pick("附上级的书面答复", _FORMATS)
        told_here()
    note("先按“保存”，再附答复；附上以后不写理由也可以。", tone="info")
