"""Say how the kiosk's browser is started and what it is forbidden; start nothing."""

import json
from importlib import resources
from typing import Any

from config.device import KioskSettings

PROFILE = "kiosk-browser"
"""The folder under the device's that is emptied before each start and after it."""


def address_of(settings: KioskSettings) -> str:
    """Return where the first page is."""
    return f"http://{settings.web.host}:{settings.web.port}/"


def command_of(settings: KioskSettings) -> tuple[str, ...]:
    """Return the browser's command line: one page, and a folder of its own."""
    return (
        *settings.browser.command,
        f"--user-data-dir={settings.state_folder / PROFILE}",
        # A window of the page alone: no bar of tabs and no line for addresses.
        f"--app={address_of(settings)}",
    )


def policies_of(settings: KioskSettings) -> dict[str, Any]:
    """Return what a managed Chromium is forbidden: every address but this kiosk's."""
    file = resources.files("config") / "browser" / "kiosk-policies.json"
    shipped: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return shipped | {"URLAllowlist": [address_of(settings).rstrip("/")]}
