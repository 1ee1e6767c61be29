"""Show a version's file beside what became of it, place by place; change nothing."""

from collections.abc import Sequence
from urllib.parse import urlencode

from media.imports.result import SourcePart
from programme.blocks import Block
from publishing.admin.blocks import show_blocks
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.parts import Text, box, button_link, chip, empty, note
from publishing.admin.site import Build
from publishing.desk.looking import Looking
from publishing.desk.sources import Sources, SourceView

_AT_ONCE = 25
"""Places on a screen, where none of them is a page."""
_AS_READ = "这种文件画不出原来的版面，左边是程序读到的文字，请打开原文件对照版面。"
_CHANGED = "导入以后内容改过，右边是刚导入时的样子。"
_CHANGED_ONLY = "changed"


def source_page(*, looking: Looking, sources: Sources) -> Build:
    """Return the page that shows a file beside what became of it (REQ-16)."""

    async def build(live: Live) -> None:
        draft = live.path["draft"]
        version = await live.ask(looking.draft, draft)
        view = await live.ask(sources.reading, draft)
        only = live.query.get("show") == _CHANGED_ONLY
        parts = [part for part in view.parts if not only or _is_changed(part)]
        about = f"/disclosures/{version.line.disclosure}"
        screens = _screens(parts)
        at = min(_number(live.query.get("at", "")), max(0, len(screens) - 1))
        with head("原文件和导入结果", view.name, back=("这件事项", about)):
            _ways(draft, at, len(screens), only=only)
        if view.is_changed:
            note(_CHANGED, tone="info")
        if any(part.page is None for part in parts):
            note(_AS_READ, tone="info")
        if not parts:
            empty("没有简化或丢掉的地方。", act="看全部", target=_at(draft, 0))
            return
        _compare(draft, view, screens[at])

    return build


def _is_changed(part: SourcePart) -> bool:
    left_out = not part.blocks and not part.is_title
    return bool(part.simplified or part.lost) or left_out


def _screens(parts: Sequence[SourcePart]) -> list[Sequence[SourcePart]]:
    """Return what is shown at once: a page, or some places of a running text."""
    step = 1 if any(part.page is not None for part in parts) else _AT_ONCE
    return [parts[begin : begin + step] for begin in range(0, len(parts), step)]


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < len("100000") else 0


def _at(draft: str, at: int, *, only: bool = False) -> str:
    asked = {"at": str(at)} | ({"show": _CHANGED_ONLY} if only else {})
    return f"/drafts/{draft}/source?{urlencode(asked)}"


def _ways(draft: str, at: int, count: int, *, only: bool) -> None:
    """Put the ways to the screens before and after, and to what changed."""
    if only:
        button_link("看全部", _at(draft, 0))
    else:
        button_link("只看有变化的", _at(draft, 0, only=True))
    if at:
        button_link("上一屏", _at(draft, at - 1, only=only), icon="chevron_left")
    Text(f"{at + 1} / {max(1, count)}", classes="mut")
    if at + 1 < count:
        way = _at(draft, at + 1, only=only)
        button_link("下一屏", way, icon="chevron_right", look="primary")


def _compare(draft: str, view: SourceView, parts: Sequence[SourcePart]) -> None:
    shown: set[int] = set()
    with box("cmp beside of-source"):
        for label in ("原文件", "导入结果"):
            with box("side-head"):
                Text(label, tag="b")
        for part in parts:
            with box():
                _source(draft, part)
            with box():
                _result(draft, view, part, shown)


def _source(draft: str, part: SourcePart) -> None:
    with box("place"):
        Text(part.label, tag="b")
    if part.page is None:
        Text(part.shown, tag="p", classes="said")
        return
    picture = box("source-page", tag="img")
    picture.props["src"] = f"/api/drafts/{draft}/source/pages/{part.page}"
    picture.props["alt"] = f"原文件{part.label}"


def _result(draft: str, view: SourceView, part: SourcePart, shown: set[int]) -> None:
    with box("place"):
        if part.is_title:
            chip("当作标题", "ok")
        elif not part.blocks:
            chip("没有带过来", "bad")
        elif not (part.simplified or part.lost):
            chip("照原样留下", "ok")
        for what in part.simplified:
            chip(what, "warn")
        for what in part.lost:
            chip(f"没有带过来：{what}", "bad")
    if part.is_title:
        Text(view.title, tag="h5")
    new = [number for number in part.blocks if number not in shown]
    if part.blocks and not new:
        Text("（和上面是同一块）", tag="p", classes="mut small")
    shown.update(new)
    show_blocks(_blocks(view, new), pictures=f"/api/drafts/{draft}/pictures")


def _blocks(view: SourceView, numbers: Sequence[int]) -> tuple[Block, ...]:
    return tuple(view.blocks[number] for number in numbers if number < len(view.blocks))
