"""Dress pages in the look: colours, style sheet, script, icons; no page is here."""

import hashlib
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from nicegui import app, ui

_OWN = ("admin.css", "timeline.css", "coverage.css", "admin.js", "security-key.js")
_LOOK = ("tokens.css", "icons.woff2", "mark.svg")
_COLOURS = {
    "primary": "#0E4A5A",
    "secondary": "#3F4D59",
    "accent": "#F2B84B",
    "dark": "#0A3540",
    "positive": "#145636",
    "negative": "#98161B",
    "info": "#1A4A7F",
    "warning": "#7A4300",
}


def serve_look() -> None:
    """Serve the style sheet, the script and the icons from this machine alone."""
    for name in _OWN:
        _serve(files("publishing.admin").joinpath("static", name), name)
    for name in _LOOK:
        _serve(files("look").joinpath(name), name)


def dress(root_path: str) -> None:
    """Dress the page that is being made."""
    base = f"{root_path}/look"
    version = _version()
    ui.add_head_html(
        f'<link rel="stylesheet" href="{base}/tokens.css?{version}">'
        f'<link rel="stylesheet" href="{base}/admin.css?{version}">'
        f'<link rel="stylesheet" href="{base}/timeline.css?{version}">'
        f'<link rel="stylesheet" href="{base}/coverage.css?{version}">'
        f'<script defer src="{base}/admin.js?{version}"></script>'
        f'<script defer src="{base}/security-key.js?{version}"></script>'
    )
    ui.colors(**_COLOURS)


def _serve(resource: Traversable, name: str) -> None:
    # The package is installed as files, so the path stays good after the block.
    with as_file(resource) as path:
        app.add_static_file(local_file=Path(path), url_path=f"/look/{name}")


@cache
def _version() -> str:
    """Return what changes with the files, so that browsers fetch a new one."""
    digest = hashlib.sha256(files("look").joinpath("tokens.css").read_bytes())
    for name in _OWN:
        digest.update(files("publishing.admin").joinpath("static", name).read_bytes())
    return digest.hexdigest()[:12]
