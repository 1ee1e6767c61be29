"""Say in plain Chinese what checking a certificate came to; it checks nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from programme.approval import Role
from programme.certificate import Claims
from programme.certificate_check import Check, Finding
from programme.certificate_opening import Opened
from programme.certificate_witness import Agreement
from programme.limits import NOT_PROVEN
from programme.mandate import DayKind
from programme.printed_checkpoint import Printed
from programme.service_day import DayState

HOLDS, FAILS, UNDECIDED = 0, 1, 3
"""Codes with which the command ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Be everything that was found of one certificate."""

    opened: Opened
    findings: tuple[Finding, ...]
    pinned: str
    """The fingerprint that the county's key must have; empty: nobody said."""
    agreements: tuple[tuple[str, Agreement], ...]
    """Checkpoints from elsewhere, each with how it stands to this log."""
    printed: tuple[tuple[Printed | None, Agreement], ...]
    """Checkpoints from paper, each with how it stands to this log."""
    pictures: Mapping[str, str]
    """Files of pictures with their digests."""

    @property
    def exit_code(self) -> int:
        """Return how the command ends."""
        if not all(self._judgements()):
            return FAILS
        unproven = Agreement.UNPROVEN in set(self._stands())
        return UNDECIDED if unproven or not self.pinned else HOLDS

    def _judgements(self) -> Iterator[bool]:
        yield from (one.holds for one in self.findings)
        yield not self.pinned or self.pinned == self.opened.key.fingerprint
        bad = {Agreement.CONTRADICTS, Agreement.OTHER_KEY}
        yield from (one not in bad for one in self._stands())
        known = known_pictures(self.opened)
        yield from (sha256 in known for sha256 in self.pictures.values())

    def _stands(self) -> Iterator[Agreement]:
        yield from (one for _, one in self.agreements)
        yield from (one for _, one in self.printed)


CHECKS: Final = {
    Check.CHECKPOINT: "校验点由日志的钥匙签过",
    Check.LOG: "证明里的每一条都在日志里，没有改过",
    Check.GROWTH: "日志从公开那天起只增加，没有删改",
    Check.DOCUMENTS: "签字人员名单和工作日历在日志里登记过",
    Check.APPROVALS: "审批签字都成立，签的就是这一份",
    Check.SECRECY: "批准以前作过保密审查",
    Check.WINDOWS: "登记号、展示时段在日志里，没有提前开始或提前结束",
    Check.RECORDS: "播放记录由设备自己的钥匙签名，一条接一条，没有缺",
    Check.CLAIMS: "天数按原始记录重新算过，和证明上写的一样",
}
_AGREEMENTS: Final = {
    Agreement.AGREES: "成立　 和别处留存的校验点是同一本日志",
    Agreement.CONTRADICTS: "不成立 和别处留存的校验点对不上：有内容被删过或改过",
    Agreement.OTHER_KEY: "不成立 别处留存的校验点不是这把钥匙签的",
    Agreement.UNPROVEN: "未定　 别处留存的校验点和这份证明之间缺一段证明",
}
PRINTED: Final = {
    Agreement.AGREES: "成立　 和月报上印的校验点是同一本日志",
    Agreement.CONTRADICTS: "不成立 和月报上印的校验点对不上：日志被删过或改过",
    Agreement.OTHER_KEY: (
        "不成立 月报上印的校验点不是这把钥匙的。请先核对有没有抄错；"
        "没有抄错，就是换过钥匙"
    ),
    Agreement.UNPROVEN: "未定　 月报和这份证明之间缺一段证明",
}
_ROLES: Final = {
    Role.DRAFTER: "起草",
    Role.REVIEWER: "审核",
    Role.APPROVER: "批准",
}
_STATES: Final = {
    DayState.SHOWN: "屏幕已展示",
    DayState.CARRIED: "载体有记录",
    DayState.RULED: "人工认定",
    DayState.UNCERTAIN: "时钟有疑",
    DayState.SHORT: "不足",
}


def known_pictures(opened: Opened) -> dict[str, str]:
    """Return the pictures that a certificate vouches for, each with what it is."""
    pages = {
        page.asset.sha256: f"签发的第 {number} 页"
        for panel in opened.manifest.pages
        for number, page in enumerate(panel.pages, start=1)
    }
    captures = dict.fromkeys(opened.certificate.claims.captures, "设备拍下的整屏画面")
    return captures | pages


