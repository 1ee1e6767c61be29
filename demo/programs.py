"""Say how each program of the demo county is started."""

import shutil
import sys
from pathlib import Path

from demo.places import Places
from demo.program import ProgramSpec

_WATCHDOG_S = 60.0
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_BROWSER_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1920,1080",
    "--screen-info={1920x1080}",
    "--kiosk",
    # The glass is read back point by point: no colour of the machine may come between.
    "--force-color-profile=srgb",
)


def mingbai(*words: str) -> tuple[str, ...]:
    """Return the command line of a subcommand in this very environment."""
    return (sys.executable, "-m", "mingbai", *words)


def centre_programs(places: Places) -> tuple[ProgramSpec, ...]:
    """Return the centre and its wake process."""
    return (_program(places, "wake", "wake"), _program(places, "centre", "centre"))


def device_programs(places: Places) -> tuple[ProgramSpec, ...]:
    """Return the agents, the player and the kiosk, the agents first."""
    return (
        _program(places, "screen-agent", "agent"),
        _program(places, "kiosk-agent", "agent"),
        _program(places, "player", "player"),
        _program(places, "kiosk", "kiosk"),
    )


def public_server(places: Places) -> ProgramSpec | None:
    """Return what serves the public pages, as any web server would; None: nobody."""
    if places.ports.public is None:
        return None
    return ProgramSpec(
        name="public",
        command=(
            *(sys.executable, "-m", "http.server", str(places.ports.public)),
            *("--bind", "127.0.0.1", "--directory", str(places.public)),
        ),
        folder=places.run,
        speaks=False,
    )


def screen_browser(places: Places) -> ProgramSpec | None:
    """Return what minds the screen's browser, or None where there is no browser."""
    if not browser_command():
        return None
    return ProgramSpec(
        name="screen-browser",
        command=mingbai(
            "player", "show", "--settings", str(places.settings_file("player"))
        ),
        folder=places.run,
        watchdog_s=_WATCHDOG_S,
    )


def browser_command() -> tuple[str, ...]:
    """Return this machine's Chromium with its flags, or nothing where there is none."""
    found = [path for name in _BROWSERS if (path := shutil.which(name))]
    return (found[0], *_BROWSER_FLAGS) if found else ()


def font_file() -> Path:
    """Return the font in which the demo's scanned notices are written.

    Raises:
        FileNotFoundError: The machine has no Noto Sans CJK.
    """
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    for folder in folders:
        for found in sorted(folder.rglob("NotoSansCJK-Regular.ttc")):
            return found
    msg = "没有找到 Noto Sans CJK 字体，请安装 fonts-noto-cjk。"
    raise FileNotFoundError(msg)


def _program(places: Places, name: str, subcommand: str) -> ProgramSpec:
    return ProgramSpec(
        name=name,
        command=mingbai(
            subcommand, "run", "--settings", str(places.settings_file(name))
        ),
        folder=places.run,
        watchdog_s=_WATCHDOG_S,
        # glibc gives every thread a heap of its own and seldom returns one: the centre
        # sets pages in threads and would keep 120 MB more.
        environment={"MALLOC_ARENA_MAX": "2"},
    )
