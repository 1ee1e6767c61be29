"""Draw a service item as the kiosk's answer card says it; the kiosk is not asked."""

from collections.abc import Mapping

from directory.model import Counter, Material, ServiceItem
from publishing.admin.hours import hours_words
from publishing.admin.parts import Text, box, chip


def guide_preview(
    item: ServiceItem, counters: Mapping[str, Counter], offices: Mapping[str, str]
) -> None:
    """Draw who, what to bring and how, as a resident will read it."""
    Text(item.plain_name, tag="h4")
    Text(f"谁能办：{item.who}", tag="p", classes="mut small")
    Text("找谁", tag="b")
    _who(counters.get(item.counter))
    Text(offices.get(item.department, ""), tag="p", classes="small")
    Text("带什么", tag="b")
    if not item.materials:
        chip("没写要带什么：居民会看到“先打电话问”", "warn")
    with box(tag="ul"):
        for material in item.materials:
            Text(material_words(material), tag="li")
    Text("怎么办", tag="b")
    Text("，".join(_facts(item)), tag="p")
    with box(tag="ol"):
        for step in item.steps:
            Text(step, tag="li")
    Text(f"办好拿到：{item.result}", tag="p")
    told = (
        item.online and f"不用来：{item.online}",
        item.help,
        item.basis and f"依据：{item.basis}",
        item.complaints and f"对办理不满意：{item.complaints}",
    )
    for words in filter(None, told):
        Text(words, tag="p", classes="small")


def _facts(item: ServiceItem) -> list[str]:
    days, visits = item.promised_working_days, item.visits
    found = [item.fee]
    if days is not None:
        found.insert(0, f"最晚 {days} 个工作日" if days else "当场办好")
    if visits is not None:
        found.append(f"跑 {visits} 次" if visits else "不用跑")
    return found


def _who(counter: Counter | None) -> None:
    if counter is None:
        Text("咨询台（还没有定窗口）", tag="p")
        return
    numbered = counter.window.replace("—", "").replace("-", "").isdigit()
    tail = " 号窗口" if numbered else ""
    zone = f" {counter.zone}" if counter.zone else ""
    below = f"地下 {-counter.floor} 楼"
    floor = f"{counter.floor} 楼" if counter.floor >= 0 else below
    Text(f"{counter.window}{tail}", tag="p", classes="big")
    Text(f"{floor}{zone}，{counter.way}", tag="p")
    Text(hours_words(counter.hours), tag="p", classes="small")
    Text(f"电话 {counter.telephone}", tag="p", classes="small")


def material_words(material: Material) -> str:
    """Return one paper in one line."""
    parts = [
        f"{name} {count} 份"
        for name, count in (("原件", material.originals), ("复印件", material.copies))
        if count
    ]
    said = "，".join(filter(None, [*parts, material.note]))
    optional = "" if material.required else "（有才带）"
    return f"{material.name}{optional}" + (f"：{said}" if said else "")