def report(verdict: Verdict) -> Iterator[str]:
    """Yield the lines of what was found."""
    opened, claims = verdict.opened, verdict.opened.certificate.claims
    yield f"公示证明　{claims.register_number}　{opened.manifest.title}"
    yield f"单位　　　{opened.manifest.unit_name}"
    yield f"签发单　　{opened.certificate.manifest}"
    yield f"出具时间　{opened.certificate.issued_at:%Y-%m-%d %H:%M} UTC"
    yield ""
    yield from _of_keys(verdict)
    yield ""
    for finding in verdict.findings:
        mark = "成立　" if finding.holds else "不成立"
        yield f"{mark} {CHECKS[finding.check]}"
        if finding.reason:
            yield f"　　　　{finding.reason}"
    yield from _of_checkpoints(verdict)
    yield from _of_printed(verdict)
    yield from _of_pictures(verdict)
    yield ""
    yield from _of_days(claims, opened.manifest.mandate.show_day_kind)
    yield ""
    yield "这份证明不能证明的："
    yield from (f"　· {line}" for line in NOT_PROVEN)
    yield ""
    yield CONCLUSIONS[verdict.exit_code]


def _of_keys(verdict: Verdict) -> Iterator[str]:
    opened = verdict.opened
    yield f"日志公钥　{opened.key.text()}"
    yield f"　　指纹　{opened.key.fingerprint}"
    if not verdict.pinned:
        yield "未定　 没有给出县里公布的公钥或指纹，请把上面的指纹和县里公布的核对"
    elif verdict.pinned == opened.key.fingerprint:
        yield "成立　 日志公钥就是给出的那一把"
    else:
        yield "不成立 日志公钥不是给出的那一把，这份证明不是本县的日志出的"
    for approval in opened.certificate.approvals:
        said = approval.decision
        when = f"{said.decided_at:%Y-%m-%d %H:%M} UTC"
        yield f"签字　　　{_ROLES[said.role]}　{said.name}　{when}　{approval.kind}"
    for device in opened.certificate.claims.devices:
        yield f"设备　　　{device.device}　{device.name}　指纹 {device.key}"


def _of_checkpoints(verdict: Verdict) -> Iterator[str]:
    for note, found in verdict.agreements:
        size = int(note.split("\n")[1])
        yield f"{_AGREEMENTS[found]}（{size} 条）"
        if found is Agreement.UNPROVEN:
            yield _asked(verdict, size)


def _of_printed(verdict: Verdict) -> Iterator[str]:
    for printed, found in verdict.printed:
        size = 0 if printed is None else printed.checkpoint.size
        of = "" if printed is None else f"（{f'{printed.report} {size}'.strip()} 条）"
        yield f"{PRINTED[found]}{of}"
        if found is Agreement.UNPROVEN:
            yield _asked(verdict, size)
            yield "　　　　给不出这段证明，就是日志被删过或改过，请不要采信"


def _asked(verdict: Verdict, size: int) -> str:
    """Return what to ask the centre for."""
    own = int(verdict.opened.certificate.checkpoint.split("\n")[1])
    few, many = sorted((size, own))
    asked = f"mingbai certificate prove --from {few} --to {many}"
    return f"　　　　请发布中心运行 {asked}，把结果用 --proof 交进来"


def _of_pictures(verdict: Verdict) -> Iterator[str]:
    known = known_pictures(verdict.opened)
    for name, sha256 in verdict.pictures.items():
        if sha256 in known:
            yield f"成立　 {name}：{known[sha256]}"
        else:
            yield f"不成立 {name}：不是这份证明里的画面"


def _of_days(claims: Claims, kind: DayKind) -> Iterator[str]:
    owed = "到办结为止" if claims.owed is None else f"至少 {kind.words(claims.owed)}"
    yield (
        f"应展示{owed}；到 {claims.as_of} 前，算数 {kind.words(claims.counted)}，"
        f"不足 {kind.words(claims.short)}，时钟有疑 {kind.words(claims.uncertain)}。"
    )
    for day in claims.days:
        exposures = max((one.exposures for one in day.shown), default=0)
        seconds = sum(one.seconds for one in day.shown)
        yield (
            f"　{day.day}　{_STATES[day.state]}　"
            f"最多一块屏 {exposures} 次　共 {seconds // 60} 分钟"
        )
    for gap in claims.gaps:
        yield f"　缺口：{gap.device} 丢了第 {gap.first_lost} 到 {gap.last_lost} 条记录"


CONCLUSIONS: Final = {
    HOLDS: "结论：这份公示证明成立。",
    FAILS: "结论：这份公示证明不成立，请不要采信。",
    UNDECIDED: "结论：没有发现不对，但还有没定下来的，请补上再核验。",
}
