"""Draw the device's own status page for its caretaker; pure, it looks at nothing.

The words of what is found are the doctor's, those of the states the contract's. What
is shown is no secret: whoever stands before the machine may read it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path

from config.doctor import Finding, Level
from programme.agent_words import StateWords, words_of
from sync_agent.state import StateReport
from sync_agent.sticks import StickReport, StickStage

_LEVELS = {
    Level.BAD: ("bad", "error", "坏了"),
    Level.WARN: ("warn", "warning", "看一看"),
    Level.GOOD: ("ok", "check_circle", "正常"),
}
_STAGES = {
    StickStage.READING: "info",
    StickStage.DONE: "ok",
    StickStage.FAILED: "bad",
}
_ICONS = {"info": "usb", "ok": "check_circle", "bad": "error"}
_WORST_FIRST = [Level.BAD, Level.WARN, Level.GOOD]
_REFRESH_S = 30
_REFRESH_BUSY_S = 3
_GB, _MB = 1_000_000_000, 1_000_000
_AN_HOUR_S, _A_DAY_S = 3600, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Be what one look at the device came to."""

    report: StateReport | None
    now: datetime
    """What the device goes by."""
    machine_at: datetime
    """What the machine's own clock says."""
    findings: Sequence[Finding] = ()
    examined_at: datetime | None = None
    """When the findings were made; None: not yet."""
    examining: bool = False
    unsent: int | None = None
    """Records that the centre has not got; None: that cannot be counted."""
    sticks: Sequence[Path] = ()
    """Sticks of the centre's that are in the machine."""
    stick: StickReport | None = None
    """What became of the last one."""
    stick_refused: str = ""
    """Why the last request came to nothing at all."""


def page_of(seen: Seen) -> bytes:
    """Return the page as it is sent."""
    reading = seen.stick is not None and seen.stick.stage is StickStage.READING
    refresh = _REFRESH_BUSY_S if seen.examining or reading else _REFRESH_S
    body = "".join(
        (
            _head(seen.report),
            "<main>",
            *_states(seen.report),
            *_stick(seen),
            *_findings(seen),
            _facts(seen),
            "</main>",
        )
    )
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{refresh};url=/">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<title>设备状态</title>"
        '<link rel="icon" href="/look/mark.svg">'
        '<link rel="stylesheet" href="/look/tokens.css">'
        '<link rel="stylesheet" href="/look/status.css">'
        f"</head><body>{body}</body></html>"
    ).encode()


def _head(report: StateReport | None) -> str:
    name = (report.device if report else None) or "还没登记的设备"
    return (
        '<header><img src="/look/mark.svg" alt=""><h1>设备状态</h1>'
        f'<p class="who">{escape(name)}</p></header>'
    )


def _states(report: StateReport | None) -> Iterator[str]:
    """Yield the state in large, with what to do, and the others that hold beside."""
    if report is None:
        yield _state_card(
            StateWords(
                name="同步程序还没有说过话",
                tone="bad",
                icon="error",
                sentence="请等一分钟；还是这样，请重启这台机器。",
            )
        )
        return
    for place, state in enumerate(report.conditions or (report.state,)):
        yield _state_card(words_of(state), small=place > 0)
    if report.code is not None and report.device is None:
        code = f"{report.code[:4]} {report.code[4:]}"
        yield f'<p class="code">登记码 <b>{escape(code)}</b></p>'
    if report.last_error:
        yield f'<p class="said">程序说：{escape(report.last_error)}</p>'


def _state_card(words: StateWords, *, small: bool = False) -> str:
    return (
        f'<section class="state tone-{words.tone}{" small" if small else ""}">'
        f'<span class="icon" aria-hidden="true">{words.icon}</span>'
        f"<div><h2>{escape(words.name)}</h2><p>{escape(words.sentence)}</p></div>"
        "</section>"
    )


