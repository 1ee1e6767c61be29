import tomllib
from pathlib import Path

import pytest

from mingbai.errors import MissingExtraError, UnknownCommandError
from mingbai.loader import (
    OWN_PACKAGES,
    absent_among,
    absent_distributions,
    load,
)
from tests.fakes.entries import FakeEntry, RecordingProgram


def nothing_absent(_extras: object) -> tuple[str, ...]:
    return ()


def two_absent(_extras: object) -> tuple[str, ...]:
    return ("nicegui", "sqlalchemy")


def test_a_command_is_loaded_by_its_name() -> None:
    program = RecordingProgram()

    loaded = load(
        "demo", entries={"demo": FakeEntry(program=program)}, absent=nothing_absent
    )

    assert loaded is program


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownCommandError) as refusal:
        load("demp", entries={"demo": FakeEntry()}, absent=nothing_absent)

    assert refusal.value.meant == ("demo",)


def test_an_unknown_name_that_resembles_none_is_refused_without_a_guess() -> None:
    with pytest.raises(UnknownCommandError, match="mingbai --help") as refusal:
        load("xyzzy", entries={"demo": FakeEntry()}, absent=nothing_absent)

    assert "是不是" not in str(refusal.value)


def test_a_missing_extra_is_named_with_what_to_run() -> None:
    failure = ModuleNotFoundError("No module named 'nicegui'", name="nicegui")

    with pytest.raises(MissingExtraError) as refusal:
        load(
            "centre", entries={"centre": FakeEntry(failure=failure)}, absent=two_absent
        )

    assert "pip install 'mingbai[centre]'" in str(refusal.value)
    assert "nicegui、sqlalchemy" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_module_of_our_own_that_is_missing_shows_as_the_bug_it_is() -> None:
    failure = ModuleNotFoundError("No module named 'demo.x'", name="demo.x")

    with pytest.raises(ModuleNotFoundError):
        load("demo", entries={"demo": FakeEntry(failure=failure)}, absent=two_absent)


def test_a_misspelt_import_shows_when_the_extra_is_whole() -> None:
    failure = ModuleNotFoundError("No module named 'nicegiu'", name="nicegiu")

    with pytest.raises(ModuleNotFoundError):
        load(
            "demo", entries={"demo": FakeEntry(failure=failure)}, absent=nothing_absent
        )


def test_another_import_error_shows() -> None:
    failure = ImportError("cannot import name 'app'")

    with pytest.raises(ImportError, match="cannot import name"):
        load("ask", entries={"ask": FakeEntry(failure=failure)}, absent=two_absent)


def test_the_extras_of_this_installation_are_whole() -> None:
    assert absent_distributions(["centre", "device"]) == ()


def test_only_absent_packages_of_the_wanted_extra_count() -> None:
    requirements = [
        "typer>=0.20",
        "typer>=0.20; extra == 'device'",
        "never-heard-of==1.*; extra == 'device'",
        "also-unheard-of; extra == 'centre'",
    ]

    assert absent_among(requirements, extras=["device"]) == ("never-heard-of",)


def test_a_requirement_without_a_name_counts_as_nothing() -> None:
    assert absent_among(["; extra == 'dev'"], extras=["device"]) == ()


def test_the_loader_knows_every_package_of_the_project() -> None:
    table = Path(__file__).parents[2] / "pyproject.toml"
    tools = tomllib.loads(table.read_text(encoding="utf-8"))["tool"]

    assert set(tools["importlinter"]["root_packages"]) == OWN_PACKAGES
    assert set(tools["coverage"]["run"]["source"]) == OWN_PACKAGES
