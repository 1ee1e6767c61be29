"""Run a whole screen beside a centre: agent, player and browser, each as a program.

They are started as systemd starts the units, each when the one before is ready, and
killed all at once, as a power cut ends them. What is measured is not known here.
"""

import json
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from demo.program import Program, ProgramSpec
from demo.programs import browser_command, mingbai
from programme.clock import SystemClock
from programme.layout import content_rectangle
from tests.fakes.agent_process import agent_spec
from tests.fakes.group_publication import Publication
from tests.fakes.ports import free_port
from tests.fakes.running_agent import RunningAgent, agent_beside_centre, wait_for
from tests.fakes.screen_device import stored_records
from tests.fakes.screens import LANDSCAPE, Sheet, webp

_READY_S = 60.0
_ADOPTED_S = 60.0
_STOP_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeScreen:
    """Be a device's folder and the programs that work on it."""

    root: Path
    programs: tuple[Program, ...]
    """In the order in which they start: agent, player, the browser's minder."""

    def start(self) -> None:
        """Start each when the one before is ready, as the units are ordered."""
        for program in self.programs:
            program.start()
            if not program.ready.wait(_READY_S):
                message = f"{program.spec.name}: see {program.log_file}"
                raise RuntimeError(message)

    def kill(self) -> None:
        """End everything at once, and let nothing say good-bye."""
        found = (*browsers_of(self.root), *(one.pid for one in self.programs))
        for pid in found:
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        for program in self.programs:
            program.kill()

    def stop(self) -> None:
        """Ask everything to end, the last started first."""
        for program in reversed(self.programs):
            program.stop(_STOP_S)

    def painted_after(self, instant: str) -> str | None:
        """Return when the first page was painted after an instant; None: not yet."""
        plays = (one for one in stored_records(self.root) if one["kind"] == "play")
        later = sorted(one["from_at"] for one in plays if one["from_at"] > instant)
        return later[0] if later else None


def browsers_of(root: Path) -> Iterator[int]:
    """Yield the processes of the browser whose profile lies in a folder."""
    own = f"--user-data-dir={root}/".encode()
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if own in place.read_bytes():
                yield int(place.parent.name)


@contextmanager
def whole_screen(
    folder: Path, *, items: int, dwell_s: int, flags: Sequence[str] = ()
) -> Iterator[WholeScreen]:
    """Give a screen that has adopted so many one-page items, and is not running.

    Args:
        folder: Where all of it lies.
        items: How many disclosures.
        dwell_s: For how long a page stands.
        flags: More flags of the browser.
    """
    with agent_beside_centre(folder) as agent:
        agent.api.confirmed = True
        _publish(agent, items, dwell_s)
        specs = (agent_spec(agent, watchdog_s=None), *_screen(folder, agent, flags))
        clock = SystemClock()
        screen = WholeScreen(
            root=agent.root, programs=tuple(Program(one, clock) for one in specs)
        )
        try:
            first = screen.programs[0]
            first.start()
            wait_for(lambda: len(_shown(agent)) == items, seconds=_ADOPTED_S)
            first.stop(_STOP_S)
            yield screen
        finally:
            screen.stop()


def _publish(agent: RunningAgent, items: int, dwell_s: int) -> None:
    """Release items whose pages a browser can draw."""
    area, centre = content_rectangle(LANDSCAPE), agent.centre
    entries = []
    for number in range(items):
        name = f"d-{number}"
        page = webp((250 - number % 40, 210, 205), (area.width, area.height), name)
        centre.put(page)
        sheet = Sheet(disclosure=name, pages=(page,), dwell_s=dwell_s)
        manifest = centre.manifest(name).model_copy(
            update={"pages": sheet.manifest().pages}
        )
        entries.append(centre.entry(manifest))
    centre.publish(Publication(entries=entries))


def _shown(agent: RunningAgent) -> Sequence[object]:
    held = agent.held()
    return () if held is None else held.items


def _screen(
    folder: Path, agent: RunningAgent, flags: Sequence[str]
) -> Iterator[ProgramSpec]:
    """Yield the player and the browser's minder."""
    settings = folder / "player.toml"
    command = json.dumps([*browser_command(), *flags])
    settings.write_text(
        f'state_folder = "{agent.root}"\nlog_level = "warning"\n'
        f"[web]\nport = {free_port()}\n"
        f"[browser]\ncommand = {command}\n",
        "utf-8",
    )
    for word in ("run", "show"):
        yield ProgramSpec(
            name=f"player-{word}",
            command=mingbai("player", word, "--settings", str(settings)),
            folder=folder / "run",
            # As an installed version, which lies beside its bytecode.
            environment={"PYTHONDONTWRITEBYTECODE": "", "MALLOC_ARENA_MAX": "2"},
        )
