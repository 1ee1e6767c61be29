"""Say in lines what a certificate says, for paper; it draws nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from programme.approval import Approval, Role
from programme.boards import Board
from programme.carriers import Carrier
from programme.certificate import Certificate, Claims, DayClaim
from programme.checkpoint import LogKey
from programme.limits import NOT_PROVEN
from programme.mandate import DayKind
from programme.manifest import Manifest
from programme.service_day import DayState
from programme.window import Window, end_at


class LineKind(StrEnum):
    """Say how a line is set."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    CODE = "code"
    """Digests and notes: small, broken anywhere."""
    NAME = "name"
    """What an official paper is called, in the middle."""
    UNDER = "under"
    """What stands below its name, in the middle."""
    SIGNED = "signed"
    """Who answers for it and when, at the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Be one paragraph of the sheet."""

    kind: LineKind
    text: str


BOARDS: Final = {
    Board.PARTY: "党务",
    Board.GOV: "政务",
    Board.VILLAGE: "村务",
    Board.FINANCE: "财务",
}
ROLES: Final = {
    Role.DRAFTER: "起草",
    Role.REVIEWER: "审核",
    Role.APPROVER: "批准",
}
KINDS: Final = {
    "centre": "发布中心为登录的人作证",
    "ed25519": "本人的钥匙",
    "webauthn": "本人的安全密钥",
    "attested": "纸质签字，两名经办人核对",
    "recorded": "会议决定，附会议记录",
}
STATES: Final = {
    DayState.SHOWN: "屏幕已展示",
    DayState.CARRIED: "载体有记录",
    DayState.RULED: "人工认定算数",
    DayState.UNCERTAIN: "时钟有疑，未认定",
    DayState.SHORT: "不足",
}
CARRIERS: Final = {
    Carrier.SCREEN: "电子屏",
    Carrier.KIOSK: "触摸屏",
    Carrier.PAPER_BOARD: "公开栏",
    Carrier.WEBSITE: "网站",
    Carrier.WECHAT: "微信",
    Carrier.SMS: "短信",
    Carrier.BROADCAST: "广播",
    Carrier.BULLETIN: "简报",
    Carrier.MEETING: "会议",
    Carrier.NEWSPAPER: "报纸",
}


def before_days(
    certificate: Certificate, manifest: Manifest, *, zone: tzinfo
) -> Iterator[Line]:
    """Yield what stands above the cells of days."""
    claims = certificate.claims
    yield _title("公示证明")
    yield _text(f"登记号：{claims.register_number}")
    yield _text(f"标题：{manifest.title}")
    yield _text(f"单位：{manifest.unit_name}　公开栏目：{BOARDS[manifest.board]}")
    yield _text(f"首次公开：{_at(claims.published_at, zone)}")
    yield _text(f"本证明出具：{_at(certificate.issued_at, zone)}")
    yield _code(f"签发单指纹 {certificate.manifest}")
    yield _heading("谁签的")
    yield from (_text(_signature(one, zone)) for one in certificate.approvals)
    yield _heading("挂在哪里、什么时候")
    for one in claims.windows:
        yield _text(f"{one.name}：原定 {_span(one.planned, zone)}")
        if one.held != one.planned:
            yield _text(f"　后来改为 {_span(one.held, zone)}")
        if one.removed_at is not None:
            yield _text(f"　{_at(one.removed_at, zone)} 撤下或换成新版本")
    for change in claims.changes:
        yield _text(f"延长到 {_until(change.ends_at, zone)}，理由：{change.reason}")
    for cure in claims.cures:
        days = "、".join(f"{day.month} 月 {day.day} 日" for day in cure.short_on)
        yield _text(f"补足公示到 {_until(cure.ends_at, zone)}，因为 {days} 不足")
    for no in claims.declined:
        days = "、".join(f"{day.month} 月 {day.day} 日" for day in no.short_on)
        at = _at(no.declined_at, zone)
        yield _text(f"{days} 不足，{at} 决定不补公示，理由：{no.reason}")
    for device in claims.devices:
        yield _text(f"设备 {device.name}（{device.device}），记录 {device.records} 条")
    yield _heading("哪些天算数")
    yield _text(_count_words(claims, manifest.mandate.show_day_kind))


