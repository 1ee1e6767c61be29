"""`mingbai verify` runs where nothing but the base is installed (REQ-70)."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest

from programme.monthly_report import seal_report
from tests.fakes.certificates import PUBLIC, sample
from tests.fakes.log_heads import KEY
from tests.fakes.reports import report

ROOT = Path(__file__).parents[2]
CHILD = """
import json, sys

allowed = set(json.loads(sys.argv.pop(1))) | set(sys.stdlib_module_names)
allowed |= {"programme", "mingbai"}
asked = set()

class Refusal:
    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        # The interpreter's own settings lie in a module that is named by the machine.
        if root not in allowed and not root.startswith("_sysconfigdata"):
            asked.add(root)
            raise ModuleNotFoundError(f"not installed with the base: {name}", name=name)
        return None

sys.meta_path.insert(0, Refusal())
from mingbai.verify import app

try:
    app(prog_name="mingbai verify")
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    print("LOADED", json.dumps(sorted(loaded)))
    print("ASKED", json.dumps(sorted(asked)))
"""
_OF_THE_HALVES = {"nicegui", "sqlalchemy", "PIL", "playwright", "fastapi", "requests"}
_OWN_HALVES = {"publishing", "media", "sync_agent", "signage", "kiosk", "config"}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def base_modules() -> set[str]:
    """Return the modules of what the project itself needs, and of what that needs."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = list(_names(told["project"]["dependencies"]))
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            wanted += _names(metadata.requires(name) or ())
    modules = metadata.packages_distributions()
    return {
        module
        for module, distributions in modules.items()
        if found & {_plain(one) for one in distributions}
    }


def _names(requirements: Iterable[str]) -> Iterator[str]:
    """Yield what is required without an extra and is installed here."""
    installed = {_plain(one.name) for one in metadata.distributions()}
    for one in requirements:
        name = _NAME.match(one)
        if name and "extra ==" not in one and _plain(name[0]) in installed:
            yield _plain(name[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("kind", ["certificate", "report"])
def test_verifying_needs_the_base_alone(kind: str, tmp_path: Path) -> None:
    data = sample() if kind == "certificate" else seal_report(report(), KEY)
    (tmp_path / "file").write_bytes(data)
    allowed = base_modules()

    child = subprocess.run(  # noqa: S603 - our own interpreter, fixed words
        [
            *(sys.executable, "-W", "error", "-c", CHILD, json.dumps(sorted(allowed))),
            *(str(tmp_path / "file"), "--fingerprint", PUBLIC.fingerprint),
        ],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
        timeout=9,
    )

    assert child.stderr == ""
    assert child.returncode == 0
    told = dict(
        line.split(" ", 1)
        for line in child.stdout.splitlines()
        if line.startswith(("LOADED", "ASKED"))
    )
    assert not allowed & _OF_THE_HALVES
    assert not set(json.loads(told["LOADED"])) & (_OF_THE_HALVES | _OWN_HALVES)
    assert not set(json.loads(told["ASKED"])) & (_OF_THE_HALVES | _OWN_HALVES)
