"""Run tuf-conformance itself, where the machine has a copy of it.

`TUF_CONFORMANCE` names the folder of the copy; `env/bin/python` in it is taken where it
is there. Its cases stand in `tests/sync_agent/tuf_client` as well, for everybody else.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXECUTABLE = Path(__file__).parents[2] / "script" / "tuf-client"
LONGEST_S = 1200

pytestmark = [pytest.mark.fault, pytest.mark.timeout(LONGEST_S)]


def test_the_whole_of_tuf_conformance_passes(
    record_property: Callable[[str, object], None],
) -> None:
    named = os.environ.get("TUF_CONFORMANCE")
    if not named:
        pytest.skip("not run: TUF_CONFORMANCE names no copy of tuf-conformance")
    if shutil.which("faketime") is None:
        pytest.skip("not run: tuf-conformance needs the command faketime")
    suite = Path(named)
    own = suite / "env" / "bin" / "python"
    python = str(own) if own.is_file() else sys.executable
    line = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tuf_conformance"]

    ended = subprocess.run(  # noqa: S603 - the suite that somebody named
        [*line, "--entrypoint", str(EXECUTABLE)],
        cwd=suite,
        check=False,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )

    last = ended.stdout.strip().rpartition("\n")[2]
    record_property("outcome", re.sub(r"\s+", " ", last))
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
    assert re.search(r"\d+ passed", last)