def after_days(certificate: Certificate, *, zone: tzinfo) -> Iterator[Line]:
    """Yield what stands below the cells of days."""
    claims = certificate.claims
    for day in claims.days:
        yield _text(_day_words(day))
    for gap in claims.gaps:
        words = f"缺口：{gap.device} 报告丢了第 {gap.first_lost} 到 {gap.last_lost} 条"
        yield _text(f"{words}（{_at(gap.at, zone)}）")
    yield _heading("别的载体")
    if not claims.presences:
        yield _text("没有记录。")
    for one in claims.presences:
        last = "至今" if one.last_on is None else f"到 {one.last_on}"
        photo = "，有贴上时的照片" if one.posted_photo else ""
        yield _text(f"{CARRIERS[one.carrier]}：{one.from_on} 起{last}{photo}")
    yield _heading("屏幕上的画面")
    right, wrong = claims.glass_right, claims.glass_wrong
    yield _text(f"设备回读画面：与签发的一致 {right} 次，不一致 {wrong} 次。")
    yield _heading("怎么核验")
    key = LogKey.parse(certificate.key)
    yield _text("用随附的 .mingbai 文件，在任何一台机器上运行，不用网络：")
    yield _code(f"mingbai verify 文件 --fingerprint {key.fingerprint}")
    yield _text("有纸上的月报，把上面印的校验点抄进文字文件，一起核对：")
    yield _code(
        f"mingbai verify 文件 --printed 抄下的文件 --fingerprint {key.fingerprint}"
    )
    yield _text("存证日志的校验点（和设备留存的、月报上印的核对）：")
    yield from (_code(line) for line in certificate.checkpoint.strip().split("\n"))
    yield _heading("这份证明不能证明的")
    yield from (_text(f"· {line}") for line in NOT_PROVEN)


def _count_words(claims: Claims, kind: DayKind) -> str:
    owed = "到办结为止" if claims.owed is None else f"至少 {kind.words(claims.owed)}"
    return (
        f"应展示{owed}。{claims.as_of} 以前：算数 {kind.words(claims.counted)}，"
        f"不足 {kind.words(claims.short)}，时钟有疑 {kind.words(claims.uncertain)}。"
    )


def _day_words(day: DayClaim) -> str:
    exposures = max((one.exposures for one in day.shown), default=0)
    minutes = sum(one.seconds for one in day.shown) // 60
    listed = sum(one.listed_seconds for one in day.shown) // 60
    carriers = "、".join(CARRIERS[one] for one in day.carriers)
    words = (
        f"{day.day}　{STATES[day.state]}　最多一块屏 {exposures} 次，共 {minutes} 分钟"
    )
    words += f"，触摸屏可查 {listed} 分钟" if listed else ""
    return words + (f"，{carriers}有记录" if carriers else "")


def _signature(approval: Approval, zone: tzinfo) -> str:
    said = approval.decision
    when = _at(said.decided_at, zone)
    return f"{ROLES[said.role]}　{said.name}　{when}　{KINDS[approval.kind]}"


def _span(window: Window, zone: tzinfo) -> str:
    end = end_at(window)
    until = "办结为止" if end is None else f"展示到 {_until(end, zone)}"
    return f"{_at(window.starts_at, zone)} 起，{until}"


def _until(at: datetime, zone: tzinfo) -> str:
    """Return an end: at midnight the day before it, which is the last one shown."""
    local = at.astimezone(zone)
    if local.time() > time(0):
        return _at(at, zone)
    return f"{local.date() - timedelta(days=1)}（含当天）"


def _at(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _title(text: str) -> Line:
    return Line(kind=LineKind.TITLE, text=text)


def _heading(text: str) -> Line:
    return Line(kind=LineKind.HEADING, text=text)


def _text(text: str) -> Line:
    return Line(kind=LineKind.TEXT, text=text)


def _code(text: str) -> Line:
    return Line(kind=LineKind.CODE, text=text)
