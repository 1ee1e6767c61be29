"""Show what ended in each year, and let the office take a package of it home.

It decides nothing; what a package holds is the matter of `publishing.archive`.
"""

from collections.abc import Sequence
from urllib.parse import quote

from config.retention import Retention, shipped_retention
from publishing.admin.frame import head
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, card, empty, heading_cells, note
from publishing.admin.site import Build
from publishing.archive.offers import Offer
from publishing.archive.packages import Packages

_WORDS = (
    "一个单位一年一份：正文、审批、保密审查、签发单、载体、证据摘要，出过公示证明的附上，"
    "另有目录和每个文件的指纹。做一次，操作记录里记一次整个包的指纹。"
)
_LEFT_OUT = (
    "为保护个人信息清除了的正文、照片不进包，包里写明原因；记录和指纹都在。"
    "核对归档包用 mingbai archive verify。"
)


def archive_page(*, packages: Packages) -> Build:
    """Return the page of yearly packages."""

    async def build(live: Live) -> None:
        offers = await live.ask(packages.offers)
        back = ("全部事项", "/disclosures")
        with head("归档", "每年六月底以前，把上一年结束展示的归档", back=back):
            pass
        Text(_WORDS, tag="p")
        note(_LEFT_OUT, tone="info")
        _offers(offers)

    return build


def _offers(offers: Sequence[Offer]) -> None:
    about = shipped_retention().basis
    with card("可以归档的", icon_name="inventory_2", note=f"期限依据{about}"):
        if not offers:
            empty("以前的年份里，还没有结束展示的事项。")
            return
        with box("list", tag="table"):
            classes = [name_of("retention", one) for one in Retention]
            heading_cells("年", "单位", "件数", *classes, "")
            with box(tag="tbody"):
                for offer in offers:
                    _offer(offer)


def _offer(offer: Offer) -> None:
    with box(tag="tr"):
        Text(str(offer.year), tag="td")
        Text(offer.unit_name, tag="td")
        Text(str(offer.items), tag="td")
        for one in Retention:
            Text(str(offer.by_class[one]), tag="td")
        with box(tag="td"):
            made = box("a-btn", tag="a")
            # The file lies beside these pages, for whoever is signed in.
            made.props["href"] = f"/staff/archive/{quote(offer.unit)}/{offer.year}"
            made.props["data-icon"] = "download"
            with made:
                Text("导出归档包")
