"""Show the way between the settings pages; hold none of them."""

from publishing.admin.frame import head
from publishing.admin.parts import box, link
from publishing.staff.offices import Person
from publishing.tables.people import Office

_TABS = (
    ("staff", "人员"),
    ("units", "单位"),
    ("categories", "公开类别"),
    ("chains", "审批链"),
    ("groups", "显示分组"),
    ("hall", "大厅资料"),
    ("voice", "回音壁"),
    ("calendar", "工作日历"),
    ("public", "对外发布"),
    ("backups", "备份"),
    ("key", "我的钥匙"),
)
_ADMINS = frozenset({"staff", "backups"})


def settings_head(here: str, person: Person) -> None:
    """Begin a settings page; who keeps no accounts is offered no way to them."""
    with head("设置"):
        pass
    with box("tabs-of", tag="nav"):
        for name, label in _TABS:
            if name in _ADMINS and not person.holds_somewhere(Office.ADMIN):
                continue
            tab = link(label, f"/settings/{name}", classes="a-btn")
            if name == here:
                tab.props["aria-current"] = "page"
