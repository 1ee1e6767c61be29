"""Show the way between the pages of the directory; hold none of them."""

from publishing.admin.frame import head
from publishing.admin.parts import box, link

_TABS = (
    ("items", "事项", "/services"),
    ("counters", "窗口和今天的变动", "/services/counters"),
    ("departments", "部门", "/services/departments"),
    ("trying", "试一问", "/services/trying"),
    ("publishing", "送批和发布", "/services/publishing"),
)


def guide_head(here: str) -> None:
    """Begin a page of the directory."""
    with head("办事目录", "触摸屏上查得到的：找谁、带什么、怎么办"):
        pass
    with box("tabs-of", tag="nav"):
        for name, label, target in _TABS:
            tab = link(label, target, classes="a-btn")
            if name == here:
                tab.props["aria-current"] = "page"
