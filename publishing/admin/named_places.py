"""Show who names somebody beside disclosures, and what ends it; decide nothing."""

from urllib.parse import quote

from publishing.admin.names import name_of
from publishing.admin.parts import Text, box, heading_cells, link, note
from publishing.removing.places import NamedPlace
from publishing.removing.saying import PlaceKind

_WORDS = "下面这些地方也写到了，不随事项一起撤下：请点进去，按“怎么拿掉”一处一处办。"
_STEPS = {
    PlaceKind.NOTICE: "请批准人在“应急插播”里提前结束；还在等会签的，点“不同意”",
    PlaceKind.UNIT: "请管理员在“单位”里改名称，再送批并发布办事目录",
    PlaceKind.BOARD: "请管理员在“单位”里改栏目，再送批并发布办事目录",
    PlaceKind.HALL: "请发布的人或管理员改“大厅资料”，再送批并发布办事目录",
    PlaceKind.OFFICE: "请发布的人或管理员改受理点，再送批并发布办事目录",
    PlaceKind.GUIDE: "请管办事目录的人改指南，再送批并发布",
    PlaceKind.COUNTER: "请管办事目录的人改窗口，再送批并发布",
    PlaceKind.DEPARTMENT: "请管办事目录的人改部门，再送批并发布",
    PlaceKind.LIFE_EVENT: "请管办事目录的人改人生事件，再送批并发布",
}
_MENDED = "已经改好，还没有发布：请送批并发布办事目录"
_PUBLISHING = "/services/publishing"


def draw_places(places: tuple[NamedPlace, ...]) -> None:
    """Draw the places as rows that lead to where they are mended; none, nothing."""
    if not places:
        return
    note(_WORDS, tone="warn")
    with box("list", tag="table"):
        heading_cells("地方", "单位", "写在哪里", "怎么拿掉")
        with box(tag="tbody"):
            for one in places:
                with box(tag="tr"):
                    with box(tag="td"):
                        kind = name_of("named_place", one.kind)
                        link(f"{kind}：{one.title}", _target(one), classes="title")
                    Text(one.unit_name, tag="td")
                    Text(one.excerpt, tag="td")
                    Text(_MENDED if one.mended else _STEPS[one.kind], tag="td")


def _target(place: NamedPlace) -> str:
    """Return the address of the page where a place is mended."""
    if place.mended:
        return _PUBLISHING
    targets = {
        PlaceKind.NOTICE: "/emergency",
        PlaceKind.UNIT: "/settings/units",
        PlaceKind.BOARD: "/settings/units",
        PlaceKind.HALL: "/settings/hall",
        PlaceKind.OFFICE: "/settings/voice",
        PlaceKind.GUIDE: f"/services/items/{quote(place.key, safe='')}",
        PlaceKind.COUNTER: f"/services/counters/{quote(place.key, safe='')}",
        PlaceKind.DEPARTMENT: "/services/departments",
        PlaceKind.LIFE_EVENT: "/services",
    }
    return targets[place.kind]
