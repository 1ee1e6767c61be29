"""Hold what `script/install` leaves outside its versions; upgrades are F28's."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.fakes.upgrades import machine_in

_SAYS_ALL = "#!/bin/sh\necho {name} $*\n"


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    machine = machine_in(tmp_path_factory.mktemp("machine") / "one")
    assert machine.install("centre") == 0
    return machine.root / "usr" / "local" / "bin" / "mingbai"


@pytest.mark.parametrize(
    ("user", "ran"),
    [
        ("0", "runuser -u mingbai-centre -- PROGRAM backup run"),
        ("1000", "PROGRAM backup run"),
    ],
)
def test_the_command_of_root_is_run_by_the_account_of_the_programs(
    tmp_path: Path, command: Path, user: str, ran: str
) -> None:
    program = tmp_path / "program"
    for name, says in (
        ("id", f"#!/bin/sh\necho {user}\n"),
        ("runuser", _SAYS_ALL.format(name="runuser")),
        ("program", _SAYS_ALL.format(name=program)),
    ):
        (tmp_path / name).write_text(says)
        (tmp_path / name).chmod(0o755)
    # On the machine that builds nothing is installed.
    text = command.read_text().replace("/opt/mingbai/current/bin/mingbai", str(program))

    done = subprocess.run(  # noqa: S603 - what the project's own script wrote
        ["/bin/sh", "-c", text, "mingbai", "backup", "run"],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert command.stat().st_mode & 0o777 == 0o755
    assert done.stdout.strip() == ran.replace("PROGRAM", str(program))
