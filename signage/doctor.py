"""Examine a screen: its page and its browser; change nothing."""

from functools import partial
from pathlib import Path

from config.device import PlayerSettings
from config.doctor import Check, Finding, bad, examine
from config.doctor_machine import disk, listening, program
from config.settings import SettingsError, read_settings
from programme.clock import Clock

_LEAST_BYTES = 100 * 1024 * 1024


def examine_player(settings: Path | None, now: Clock) -> tuple[Finding, ...]:
    """Return what is found on the screen of these settings."""
    del now
    try:
        told = read_settings(PlayerSettings, files=[settings] if settings else [])
    except SettingsError as error:
        return (bad("设置", str(error), "请按上面写的改设置文件。"),)
    page = partial(
        listening,
        told.web.host,
        told.web.port,
        about="屏幕页面",
        advice="请启动：systemctl start mingbai-player，或 mingbai player run。",
    )
    browser = partial(
        program,
        told.browser.command[0],
        about="浏览器",
        advice="请运行 apt install chromium。",
    )
    checks: list[tuple[str, Check]] = [
        ("磁盘", partial(disk, told.state_folder, least_bytes=_LEAST_BYTES)),
        ("屏幕页面", page),
        ("浏览器", browser),
    ]
    checks += [
        (
            "屏的开关",
            partial(program, command[0], about="屏的开关", advice="请核对 [panel]。"),
        )
        for command in (told.panel.on, told.panel.dim, told.panel.off)
        if command
    ]
    return examine(checks)
