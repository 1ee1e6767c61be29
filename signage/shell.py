"""Hold the page's own files in memory under one build hash; serve nothing.

The hash goes into the service worker, so that a browser drops an old shell as soon as
any file of it changed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from programme.canonical import sha256_hex

INDEX = "/"
WORKER = "/sw.js"

_TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
_LOOK = ("tokens.css", "mark.svg", "icons.woff2", "screen/zh-CN.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShellFile:
    """Be one file of the page as it is sent."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Be all files of the page by their paths."""

    build: str
    files: Mapping[str, ShellFile]


def load_shell() -> Shell:
    """Read the page's files out of the installed packages."""
    raw = dict(_read())
    build = sha256_hex(b"".join(raw[path] for path in sorted(raw)))[:16]
    paths = json.dumps(sorted(path for path in raw if path != WORKER))
    filled = {
        path: ShellFile(
            body=body.replace(b"__BUILD__", build.encode()).replace(
                b'["__SHELL__"]', paths.encode()
            ),
            media_type=_TYPES[_suffix(path)],
        )
        for path, body in raw.items()
    }
    return Shell(build=build, files=filled)


def _read() -> list[tuple[str, bytes]]:
    page: Traversable = files("signage") / "page"
    found = [
        (_path_of(entry.name), entry.read_bytes())
        for entry in page.iterdir()
        if entry.is_file() and entry.name.rpartition(".")[2] in _TYPES
    ]
    look: Traversable = files("look")
    return found + [(f"/look/{name}", (look / name).read_bytes()) for name in _LOOK]


def _path_of(name: str) -> str:
    """Return where a file of the page is served; a worker's place is its reach."""
    match name:
        case "index.html":
            return INDEX
        case "sw.js":
            return WORKER
        case _:
            return f"/page/{name}"


def _suffix(path: str) -> str:
    return "html" if path == INDEX else path.rpartition(".")[2]
