"""Name what tests of the staff API call a browser: a client with its own cookies."""

from collections.abc import Callable

import httpx

BASE = "https://centre.test"

Browser = Callable[[], httpx.AsyncClient]
"""Makes a new one, with no cookie yet."""
