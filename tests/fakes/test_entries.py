import pytest

from tests.fakes.entries import FakeEntry, RecordingProgram


def test_a_recording_program_remembers_its_arguments_and_name() -> None:
    program = RecordingProgram()

    program(args=["count", "2026-01-05"], prog_name="mingbai calendar")

    assert program.calls == [(("count", "2026-01-05"), "mingbai calendar")]


def test_an_entry_loads_its_program() -> None:
    program = RecordingProgram()

    assert FakeEntry(program=program).load() is program


def test_an_entry_with_a_failure_does_not_load() -> None:
    with pytest.raises(ImportError, match="no such half"):
        FakeEntry(failure=ImportError("no such half")).load()
