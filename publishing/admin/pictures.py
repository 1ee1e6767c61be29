"""Show displays seen small, and the pages that wait for signature."""

from nicegui import ui

from programme.manifest import PageImage
from publishing.admin.parts import Text, box
from publishing.desk.views import DraftView
from publishing.inspection.fleet import Picture


def thumbnail(picture: Picture | None, *, portrait: bool, base: str) -> None:
    """Show what a display painted last, or that nothing is proved yet."""
    made = box("thumb p" if portrait else "thumb")
    if picture is not None:
        made.props["data-board"] = picture.board.value
    with made:
        box(tag="i")
        if picture is None:
            Text("触摸查询" if portrait else "还没有画面")
            return
        _picture(f"{base}/pictures/{picture.sha256}", f"最后画出来的：{picture.title}")


def set_page(version: DraftView, page: PageImage, *, told: str) -> None:
    """Show one page that waits for signature, exactly as it will be painted."""
    with box("sheet"):
        address = f"/api/drafts/{version.line.id}/pages/{page.asset.sha256}"
        with box(tag="a") as large:
            made = _picture(address, page.words)
        large.props["href"] = address
        large.props["target"] = "_blank"
        large.props["rel"] = "noopener"
        large.props["title"] = "看大图"
        made.props["width"] = str(page.width)
        made.props["height"] = str(page.height)
        Text(told, tag="p")


def _picture(address: str, words: str) -> ui.element:
    made = box(tag="img")
    made.props["src"] = address
    made.props["alt"] = words
    made.props["loading"] = "lazy"
    return made
