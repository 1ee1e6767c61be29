"""Answer `mingbai doctor`: examine this machine and say what to do; examine nothing.

The halves register what examines them under the entry points `mingbai.doctor`.
"""

import json
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Annotated, cast

import typer

from config.doctor import Examiner, Finding, Level
from config.terminal import echo, echo_text
from programme.clock import SystemClock
from programme.plain_line import plain

GROUP = "mingbai.doctor"
_SIGNS = {Level.GOOD: "好", Level.WARN: "看", Level.BAD: "坏"}
_NAMES = {"centre": "发布中心", "device": "设备", "kiosk": "触摸屏", "player": "屏幕"}
app = typer.Typer(add_completion=False, name="doctor")


@app.command(
    help="检查这台机器，用大白话说哪里不好、怎么办；有坏的，返回 1。不改任何东西。"
)
def doctor(
    *,
    half: Annotated[
        str,
        typer.Argument(help="查什么：centre 中心、device 设备、kiosk、player。"),
    ],
    settings: Annotated[Path | None, typer.Option(help="它的设置文件。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON 给程序看。")] = False,
) -> None:
    """Examine one half on this machine.

    Raises:
        Exit: With code 1, where something is bad; 2, where there is no such half.
    """
    known = {entry.name: entry for entry in metadata.entry_points(group=GROUP)}
    if half not in known:
        names = "、".join(sorted(known))
        echo(f"没有 {half} 可查。可以查的：{names}。", err=True)
        raise typer.Exit(2)
    try:
        examiner = cast("Examiner", known[half].load())
    except ModuleNotFoundError as error:
        words = f"这台机器没有装{_NAMES.get(half, half)}（缺 {error.name}）。"
        echo_text(words, err=True)
        raise typer.Exit(2) from error
    found = examiner(settings, SystemClock())
    echo_text(told_as_json(found) if as_json else told(found))
    if any(one.level is Level.BAD for one in found):
        raise typer.Exit(1)


def told(found: Sequence[Finding]) -> str:
    """Return findings as lines for a caretaker, the worst first."""
    order = [Level.BAD, Level.WARN, Level.GOOD]
    lines = []
    for one in sorted(found, key=lambda one: order.index(one.level)):
        lines.append(plain(f"［{_SIGNS[one.level]}］{one.about}：{one.words}"))
        if one.advice:
            lines.append(plain(f"      → {one.advice}"))
    counts = {level: sum(one.level is level for one in found) for level in Level}
    lines.append(
        f"共 {len(found)} 项：{counts[Level.BAD]} 项坏了，"
        f"{counts[Level.WARN]} 项要看一看，{counts[Level.GOOD]} 项正常。"
    )
    return "\n".join(lines)


def told_as_json(found: Sequence[Finding]) -> str:
    """Return findings for a program."""
    return json.dumps(
        [
            {
                "about": one.about,
                "level": one.level.value,
                "words": one.words,
                "advice": one.advice,
            }
            for one in found
        ],
        ensure_ascii=False,
    )
