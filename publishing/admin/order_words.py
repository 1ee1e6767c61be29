"""Say in words what an order is, where it holds and how far it has come; pure."""

from programme.override import Override, Stop
from publishing.admin.dates import Calendar
from publishing.admin.names import name_of
from publishing.overriding.views import OrderView, ReviewView
from publishing.tables.screen_orders import OrderKind, OrderState

_MOST_GROUPS = 3


def title_of(one: OrderView) -> str:
    """Return what an order is called."""
    order = one.document
    if isinstance(order, Stop):
        grey = "（灰色）" if order.grey else ""
        grey += "（触摸屏办事查询也停）" if order.whole_kiosk else ""
        return f"转为默认页{grey}：{name_of('stop_cause', order.cause)}"
    return f"{'【演练】' if order.drill else ''}{order.headline}"


def state_of(one: OrderView) -> tuple[str, str]:
    """Return where an order stands, and the tone of it."""
    if one.open:
        waits = one.state is OrderState.PROPOSED
        return ("等会签", "warn") if waits else ("正在屏上", "bad")
    if one.state is OrderState.IN_FORCE:
        return "到时间自己结束", "ok"
    if one.state is OrderState.PROPOSED:
        return "没有人会签，已失效", "plain"
    return name_of("order_state", one.state), "plain"


def said_words(one: OrderView) -> str:
    """Return what stands on the page: that is what a second person signs."""
    if isinstance(one.document, Stop):
        return ""
    return f"{one.document.place} {'；'.join(one.document.acts)}"


def area_words(one: OrderView) -> str:
    """Return on which screens an order holds."""
    if not one.groups:
        return "全县所有屏幕"
    told = "、".join(one.groups[:_MOST_GROUPS])
    more = f"等 {len(one.groups)} 组" if len(one.groups) > _MOST_GROUPS else ""
    return f"{one.unit_name}：{told}{more}"


def who_words(one: OrderView, calendar: Calendar) -> str:
    """Return who ordered it and until when."""
    told = [f"{one.proposed_by_name} {calendar.moment(one.proposed_at)} 提出"]
    if isinstance(one.document, Override):
        told.insert(0, f"{one.document.issuer} 发布")
    if one.settled_by_name:
        act = "不同意" if one.state is OrderState.DECLINED else "会签"
        told.append(f"{one.settled_by_name} {act}")
    if one.reason:
        told.append(one.reason)
    if one.open and one.state is OrderState.PROPOSED:
        told.append(f"{calendar.moment(one.lapses_at)} 前会签有效")
    over = "到" if one.open else "结束于"
    return "，".join([*told, f"{over} {calendar.moment(one.over_at)}"])


def reach_words(one: OrderView) -> str:
    """Return how many screens have it; empty before it is in force."""
    if one.settled_at is None or one.state is OrderState.DECLINED:
        return ""
    reach = one.reach
    told = f"{reach.devices} 台里 {reach.adopted} 台已收到"
    if one.kind is OrderKind.OVERRIDE:
        told += f"，{reach.shown} 台已证明放到屏上"
    return told


def review_words(review: ReviewView, calendar: Calendar) -> str:
    """Return how a notice that one person issued alone was looked at."""
    sealed = f"一个人发布，理由封存（指纹 {review.reason_sha256[:12]}…）"
    if review.reviewed_at is None:
        return f"{sealed}，要在 {calendar.moment(review.due_at)} 前由另一位批准人复核"
    verdict = "有理由" if review.justified else "理由不足"
    return f"{sealed}，{review.reviewed_by_name} 复核：{verdict}。{review.words}"
