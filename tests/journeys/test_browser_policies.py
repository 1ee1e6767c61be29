"""Ask a real browser what it makes of the policies that are installed (REQ-70).

Two policies shut the door by which the browser is asked; here they have the value that
leaves it open, so that the browser judges their names and kinds as well.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright

from config.device import KioskSettings, PlayerSettings
from config.settings import read_settings
from kiosk.browser import policies_of as of_kiosk
from signage.show_app import policies_of as of_screen
from tests.fakes.chromium import FLAGS, chromium_path
from tests.fakes.kiosk_show import may_unshare, under_policies

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]
GOOD = {"OK", "Deprecated"}
"""What is deprecated still holds, and older browsers know no other name for it."""
ADDRESS = "chrome://policy"
OPEN_DOORS = {"DeveloperToolsAvailability": 1, "RemoteDebuggingAllowed": True}
POLICIES: dict[str, Callable[[], dict[str, Any]]] = {
    "kiosk": lambda: of_kiosk(read_settings(KioskSettings)),
    "screen": lambda: of_screen(read_settings(PlayerSettings)),
}
# Every row of the page with what the browser says of it; its tables are drawn late.
ROWS = """() => {
  const below = (root, name) =>
    [...root.querySelectorAll("*")].flatMap((one) => [
      ...(one.localName === name ? [one] : []),
      ...(one.shadowRoot ? below(one.shadowRoot, name) : []),
    ]);
  const text = (row, name) =>
    row.shadowRoot?.querySelector(`.policy.row .${name}`)?.textContent.trim();
  const rows = below(document, "policy-row");
  return rows.map((row) => [text(row, "name"), text(row, "messages")]);
}"""


@pytest.mark.parametrize("kind", POLICIES)
async def test_the_browser_finds_no_error_in_any_policy(
    kind: str, tmp_path: Path
) -> None:
    if not may_unshare():
        pytest.skip("not run: this machine hides no folder from others")
    shipped = POLICIES[kind]()
    doors = {name: OPEN_DOORS[name] for name in OPEN_DOORS if name in shipped}

    told = await _asked(shipped | doors, tmp_path)

    assert {name: said for name, said in told.items() if said not in GOOD} == {}
    assert told.keys() == shipped.keys()


async def test_the_browser_says_so_where_a_policy_is_wrong(tmp_path: Path) -> None:
    if not may_unshare():
        pytest.skip("not run: this machine hides no folder from others")
    wrong = {"PrintingEnabled": "no", "NoSuchPolicy": True, "SyncDisabled": True}

    told = await _asked(wrong, tmp_path)

    assert told.pop("SyncDisabled") == "OK"
    assert set(told) == {"PrintingEnabled", "NoSuchPolicy"}
    assert not GOOD & set(told.values())


async def _asked(policies: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return what a browser says of each policy."""
    allowed = [*policies.get("URLAllowlist", []), ADDRESS]
    browser = under_policies(
        folder, policies | {"URLAllowlist": allowed}, chromium_path()
    )
    async with async_playwright() as play:
        context = await play.chromium.launch_persistent_context(
            str(folder / "profile"), executable_path=browser, args=list(FLAGS)
        )
        page = context.pages[0]
        await page.goto(ADDRESS)
        # One row for each, and for the list of addresses.
        least = len(policies | {"URLAllowlist": allowed})
        await page.wait_for_function(f"() => ({ROWS})().length >= {least}")
        rows = await page.evaluate(ROWS)
        await context.close()
    return {name: said for name, said in rows if name in policies}
