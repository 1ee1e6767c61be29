"""Make the small parts that every page is built from; they carry text, never HTML.

Whatever people or files provide reaches the browser as a text node or as the value
of a field (B14); `ui.html` and `ui.markdown` are used nowhere in the admin pages.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from programme.boards import Board
from publishing.admin.names import name_of

Handler: TypeAlias = Callable[[], Awaitable[None]]


class Text(TextElement):
    """Be one element that holds text."""

    def __init__(self, text: str = "", *, tag: str = "span", classes: str = "") -> None:
        super().__init__(tag=tag, text=text)
        self.classes(classes)


class Button(TextElement):
    """Be a plain button; its label is a verb."""

    def __init__(
        self,
        label: str,
        handler: Handler,
        *,
        icon: str = "",
        look: str = "",
        pressed: bool | None = None,
        main: bool = False,
    ) -> None:
        super().__init__(tag="button", text=label)
        self.classes(f"a-btn {look}")
        self.props["type"] = "button"
        if icon:
            self.props["data-icon"] = icon
        if main:
            # Ctrl+Enter presses it; the script of the pages looks for it.
            self.props["data-main-act"] = "true"
        if pressed is not None:
            self.props["aria-pressed"] = "true" if pressed else "false"
        self.on("click", handler)


def box(classes: str = "", *, tag: str = "div") -> ui.element:
    """Return an empty element to be filled."""
    return ui.element(tag).classes(classes)


def link(label: str, target: str, *, classes: str = "", icon: str = "") -> ui.link:
    """Return a link within the pages."""
    made = ui.link(label, target).classes(classes)
    if icon:
        made.props["data-icon"] = icon
    return made


def button_link(label: str, target: str, *, icon: str = "", look: str = "") -> ui.link:
    """Return a link that looks like a button, for acts that open a page."""
    return link(label, target, classes=f"a-btn {look}", icon=icon)


def icon(name: str, *, classes: str = "") -> Text:
    """Return an icon of the look's own cut; words stand beside it."""
    made = Text(name, tag="i", classes=f"i {classes}")
    made.props["aria-hidden"] = "true"
    return made


def seal(board: Board) -> Text:
    """Return the one-character seal of a board, in its colour."""
    made = Text(name_of("seal", board), classes="seal")
    made.props["data-board"] = board.value
    made.props["title"] = name_of("board", board)
    return made


def chip(text: str, tone: str = "plain", *, icon_name: str = "") -> Text:
    """Return a state as colour and words."""
    made = Text(text, classes=f"chip {tone}")
    if icon_name:
        made.props["data-icon"] = icon_name
    return made


def card(title: str, *, icon_name: str = "", note: str = "") -> ui.element:
    """Return a card with its heading."""
    made = box("a-card", tag="section")
    with made, box(tag="h3"):
        if icon_name:
            icon(icon_name)
        Text(title)
        if note:
            Text(note, tag="small")
    return made


def empty(
    why: str, *, act: str = "", target: str = "", icon_name: str = "info"
) -> None:
    """Say why there is nothing, and the one next act."""
    with box("empty"):
        icon(icon_name)
        Text(why, tag="p")
        if act:
            button_link(act, target, look="primary")


def facts(pairs: Mapping[str, str], *, classes: str = "facts") -> None:
    """Show names and values, one a line."""
    with box(classes, tag="dl"):
        for name, value in pairs.items():
            Text(name, tag="dt")
            Text(value or "—", tag="dd")


def note(text: str, *, tone: str = "warn", icon_name: str = "info") -> None:
    """Show a remark that says what to do."""
    with box(f"note {tone}"):
        icon(icon_name)
        Text(text)


def heading_cells(*titles: str) -> None:
    """Begin a table's head."""
    with box(tag="thead"), box(tag="tr"):
        for title in titles:
            Text(title, tag="th").props["scope"] = "col"
