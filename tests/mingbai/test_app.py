import io
import subprocess
import sys
from dataclasses import dataclass

import pytest
import typer

from config.terminal import echo
from mingbai.app import run, usage
from mingbai.loader import Entry, discover
from mingbai.subcommands import SUBCOMMANDS
from tests.fakes.entries import FakeEntry, RecordingProgram

HEAVY = {"fastapi", "nicegui", "numpy", "PIL", "pydantic", "sqlalchemy", "tuf", "typer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    code: int
    out: str
    err: str


def answer(*arguments: str, entries: dict[str, Entry]) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    code = run(arguments, entries=entries, out=out, err=err, on_loaded=lambda: None)
    return Answer(code=code, out=out.getvalue(), err=err.getvalue())


def flat_app() -> typer.Typer:
    app = typer.Typer()

    @app.command()
    def ask(words: str, *, json: bool = False) -> None:
        echo(f"{words} {json}")

    return app


def nested_app() -> typer.Typer:
    app = typer.Typer()

    @app.command()
    def count(day: str, number: int) -> None:
        echo(f"count {day} {number}")

    @app.command()
    def show(year: int) -> None:
        echo(f"show {year}")

    return app


def test_without_arguments_it_shows_the_help_and_fails() -> None:
    said = answer(entries={"ask": FakeEntry()})

    assert said.code == 2
    assert "ask" in said.err
    assert said.out == ""


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command_with_its_purpose(flag: str) -> None:
    said = answer(flag, entries={name: FakeEntry() for name in SUBCOMMANDS})

    assert said.code == 0
    assert all(each.purpose in said.out for each in SUBCOMMANDS.values())


def test_help_lists_a_foreign_command_after_our_own() -> None:
    text = usage({"annex": FakeEntry(), "demo": FakeEntry()})

    assert text.index("demo") < text.index("annex")
    assert "由另外安装的软件包提供" in text


def test_its_caller_hears_when_a_command_is_loaded_and_not_yet_started() -> None:
    told: list[str] = []
    program = RecordingProgram()

    run(
        ["ask"],
        entries={"ask": FakeEntry(program=program)},
        out=io.StringIO(),
        err=io.StringIO(),
        on_loaded=lambda: told.append(f"loaded, {len(program.calls)} started"),
    )

    assert told == ["loaded, 0 started"]
    assert len(program.calls) == 1


def test_version_is_the_installed_one() -> None:
    assert answer("--version", entries={}).out == "mingbai 0.1.0\n"


def test_an_unknown_command_is_answered_in_one_line() -> None:
    said = answer("calender", entries={"calendar": FakeEntry()})

    assert said.code == 2
    assert "mingbai calendar" in said.err
    assert said.err.count("\n") == 1


def test_a_command_gets_the_arguments_that_follow_its_name() -> None:
    program = RecordingProgram()

    said = answer(
        "journal", "verify", "--json", entries={"journal": FakeEntry(program=program)}
    )

    assert said.code == 0
    assert program.calls == [(("verify", "--json"), "mingbai journal")]


def test_a_group_with_one_command_is_used_flat(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        answer(
            "ask", "医保报销", "--json", entries={"ask": FakeEntry(program=flat_app())}
        )

    assert end.value.code == 0
    assert capsys.readouterr().out == "医保报销 True\n"


def test_a_group_with_more_commands_takes_the_second_word_as_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    entries: dict[str, Entry] = {"calendar": FakeEntry(program=nested_app())}

    with pytest.raises(SystemExit) as end:
        answer("calendar", "count", "2026-01-05", "20", entries=entries)

    assert end.value.code == 0
    assert capsys.readouterr().out == "count 2026-01-05 20\n"


def test_a_wrong_argument_ends_with_the_programs_own_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        answer("ask", entries={"ask": FakeEntry(program=flat_app())})

    assert end.value.code == 2
    assert "mingbai ask" in capsys.readouterr().err


def test_acts_that_people_know_by_name_lead_to_the_command_that_holds_them() -> None:
    agent, centre = RecordingProgram(), RecordingProgram()
    entries: dict[str, Entry] = {
        "agent": FakeEntry(program=agent),
        "centre": FakeEntry(program=centre),
    }

    answer("import", "/media/usb", entries=entries)
    answer("export", entries=entries)
    said = answer("--help", entries={"agent": FakeEntry()})

    assert agent.calls == [(("import", "/media/usb"), "mingbai agent")]
    assert centre.calls == [(("export",), "mingbai centre")]
    assert "import" in said.out
    assert "export" not in said.out


def test_every_described_command_is_registered() -> None:
    assert set(discover()) >= set(SUBCOMMANDS)


def test_help_imports_no_half_of_the_product_and_no_framework() -> None:
    code = (
        "import sys; sys.argv = ['mingbai', '--help']\n"
        "from mingbai.app import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(' '.join(sys.modules))\n"
    )

    child = subprocess.run(  # noqa: S603 - our own interpreter, fixed words
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=8,
        check=False,
    )

    loaded = {name.partition(".")[0] for name in child.stderr.split()}
    assert child.returncode == 0
    assert "清禾县" in child.stdout
    assert not loaded & (HEAVY | {"publishing", "kiosk", "signage", "sync_agent"})
