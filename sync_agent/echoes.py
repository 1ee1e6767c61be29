"""Read the echo wall that the agent keeps; who approved a reply is judged elsewhere."""

import logging
from pathlib import Path

from programme.echo import Echo
from programme.errors import ContractError
from sync_agent.layout import Layout

_log = logging.getLogger(__name__)


def read_echo(root: Path) -> Echo | None:
    """Return the echo wall, or None where there is none that can be read."""
    path = Layout(root).echo
    try:
        return Echo.parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ContractError):
        # The next sync that finds news brings it again.
        _log.warning("%s is spoiled", path.name)
        return None


def echo_token(root: Path) -> str:
    """Return a token that differs after every change; empty where there is none."""
    try:
        told = Layout(root).echo.stat()
    except OSError:
        return ""
    return f"{told.st_ino:x}-{told.st_mtime_ns:x}-{told.st_size:x}"