def _stick(seen: Seen) -> Iterator[str]:
    """Yield what may be done with a stick, and what became of the last one."""
    if not seen.sticks and seen.stick is None and not seen.stick_refused:
        return
    yield '<section class="found"><div class="bar"><h2>U 盘</h2>'
    if len(seen.sticks) == 1:
        name = escape(seen.sticks[0].name)
        yield f'<p class="mut">插着 {name}</p>'
        yield '<form method="post" action="/stick"><button>从 U 盘导入</button></form>'
    elif seen.sticks:
        yield '<p class="mut">插着几个，请只留一个</p>'
    else:
        yield '<p class="mut">没有插着发布中心做好的 U 盘</p>'
    yield "</div><ul>"
    if seen.stick_refused:
        yield _line("bad", seen.stick_refused)
    if seen.stick is not None:
        words = f"{_clock(seen.stick.at)}　{seen.stick.message}"
        yield _line(_STAGES[seen.stick.stage], words)
    yield "</ul></section>"


def _line(tone: str, words: str) -> str:
    icon = _ICONS[tone]
    return (
        f'<li class="tone-{tone}"><span class="icon" aria-hidden="true">{icon}</span>'
        f"<p>{escape(words)}</p></li>"
    )


def _findings(seen: Seen) -> Iterator[str]:
    """Yield what was found, the worst first; what is well folds away."""
    act = (
        '<form method="post" action="/examine"><button>再查一次</button></form>'
        if not seen.examining
        else '<p class="mut">正在检查，几秒后自己更新。</p>'
    )
    when = "还没有查过" if seen.examined_at is None else _clock(seen.examined_at)
    yield (
        '<section class="found"><div class="bar"><h2>检查结果</h2>'
        f'<p class="mut">{when}</p>{act}</div>'
    )
    by_level = sorted(seen.findings, key=lambda one: _WORST_FIRST.index(one.level))
    poor = [one for one in by_level if one.level is not Level.GOOD]
    well = [one for one in by_level if one.level is Level.GOOD]
    if seen.findings and not poor:
        yield '<p class="all-well">没有发现问题。</p>'
    yield from _list(poor)
    if well:
        yield f"<details><summary>正常的 {len(well)} 项</summary>"
        yield from _list(well)
        yield "</details>"
    yield "</section>"


def _list(findings: Iterable[Finding]) -> Iterator[str]:
    yield "<ul>"
    for one in findings:
        tone, icon, name = _LEVELS[one.level]
        advice = f'<p class="do">{escape(one.advice)}</p>' if one.advice else ""
        yield (
            f'<li class="tone-{tone}"><span class="icon" aria-hidden="true">{icon}'
            f'</span><div><p><b>{escape(one.about)}</b> <span class="level">{name}'
            f"</span> {escape(one.words)}</p>{advice}</div></li>"
        )
    yield "</ul>"


def _facts(seen: Seen) -> str:
    report = seen.report
    if report is None:
        return ""
    version = report.programme_version
    facts = {
        "分组": report.group or "—",
        "节目单": f"第 {version} 版" if version else "还没有",
        "最近一次同步": _ago(report.last_sync_at, seen.now),
        "等着送的记录": "数不出来" if seen.unsent is None else f"{seen.unsent} 条",
        "磁盘还剩": _room(report.free_bytes),
        "这台机器的钟": _machine_clock(seen),
    }
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts.items()
    )
    return f'<dl class="facts">{rows}</dl>'


def _room(length: int) -> str:
    if length < _GB:
        return f"{length // _MB} MB"
    return f"{length / _GB:.1f} GB"


def _machine_clock(seen: Seen) -> str:
    """Return what the machine says, with the year where that is wrong."""
    at = seen.machine_at
    right = at.astimezone().year == seen.now.astimezone().year
    return _clock(at) if right else f"{at.astimezone().year} 年 {_clock(at)}"


def _clock(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def _ago(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "还没有过"
    seconds = (now - at).total_seconds()
    units = ((_A_DAY_S, "天"), (_AN_HOUR_S, "小时"), (60, "分钟"))
    for length, name in units:
        if seconds >= length:
            return f"{int(seconds // length)} {name}前"
    # A clock that was set back: an age would mean nothing.
    return "刚才" if seconds >= 0 else _clock(at)
