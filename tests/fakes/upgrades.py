"""Hold a machine in a folder on which `script/install` upgrades, and cut it short.

The programs are small stand-ins that keep the product's word: a new version backs the
data up before it changes their form, an old one refuses a newer form, and undoing an
upgrade brings the backup back.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROJECT = Path(__file__).parents[2]
_COUNTED = ("mv", "ln", "rm", "mkdir", "cp", "sync", "chmod", "cat", "basename")
_SHIM = """#!/bin/sh
count=$(($(/bin/cat {folder}/count) + 1))
echo $count >{folder}/count
# Everything of this installation ends here, as if the current were cut.
[ $count != "$(/bin/cat {folder}/die-at)" ] || kill -KILL 0
exec {real} "$@"
"""
_PROGRAM = """#!/bin/sh
# A stand-in of version {version}: `centre run` and `restore --undo-upgrade`.
data={data}
form=$(head -n 1 $data/rows)
case "$1 $2" in
    "centre run")
        [ $form -le {version} ] || exit 1
        if [ $form != {version} ]; then
            cp $data/rows $data/before && sync $data/before
            {{ echo {version} && tail -n +2 $data/rows; }} >$data/rows.new
            mv $data/rows.new $data/rows
        fi
        exec test ! -e {data}/broken-{version}
        ;;
    "restore --undo-upgrade")
        [ $form = {version} ] || {{ cp $data/before $data/rows.new &&
            mv $data/rows.new $data/rows; }}
        ;;
    *) exit 2 ;;
esac
"""
_SERVICES = """#!/bin/sh
# Play the service manager: what runs is what `current` names when it is started.
case "$1" in
    start)
        {root}/opt/mingbai/current/bin/mingbai centre run || exit 1
        basename "$(readlink {root}/opt/mingbai/current)" >{folder}/runs
        ;;
    stop) rm -f {folder}/runs ;;
esac
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Be a machine with an old version that runs, and a new one in a checkout."""

    folder: Path
    old: str
    new: str

    @property
    def root(self) -> Path:
        return self.folder / "root"

    @property
    def trial(self) -> Path:
        return self.root / "opt" / "mingbai" / "trial"

    def runs(self) -> str:
        """Return the version that runs; empty: none."""
        file = self.folder / "runs"
        return file.read_text().strip() if file.exists() else ""

    def rows(self) -> list[str]:
        """Return the data without their form."""
        return (self.folder / "data" / "rows").read_text().splitlines()[1:]

    def break_new(self) -> None:
        """Let the new version fail after it has changed the data's form."""
        (self.folder / "data" / "broken-2").touch()

    def mend_new(self) -> None:
        (self.folder / "data" / "broken-2").unlink(missing_ok=True)

    def install(self, *words: str, die_at: int = 0) -> int:
        """Run the checkout's script; return its exit code, negative where it died."""
        script = self.folder / "checkout-2" / "script" / "install"
        return self._run([str(script), *words], die_at)

    def boot(self) -> None:
        """Come back after a power cut: the services start, then the trial ends."""
        (self.folder / "runs").unlink(missing_ok=True)
        services = self.folder / "services"
        subprocess.run([str(services), "start"], check=False)  # noqa: S603 - our own
        script = self.root / "opt" / "mingbai" / "install"
        if self.trial.exists():
            self._run(["/bin/sh", str(script), "settle"], 0)

    def steps(self) -> int:
        """Return how many steps the last run came to."""
        return int((self.folder / "count").read_text())

    def _run(self, command: Sequence[str], die_at: int) -> int:
        (self.folder / "count").write_text("0")
        (self.folder / "die-at").write_text(str(die_at))
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(  # noqa: S603 - the project's own script
            [
                *command,
                *("--root", str(self.root)),
                *("--services", str(self.folder / "services")),
            ],
            env={**os.environ, "PATH": path},
            start_new_session=True,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in {0, 1, -signal.SIGKILL}, done.stderr
        return done.returncode


def machine_in(folder: Path) -> Machine:
    """Return a machine on which version 1 runs, with three rows of data."""
    (folder / "bin").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "data" / "rows").write_text("1\na\nb\nc\n")
    for name in _COUNTED:
        real = shutil.which(name)
        _program(folder / "bin" / name, _SHIM.format(folder=folder, real=real))
    root = folder / "root"
    _program(folder / "services", _SERVICES.format(folder=folder, root=root))
    names = [_release(folder, version) for version in (1, 2)]
    machine = Machine(folder=folder, old=names[0], new=names[1])
    opt = root / "opt" / "mingbai"
    (opt / "current").symlink_to(f"releases/{machine.old}")
    (opt / "half").write_text("centre\n")
    for name in ("install", "trial.sh"):
        shutil.copy(_PROJECT / "script" / name, opt / name)
    machine.boot()
    return machine


def _release(folder: Path, version: int) -> str:
    """Lay a checkout of a version, and the release that would be made of it."""
    checkout = folder / f"checkout-{version}"
    (checkout / "script").mkdir(parents=True)
    for name in ("install", "trial.sh"):
        shutil.copy(_PROJECT / "script" / name, checkout / "script" / name)
    (checkout / "pyproject.toml").write_text(f'version = "{version}"\n')
    (checkout / "config" / "locks").mkdir(parents=True)
    (checkout / "config" / "locks" / "centre.lock").touch()
    for name in ("units", "fresh", "defaults"):
        shutil.copytree(_PROJECT / "config" / name, checkout / "config" / name)
    done = subprocess.run(  # noqa: S603 - the project's own script
        [str(checkout / "script" / "install"), "id", "centre", "--root", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    name = done.stdout.strip()
    release = folder / "root" / "opt" / "mingbai" / "releases" / name
    (release / "bin").mkdir(parents=True)
    _program(
        release / "bin" / "mingbai",
        _PROGRAM.format(version=version, data=folder / "data"),
    )
    shutil.copytree(checkout / "config" / "units", release / "units")
    (release / "complete").touch()
    return name


def _program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)
