"""Show on the approval desk where a version would hang, and the way on paper."""

from collections.abc import Mapping

from publishing.admin.live import Live
from publishing.admin.parts import Text, box, button_link
from publishing.admin.window_words import window_words
from publishing.desk.views import DraftView


def show_where(live: Live, version: DraftView, names: Mapping[str, str]) -> None:
    """Say on which groups a version would hang, and from when to when."""
    manifest = version.manifest
    groups = "、".join(names.get(one, one) for one in version.form.groups)
    with box():
        Text("挂到", tag="p", classes="mut small")
        Text(groups or "还没有选", tag="p")
        if manifest is None:
            return
        Text("从什么时候到什么时候", tag="p", classes="mut small")
        Text(window_words(live.calendar, version), tag="p")


def offer_paper(version: DraftView) -> None:
    """Offer the way for leaders who sign on paper."""
    with box("row-of"):
        draft = version.line.id
        button_link("打印审批单", f"/drafts/{draft}/form", icon="print", look="low")
        button_link("纸面签字", f"/drafts/{draft}/paper", icon="draw", look="low")
