"""Say how the kiosk's browser is started and what it is forbidden; start nothing."""

from typing import Any

from config.browser_policies import browser_policies
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
    return browser_policies(address_of(settings))
