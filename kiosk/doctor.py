"""Examine a kiosk: its pages, browser, voice and loudspeaker; change nothing."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from config.device import KioskSettings
from config.doctor import Check, Finding, bad, examine, good, warn
from config.doctor_machine import disk, listening, program
from config.settings import SettingsError, read_settings
from kiosk.printing.leftovers import leftovers
from media.speech.pyttsx3_speaker import Pyttsx3Speaker
from media.speech.speaker import SpeechError
from programme.clock import Clock

_LEAST_BYTES = 100 * 1024 * 1024
_CARDS = Path("/proc/asound/cards")
_NO_CARD = "no soundcards"


def examine_kiosk(settings: Path | None, now: Clock) -> tuple[Finding, ...]:
    """Return what is found on the kiosk of these settings."""
    del now
    try:
        told = read_settings(KioskSettings, files=[settings] if settings else [])
    except SettingsError as error:
        return (bad("设置", str(error), "请按上面写的改设置文件。"),)
    pages = partial(
        listening,
        told.web.host,
        told.web.port,
        about="触摸页面",
        advice="请启动：systemctl start mingbai-kiosk，或 mingbai kiosk run。",
    )
    browser = partial(
        program,
        told.browser.command[0],
        about="浏览器",
        advice="请运行 apt install chromium。",
    )
    checks: list[tuple[str, Check]] = [
        ("磁盘", partial(disk, told.state_folder, least_bytes=_LEAST_BYTES)),
        ("触摸页面", pages),
        ("浏览器", browser),
        ("声音", voice),
        ("喇叭", partial(loudspeaker, _CARDS)),
        ("打印留底", partial(leftovers, told.printing.printer)),
    ]
    return examine(checks)


def voice() -> Iterator[Finding]:
    """Yield whether a sentence can be made into sound."""
    with Pyttsx3Speaker() as speaker:
        try:
            speaker.speak("您好")
        except SpeechError as error:
            advice = "请运行 apt install espeak-ng，再重启触摸页面。"
            yield bad("朗读", f"念不出来（{error}）", advice)
            return
    yield good("朗读", "普通话念得出来")


def loudspeaker(cards: Path) -> Iterator[Finding]:
    """Yield whether the machine has a sound card."""
    try:
        told = cards.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        told = _NO_CARD
    if not told or _NO_CARD in told:
        advice = "请看喇叭的线；没有喇叭的一体机，朗读只能用耳机。"
        yield warn("喇叭", "这台机器没有声卡", advice)
    else:
        yield good("喇叭", told.splitlines()[0].strip())
