"""Say what a managed Chromium is forbidden on a device; install nothing."""

import json
from collections.abc import Collection
from importlib import resources
from typing import Any

FOLDER = "/etc/chromium/policies/managed"
"""Where Debian's Chromium looks for them; `script/install` writes there."""


def browser_policies(address: str, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the policies of a browser that may open one address alone.

    Args:
        address: Of the local pages, such as `http://127.0.0.1:8702/`.
        without: Names of policies that this program cannot work under.
    """
    file = resources.files("config") / "browser" / "kiosk-policies.json"
    shipped: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    kept = {name: value for name, value in shipped.items() if name not in without}
    return kept | {"URLAllowlist": [address.rstrip("/")]}
