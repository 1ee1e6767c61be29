"""Hold the scripts of the staff pages to what the centre says."""

import re
from pathlib import Path

import publishing.admin
from publishing.admin.parts import Button
from tests.fakes.admin_pages import Pages

SCRIPTS = sorted(Path(publishing.admin.__file__).parent.glob("static/**/*.js"))
_CLOCK = re.compile(r"Date\.now|new Date\(\s*\)|(?<![.\w])Date\(\s*\)|Temporal\.")


def test_no_script_reads_the_clock_of_the_machine_on_which_staff_work() -> None:
    """A machine whose clock is wrong shows the centre's days and the centre's now."""
    found = [
        f"{script.name}: {match.group()}"
        for script in SCRIPTS
        for match in _CLOCK.finditer(script.read_text("utf-8"))
    ]

    assert len(SCRIPTS) > 10
    assert found == []


async def _press() -> None:
    """Do nothing."""


async def test_whatever_is_pressed_on_a_staff_page_is_a_button_that_keys_reach(
    pages: Pages,
) -> None:
    """A press is asked for in one place, and there the element is a button."""
    folder = Path(publishing.admin.__file__).parent
    asking = re.compile(r"\.on\(\s*[\"'](?:click|dblclick|mousedown|pointerdown)")
    found = {
        str(file.relative_to(folder)): len(asking.findall(file.read_text("utf-8")))
        for file in folder.rglob("*.py")
    }
    await pages.open("drafter", "/todo")
    with pages.user:
        button = Button("存", _press)

    assert {name for name, count in found.items() if count} == {"parts.py"}
    assert found["parts.py"] == 1
    assert (button.tag, "tabindex" in button.props) == ("button", False)
