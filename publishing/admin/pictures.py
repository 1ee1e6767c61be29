"""Show displays seen small: the rail and the page that was painted last."""

from nicegui import ui

from programme.boards import Board
from publishing.admin.parts import Text, box
from publishing.inspection.fleet import Picture


def thumbnail(picture: Picture | None, *, portrait: bool, base: str) -> None:
    """Show what a display painted last, or that nothing is proved yet."""
    made = box("thumb p" if portrait else "thumb")
    if picture is not None:
        made.props["data-board"] = picture.board.value
    with made:
        box(tag="i")
        if picture is None:
            Text("还没有画面")
            return
        _picture(f"{base}/pictures/{picture.sha256}", f"最后画出来的：{picture.title}")


def set_page(draft: str, sha256: str, words: str, board: Board) -> None:
    """Show one page that waits for signature, exactly as it will be painted."""
    with box("sheet") as made:
        made.props["data-board"] = board.value
        _picture(f"/api/drafts/{draft}/pages/{sha256}", words)


def _picture(address: str, words: str) -> ui.element:
    made = box(tag="img")
    made.props["src"] = address
    made.props["alt"] = words
    made.props["loading"] = "lazy"
    return made
