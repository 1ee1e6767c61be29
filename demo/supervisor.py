"""Keep a set of programs running: start in order, restart, stop in reverse.

It plays systemd in the demo and in the tests; what a program is, it does not know.
"""

import logging
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from demo.program import Program, ProgramFailed, ProgramSpec
from programme.clock import Clock

log = logging.getLogger(__name__)

_LOOK_S = 0.2
_PATIENCE_S = 5.0


class Supervisor:
    """Hold running programs by name; use it in a `with` statement."""

    def __init__(
        self,
        *,
        clock: Clock,
        ready_within_s: float = 60.0,
        restart_after_s: float = 1.0,
    ) -> None:
        self._clock = clock
        self._ready_within_s = ready_within_s
        self._restart_after_s = restart_after_s
        self._programs: dict[str, Program] = {}
        self._paused: set[str] = set()
        self._lock = threading.RLock()
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="supervisor")

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything, the last started first."""
        self._stopping.set()
        self._watcher.join()
        for program in reversed(list(self._programs.values())):
            program.stop(_PATIENCE_S)

    def start(self, specs: Sequence[ProgramSpec]) -> None:
        """Start programs one after another, each when the one before is ready.

        Raises:
            ProgramFailed: A program ended, or was not ready in time.
        """
        for spec in specs:
            program = Program(spec, self._clock)
            with self._lock:
                program.start()
                self._programs[spec.name] = program
            self._await_ready(program)

    def _await_ready(self, program: Program) -> None:
        deadline = self._clock.monotonic() + self._ready_within_s
        while not program.ready.wait(_LOOK_S):
            code = program.exit_code()
            if code is not None:
                raise ProgramFailed(
                    program.spec.name, f"退出码 {code}", program.log_file
                )
            if self._clock.monotonic() > deadline:
                raise ProgramFailed(program.spec.name, "等得太久", program.log_file)

    def pid(self, name: str) -> int | None:
        """Return the process id of a program."""
        return self._programs[name].pid

    def kill(self, name: str) -> None:
        """Kill a program and leave it dead until it is resumed."""
        with self._lock:
            self._paused.add(name)
            self._programs[name].kill()

    def resume(self, name: str) -> None:
        """Start a killed program again and wait until it is ready.

        Raises:
            ProgramFailed: It ended, or was not ready in time.
        """
        with self._lock:
            self._paused.discard(name)
            self._programs[name].start()
        self._await_ready(self._programs[name])

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_S):
            for program in list(self._programs.values()):
                self._look_after(program)

    def _look_after(self, program: Program) -> None:
        name = program.spec.name
        with self._lock:
            if name in self._paused or self._stopping.is_set():
                return
            if program.silent_too_long():
                log.warning("%s is silent, killed", name)
                program.kill()
            if program.exit_code() is None:
                return
            log.warning("%s ended with %s, restarted", name, program.exit_code())
        if not self._stopping.wait(self._restart_after_s):
            with self._lock:
                if name not in self._paused:
                    program.start()
