import re
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "config" / "locks"
NAMES = ["centre", "demo", "dev", "device"]
PINNED = re.compile(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)")


def pinned(name: str) -> dict[str, str]:
    """Return each package of a lock file with its version."""
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    return {found[1].lower(): found[2] for found in PINNED.finditer(text)}


def test_the_device_never_gets_the_heavy_half() -> None:
    assert not {"sqlalchemy", "pillow", "nicegui"} & set(pinned("device"))


@pytest.mark.parametrize("name", NAMES)
def test_time_zones_come_along_for_a_system_without_them(name: str) -> None:
    assert "tzdata" in pinned(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_package_carries_a_hash(name: str) -> None:
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]

    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("name", NAMES)
def test_no_lock_names_a_place(name: str) -> None:
    text = (LOCKS / f"{name}.lock").read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    assert not re.search(r"(?m)(^|\s)(/|-r /|-c /)\S", text)


@pytest.mark.parametrize("name", ["centre", "demo", "device"])
def test_what_runs_is_what_was_tested(name: str) -> None:
    assert pinned(name).items() <= pinned("dev").items()


def test_the_demo_has_both_halves_and_no_more() -> None:
    assert set(pinned("demo")) == set(pinned("centre")) | set(pinned("device"))
