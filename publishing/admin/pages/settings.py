"""Show the way between the settings pages; hold none of them."""

from publishing.admin.frame import head
from publishing.admin.parts import box, link

_TABS = (
    ("staff", "人员"),
    ("units", "单位"),
    ("groups", "显示分组"),
    ("hall", "大厅资料"),
)


def settings_head(here: str) -> None:
    """Begin a settings page."""
    with head("设置"):
        pass
    with box("tabs-of", tag="nav"):
        for name, label in _TABS:
            tab = link(label, f"/settings/{name}", classes="a-btn")
            if name == here:
                tab.props["aria-current"] = "page"
