import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHILD = """
import importlib, pkgutil, sys

REFUSED = {"sqlalchemy", "PIL", "nicegui"}

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"refused on a device: {name}", name=name)
        return None

sys.meta_path.insert(0, Refusal())
for root in ("sync_agent", "signage", "kiosk", "media.speech", "config.device"):
    module = importlib.import_module(root)
    print(root)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), root + "."):
        if not found.name.endswith(".__main__"):
            importlib.import_module(found.name)
            print(found.name)
"""


def test_every_module_of_a_device_loads_without_the_centres_libraries() -> None:
    child = subprocess.run(  # noqa: S603 - our own interpreter, fixed words
        [sys.executable, "-W", "error", "-c", CHILD],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
        timeout=9,
    )

    assert child.stderr == ""
    assert child.returncode == 0
    assert "config.device" in child.stdout.split()
