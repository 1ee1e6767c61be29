"""Hold the systemd units against the programs, their settings and a score."""

import re
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest
from typer import Typer
from typer.core import TyperGroup
from typer.main import get_command

from config.centre import CentreSettings, WakeSettings
from config.device import AgentSettings, KioskSettings, PlayerSettings
from config.settings import ProgramSettings, defaults_of
from mingbai.loader import absent_distributions, discover, load

UNITS = Path(str(resources.files("config") / "units"))
PROGRAMS: dict[str, tuple[str, type[ProgramSettings]]] = {
    "mingbai-centre": ("centre run", CentreSettings),
    "mingbai-wake": ("wake run", WakeSettings),
    "mingbai-agent": ("agent run", AgentSettings),
    "mingbai-player": ("player run", PlayerSettings),
    "mingbai-screen": ("player show", PlayerSettings),
    "mingbai-kiosk": ("kiosk run", KioskSettings),
    "mingbai-touch": ("kiosk show", KioskSettings),
}
SCORES = {
    "mingbai-agent": 1.5,
    "mingbai-wake": 1.5,
    "mingbai-centre": 2.5,
    "mingbai-player": 2.5,
    "mingbai-kiosk": 2.5,
}
"""The most that `systemd-analyze security` may say; browsers need devices."""


def told(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (UNITS / f"{name}.service").read_text("utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def analysed(*words: str) -> subprocess.CompletedProcess[str]:
    command = shutil.which("systemd-analyze")
    if command is None:
        pytest.skip("not run: this machine has no systemd-analyze")
    return subprocess.run(  # noqa: S603 - the machine's own program, fixed words
        [command, *words], capture_output=True, text=True, check=False
    )


def verbs_of(name: str) -> set[str]:
    program = load(name, entries=discover(), absent=absent_distributions)
    assert isinstance(program, Typer)
    group = get_command(program)
    assert isinstance(group, TyperGroup)
    return set(group.commands)


# REQ-70
@pytest.mark.parametrize("name", PROGRAMS)
def test_a_unit_starts_a_program_that_is_there_and_minds_it(name: str) -> None:
    command, settings = PROGRAMS[name]
    unit = told(name)
    (start,) = unit["ExecStart"]
    subcommand, verb = command.split()

    assert start.endswith(
        f"/opt/mingbai/current/bin/mingbai {command} "
        f"--settings /etc/mingbai/{settings.program}.toml"
    )
    assert verb in verbs_of(subcommand)
    assert unit["Type"] == ["notify"]
    assert unit["Restart"] == ["always"]
    assert unit["StartLimitIntervalSec"] == ["0"]
    assert 0 < int(unit["WatchdogSec"][0]) <= 60


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_unit_gives_the_folder_that_the_settings_name(name: str) -> None:
    defaults = defaults_of(PROGRAMS[name][1])
    folder = defaults.get("data_folder", defaults.get("state_folder"))

    assert f"/var/lib/{told(name)['StateDirectory'][0]}" == folder


def test_only_the_agent_may_read_the_devices_key() -> None:
    hidden = [name for name in PROGRAMS if "InaccessiblePaths" in told(name)]

    assert hidden == [
        "mingbai-player",
        "mingbai-screen",
        "mingbai-kiosk",
        "mingbai-touch",
    ]


@pytest.mark.parametrize("name", ["mingbai-screen", "mingbai-touch"])
def test_no_key_leads_from_the_browser_to_another_terminal(name: str) -> None:
    unit = told(name)

    # `cage -s` would let Ctrl+Alt+F2 through.
    assert unit["ExecStart"][0].startswith("/usr/bin/cage -d -- ")
    assert unit["Conflicts"] == ["getty@tty1.service"]
    assert unit["IPAddressDeny"] == ["any"]
    assert unit["IPAddressAllow"] == ["localhost"]
    # Debian's cage aborts when it is stopped: the doctor would call that a failure.
    assert unit["SuccessExitStatus"] == ["SIGABRT"]


@pytest.mark.parametrize("name", ["mingbai-screen", "mingbai-touch"])
def test_a_keyboard_that_is_plugged_in_opens_nothing_in_the_browser(name: str) -> None:
    words = " ".join(told(name)["Environment"]).split()
    rules = (UNITS.parent / "xkb" / "rules" / "mingbai").read_text("utf-8")
    symbols = (UNITS.parent / "xkb" / "symbols" / "mingbai").read_text("utf-8")
    keys = dict(re.findall(r"key <(\w+)> \{ \[ (\w+) \] \};", symbols))

    assert "XKB_CONFIG_EXTRA_PATH=/opt/mingbai/current/xkb" in words
    assert "XKB_DEFAULT_RULES=mingbai" in words
    assert "XKB_DEFAULT_LAYOUT=mingbai" in words
    assert "symbols\n  * = mingbai" in rules
    assert "modifier_map" not in symbols
    # A key without a symbol is guessed by its place: F1 would open the help.
    dead = [key for key, symbol in keys.items() if symbol == "Scroll_Lock"]
    assert set(dead) > {"LFSH", "LCTL", "LALT", "LWIN", "COMP", "FK01", "FK11", "FK12"}
    alive = {symbol for key, symbol in keys.items() if key not in dead}
    assert {"KP_8", "Up", "Return", "Tab", "Escape", "a", "1"} <= alive
    assert not [
        symbol for symbol in alive if re.fullmatch(r"F\d+|XF86.*|.*_[LR]", symbol)
    ]


@pytest.mark.parametrize("settings", [PlayerSettings, KioskSettings])
def test_the_browser_does_not_speak_wayland_in_which_its_kiosk_mode_crashes(
    settings: type[ProgramSettings],
) -> None:
    command = defaults_of(settings)["browser"]["command"]

    assert {"--kiosk", "--ozone-platform=x11"} <= set(command)


@pytest.mark.parametrize("name", SCORES)
def test_a_program_is_shut_in_as_far_as_its_score_says(name: str) -> None:
    said = analysed(
        "security", "--offline=true", "--no-pager", str(UNITS / f"{name}.service")
    )

    score = re.search(r"exposure level for \S+: ([0-9.]+)", said.stdout)
    assert score, said.stderr
    assert float(score[1]) <= SCORES[name]


def test_systemd_finds_nothing_wrong_with_any_unit() -> None:
    said = analysed("verify", "--man=no", *map(str, sorted(UNITS.glob("*.service"))))

    # On the machine that builds, nothing is installed.
    absent = re.compile(r".*: Command \S+ is not executable: No such file or directory")
    wrong = [line for line in said.stderr.splitlines() if not absent.fullmatch(line)]
    assert wrong == []
