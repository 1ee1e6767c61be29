"""Say in Chinese what a report says, for paper; it draws nothing and counts nothing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from programme.monthly_report import (
    CuredItem,
    DeviceItem,
    Figures,
    OrderItem,
    PublishedItem,
    ShortItem,
    WithdrawnItem,
)
from publishing.certificates.columns import Column
from publishing.monthly.spans import ReportSpan

_DAY = timedelta(days=1)
_AN_HOUR = 60
_MOST_DAYS = 8
CAUSES: Final = {
    "correction": "更正内容",
    "replacement": "换成新的一件",
    "order": "法院或上级机关要求",
    "personal_data": "有个人信息",
    "secrecy": "涉密",
    "third_person": "涉及第三人权益",
    "safety": "安全原因",
    "completion": "办结或废止",
}
NOT_PROVEN: Final = (
    "数字由发布中心按当时的记录统计；要核对某一件，请出公示证明再核验。",
    "设备断网的，记录会晚到；晚到的记录写进以后的公示证明，这份月报不再改。",
    "屏幕显示过，不等于有人看过。",
)


def span_words(span: ReportSpan) -> str:
    """Return which days a report is about."""
    first, last = span.from_on, span.to_on - _DAY
    if span.is_whole:
        return f"{first.year} 年 {first.month} 月"
    return (
        f"{first.year} 年 {first.month} 月 {first.day} 日至 {last.day} 日（月中出具）"
    )


SUMMARY: Final = (
    Column(name="项目", share=30),
    Column(name="数", share=16, right=True),
    Column(name="说明", share=54),
)


def summary_rows(figures: Figures) -> Sequence[Sequence[str]]:
    """Return what a reader who reads one table must know."""
    days, devices = figures.days, figures.devices
    counted = days.shown + days.carried + days.ruled
    counts = (
        f"屏幕已展示 {days.shown}，载体有记录 {days.carried}，人工认定 {days.ruled}"
    )
    alone = sum(one.alone for one in figures.orders)
    notices = [one for one in figures.orders if one.kind == "override"]
    drills = sum(one.drill for one in notices)
    doubtful = sum(one.is_doubtful for one in devices)
    return (
        ("本期公开", f"{len(figures.published)} 件", "首次公开的事项"),
        ("挂过的", f"{days.hung} 件", "本期任何一天挂在屏上的事项"),
        ("应展示", f"{days.due} 天", "一件一天；按工作日算的，节假日不算"),
        ("算数", f"{counted} 天", counts),
        ("不足", f"{days.short} 天", f"涉及 {len(figures.short)} 件，见第三部分"),
        ("等记录", f"{days.waiting} 天", "设备断着，记录还可能回来"),
        ("时钟有疑", f"{days.uncertain} 天", "等人认定，没有算进算数"),
        ("补足", f"{len(figures.cured)} 件", "按签发时的规定自动延长"),
        ("撤下", f"{len(figures.withdrawn)} 件", "两个人办的，各有原因"),
        (
            "应急插播",
            f"{len(notices)} 次",
            f"其中演练 {drills} 次，一人先发、原因封存 {alone} 次",
        ),
        ("停播", f"{len(figures.orders) - len(notices)} 次", "奉命全部转为默认页"),
        ("终端", f"{len(devices)} 台", f"其中 {doubtful} 台有要说明的，见第六部分"),
    )


PUBLISHED: Final = (
    Column(name="登记号", share=25),
    Column(name="事项", share=38),
    Column(name="单位", share=24),
    Column(name="公开", share=13),
)


def published_rows(
    items: Iterable[PublishedItem], zone: tzinfo
) -> Sequence[Sequence[str]]:
    """Return the rows of what was published."""
    return [
        (one.register_number, one.title, one.unit, _moment(one.at, zone))
        for one in items
    ]


SHORT: Final = (
    Column(name="登记号", share=22),
    Column(name="事项", share=30),
    Column(name="哪几天", share=18),
    Column(name="为什么（最近一天）", share=30),
)


def short_rows(items: Iterable[ShortItem]) -> Sequence[Sequence[str]]:
    """Return the rows of what fell short."""
    return [(one.register_number, one.title, _days(one.days), one.why) for one in items]


CURED: Final = (
    Column(name="登记号", share=22),
    Column(name="事项", share=32),
    Column(name="补的是", share=18),
    Column(name="原来到", share=14),
    Column(name="现在到", share=14),
)


def cured_rows(items: Iterable[CuredItem], zone: tzinfo) -> Sequence[Sequence[str]]:
    """Return the rows of what was lengthened by itself."""
    return [
        (
            one.register_number,
            one.title,
            _days(one.short_on),
            _moment(one.ended_at, zone),
            _moment(one.ends_at, zone),
        )
        for one in items
    ]


WITHDRAWN: Final = (
    Column(name="登记号", share=24),
    Column(name="事项", share=40),
    Column(name="原因", share=22),
    Column(name="撤下", share=14),
)


def withdrawn_rows(
    items: Iterable[WithdrawnItem], zone: tzinfo
) -> Sequence[Sequence[str]]:
    """Return the rows of what was taken down."""
    return [
        (one.register_number, one.title, CAUSES[one.cause], _moment(one.at, zone))
        for one in items
    ]


ORDERS: Final = (
    Column(name="哪一种", share=16),
    Column(name="内容", share=34),
    Column(name="范围", share=16),
    Column(name="从", share=12),
    Column(name="到", share=12),
    Column(name="上屏", share=10, right=True),
)


def order_rows(items: Iterable[OrderItem], zone: tzinfo) -> Sequence[Sequence[str]]:
    """Return the rows of notices and stops."""
    return [
        (
            _kind(one),
            one.words,
            one.unit,
            _moment(one.from_at, zone),
            _moment(one.to_at, zone),
            f"{one.displays} 台" if one.kind == "override" else "—",
        )
        for one in items
    ]


DEVICES: Final = (
    Column(name="终端", share=24),
    Column(name="分组", share=20),
    Column(name="有记录的天", share=14, right=True),
    Column(name="放着公开内容", share=18, right=True),
    Column(name="要说明的", share=24),
)


def device_rows(items: Iterable[DeviceItem]) -> Sequence[Sequence[str]]:
    """Return the rows of devices."""
    return [
        (
            f"{one.name}{'（已停用）' if one.revoked else ''}",
            one.group,
            f"{one.days_heard}／{one.days_due}",
            _hours(one),
            _doubts(one),
        )
        for one in items
    ]


def _hours(one: DeviceItem) -> str:
    shown, whole = one.shown_minutes / _AN_HOUR, one.service_minutes / _AN_HOUR
    return f"{shown:.1f}／{whole:.1f} 小时"


def _doubts(one: DeviceItem) -> str:
    told = []
    if one.log_trouble:
        told.append("报告存证日志对不上")
    if one.days_heard < one.days_due:
        told.append(f"{one.days_due - one.days_heard} 天没有记录")
    if one.doubtful_days:
        told.append(f"{one.doubtful_days} 天时钟有疑")
    if one.lost_records:
        told.append(f"丢了 {one.lost_records} 条记录")
    if one.refused_batches:
        told.append(f"{one.refused_batches} 批记录没有收")
    return "，".join(told) or "没有"


def _kind(one: OrderItem) -> str:
    if one.kind == "stop":
        return "转为默认页"
    if one.drill:
        return "应急（演练）"
    return "应急（一人先发）" if one.alone else "应急插播"


def _days(days: Sequence[date]) -> str:
    told = "、".join(f"{day.month}.{day.day}" for day in days[:_MOST_DAYS])
    more = f" 等 {len(days)} 天" if len(days) > _MOST_DAYS else ""
    return f"{told}{more}"


def _moment(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local.month}.{local.day} {local:%H:%M}"
