"""Set a disclosure on A4 for the paper board; the browser prints it (REQ-35).

It shows what was signed, in the blocks' own words, and carries the code home.
"""

import base64
import io
from dataclasses import dataclass
from functools import partial

import segno

from programme.boards import Board
from programme.manifest import Manifest
from publishing.admin.dates import Calendar
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Button, Text, box, empty
from publishing.admin.sheet_blocks import print_blocks
from publishing.admin.site import Build
from publishing.catalogue.boards import Boards, BoardsForm
from publishing.desk.views import DraftView
from publishing.feeds.day_cells import MOST_CELLS
from publishing.feeds.handouts import Handouts
from publishing.feeds.words import word
from publishing.inspection.judging import Judging
from publishing.inspection.matter import Matter, Matters
from publishing.tables.disclosures import DraftState
from publishing.tables.schedule import EndKind

_QUIET_MODULES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """Be what the sheet says besides the version itself."""

    matter: Matter
    board: str
    """The board's name, or what the unit calls the boards that it merged (REQ-17)."""
    at_least: int | None
    """How many days it owes; of what hung before, those since the product came."""
    code_text: str


def posting_sheet_page(
    *, matters: Matters, judging: Judging, boards: Boards, handouts: Handouts
) -> Build:
    """Return the page of the sheet that staff hang on the paper board."""

    async def build(live: Live) -> None:
        matter = await live.ask(matters.show, live.path["disclosure"])
        shown = next(
            (one for one in matter.versions if one.line.state is DraftState.APPROVED),
            None,
        )
        back = ("这件事项", f"/disclosures/{matter.disclosure}")
        with head("公开栏张贴稿", "A4，黑白就行", back=back):
            out = Button("打印", _nothing, icon="print", look="primary")
            out.props["data-print"] = "true"
        if shown is None or shown.manifest is None:
            empty("还没有批准公开，或已经撤下，没有可张贴的。")
            return
        told = await live.ask(boards.show, matter.unit)
        standing = await live.ask(judging.of, matter.disclosure)
        handout = await live.ask(handouts.show, matter.disclosure)
        days = shown.manifest.mandate.show_at_least_days
        facts = _Facts(
            matter=matter,
            board=_board(told.form, shown.manifest.board),
            at_least=standing.at_least if standing else days,
            code_text=handout.code_text,
        )
        _sheet(facts, shown, shown.manifest, live.calendar)

    return build


async def _nothing() -> None:
    """Leave the press to the page's own script, which opens the print dialog."""


def _board(form: BoardsForm, board: Board) -> str:
    """Return what a unit calls a board, alone or merged with others."""
    joined = (one for one in form.merged if board in one.boards)
    return next(("".join(one.lines) for one in joined), name_of("board", board))


def _sheet(
    facts: _Facts, version: DraftView, manifest: Manifest, calendar: Calendar
) -> None:
    """Draw the sheet; head and foot stand on every printed page."""
    with box("a4", tag="article"), box(tag="table"):
        with box(tag="thead"), box(tag="tr"), box(tag="td"), box("a4-head"):
            seal = Text(name_of("seal", manifest.board), classes="a4-seal")
            seal.props["aria-hidden"] = "true"
            with box():
                Text(manifest.unit_name, tag="p")
                Text(facts.board, tag="p", classes="a4-board")
            box("sp")
            Text(f"登记号 {facts.matter.register_number}", tag="p")
        with box(tag="tbody"), box(tag="tr"), box("a4-body", tag="td"):
            Text(manifest.title, tag="h1")
            print_blocks(version.signed.blocks, partial(_address, version.line.id))
            _cells(facts, manifest)
        with box(tag="tfoot"), box(tag="tr"), box(tag="td"), box("a4-foot"):
            _foot(facts, manifest, calendar)


def _cells(facts: _Facts, manifest: Manifest) -> None:
    """Draw a cell for each day that it has to hang, to be signed by hand (公示格)."""
    count = min(facts.at_least or 0, MOST_CELLS)
    if not count:
        return
    told = word(f"cells_{manifest.mandate.show_day_kind.value}")
    with box("a4-days", tag="section"):
        Text(told, tag="p")
        with box(tag="ol"):
            for number in range(1, count + 1):
                Text(str(number), tag="li")


def _foot(facts: _Facts, manifest: Manifest, calendar: Calendar) -> None:
    matter = facts.matter
    code = box(tag="img")
    code.props["src"] = _drawn(facts.code_text)
    code.props["alt"] = "扫码带走"
    with box():
        if matter.published_at is not None:
            on = matter.hung_since or calendar.local(matter.published_at).date()
            before = "（系统启用前已公布）" if matter.hung_since else ""
            told = f"公布于 {on.year} 年 {on.month} 月 {on.day} 日{before}"
            Text(told, tag="p")
        Text(_until(facts, manifest, calendar), tag="p")
        if manifest.objections_telephone:
            Text(f"有意见请打 {manifest.objections_telephone}", tag="p")
        Text("扫码看这一件，或把文字带走。", tag="p")


def _until(facts: _Facts, manifest: Manifest, calendar: Calendar) -> str:
    matter, days = facts.matter, facts.at_least
    kind = "个工作日" if manifest.mandate.show_day_kind.value == "working" else "天"
    since = "系统启用后" if matter.hung_since else ""
    least = f"，{since}至少 {days} {kind}" if days else ""
    # Windows may have been lengthened since the signature: the sheet says the last end.
    hanging = [one for one in matter.places if one.removed_at is None]
    ends = [one.ends_at for one in hanging if one.ends_at is not None]
    if not ends or len(ends) < len(hanging):
        return f"长期公开，到有变化为止{least}"
    provisional = any(one.end_kind is EndKind.PROVISIONAL for one in hanging)
    unsure = "（暂定）" if provisional else ""
    return f"展示到 {calendar.last_day(max(ends))}{unsure}{least}"


def _drawn(text: str) -> str:
    """Return a code as the screens draw it, as the address of a picture."""
    out = io.BytesIO()
    made = segno.make(text, error="m", micro=False, boost_error=False)
    made.save(
        out, kind="svg", border=_QUIET_MODULES, omitsize=True, xmldecl=False, nl=False
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"


def _address(draft: str, sha256: str) -> str:
    return f"/api/drafts/{draft}/pages/{sha256}"
