"""Hold the scripts of the staff pages to what the centre says."""

import re
from pathlib import Path

import publishing.admin

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
