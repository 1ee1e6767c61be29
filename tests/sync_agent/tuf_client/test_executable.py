import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from programme.clock import SystemClock
from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TufSimulator

EXECUTABLE = Path(__file__).parents[3] / "script" / "tuf-client"


def run(arguments: list[str], *, at: str = "") -> int:
    """Run the command as another program would, at another time if asked to."""
    env = dict(os.environ)
    if at:
        found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
        if not found:
            pytest.skip("not run: libfaketime is not on this machine")
        env |= {"LD_PRELOAD": str(found[0]), "FAKETIME": at}
    line = [str(EXECUTABLE), *arguments]
    return subprocess.run(  # noqa: S603 - our own executable
        line, env=env, check=False, capture_output=True, timeout=30, cwd="/"
    ).returncode


def test_the_executable_initialises_refreshes_and_downloads(
    client: TufClient, repository: TufSimulator
) -> None:
    repository.add_file("path/to/file", b"content")
    repository.publish("targets", "snapshot", "timestamp")
    folder = str(client.metadata_folder)

    assert run(["--metadata-dir", folder, "init", str(repository.root_file)]) == 0
    assert run(client.arguments("refresh")) == 0
    assert run(client.arguments("download", "path/to/file")) == 0
    assert run(client.arguments("download", "path/to/other")) == 1
    assert run(["--metadata-dir", folder]) == 1

    assert client.files() == [b"content"]


def test_the_executable_judges_by_the_time_of_the_system(
    client: TufClient, repository: TufSimulator
) -> None:
    now = SystemClock().now().replace(microsecond=0)
    repository.timestamp.expires = now + timedelta(days=7)
    repository.publish("timestamp")

    assert run(client.arguments("refresh"), at="+8d") == 1
    assert run(client.arguments("refresh"), at="+6d") == 0
    assert run(client.arguments("refresh"), at="@2024-02-29 12:00:00") == 0

    repository.publish("timestamp")
    repository.timestamp.expires = now + timedelta(days=21)
    repository.publish("timestamp")
    assert run(client.arguments("refresh"), at="+18d") == 0
    assert client.trusts()["timestamp"] == 4
