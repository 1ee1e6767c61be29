"""Stand in for installed entry points of `mingbai.commands`."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RecordingProgram:
    """Remember how it was called instead of doing anything."""

    calls: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def __call__(self, *, args: Sequence[str], prog_name: str) -> None:
        self.calls.append((tuple(args), prog_name))


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeEntry:
    """An entry point whose module is either there or fails to import."""

    program: object = None
    failure: ImportError | None = None

    def load(self) -> object:
        if self.failure is not None:
            raise self.failure
        return self.program
