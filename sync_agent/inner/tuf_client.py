"""Be this device's verifier on a command line, as tuf-conformance asks for it.

It is the verifier that a device runs (`trust`, `fetcher`, `http`, `disk`) and nothing
besides: what it trusts and fetches, a device would. Residents and staff never see it.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

from config.terminal import echo_text
from programme.clock import Clock, SystemClock
from sync_agent.disk import DiskRefused, refusals_of, replace_file
from sync_agent.inner.errors import Flaw, ReleaseRefused, SyncFailed
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import HttpFailed
from sync_agent.inner.trust import Signed, Trust

_READ_TIMEOUT_S = 10.0
_TOTAL_TIMEOUT_S = 60.0
_REFUSED = 1
"""The one code of every failure; the contract knows no other."""


class _Parser(argparse.ArgumentParser):
    """Say what is wrong with the arguments, and end with the contract's code."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and end."""
        self.print_usage(sys.stderr)
        self.exit(_REFUSED, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str], clock: Clock) -> int:
    """Do what the arguments ask for, and return the exit code: 0, or 1 if refused."""
    asked = _parser().parse_args(arguments)
    try:
        _do(asked, clock)
    except (SyncFailed, HttpFailed, DiskRefused) as error:
        echo_text(str(error), err=True)
        return _REFUSED
    return 0


def _parser() -> _Parser:
    parser = _Parser(prog="tuf-client", description="按 TUF 规范取回并核对文件。")
    parser.add_argument("--metadata-dir", type=Path, required=True)
    parser.add_argument("--metadata-url", default="")
    parser.add_argument("--target-name", default="")
    parser.add_argument("--target-dir", type=Path, default=Path())
    parser.add_argument("--target-base-url", default="")
    commands = parser.add_subparsers(dest="command", required=True)
    begin = commands.add_parser("init", help="记住第一份可信的 root.json。")
    begin.add_argument("trusted_root", type=Path)
    commands.add_parser("refresh", help="更新签名信息。")
    commands.add_parser("download", help="更新签名信息，再取一个文件。")
    return parser


def _do(asked: argparse.Namespace, clock: Clock) -> None:
    """Do it.

    Raises:
        SyncFailed: What came does not verify, or there is no such file.
        HttpFailed: The repository does not answer as it should.
        DiskRefused: The disk refused.
    """
    if asked.command == "init":
        _remember(asked.trusted_root, asked.metadata_dir)
        return
    http = Http(
        ca_file=None, read_timeout_s=_READ_TIMEOUT_S, total_timeout_s=_TOTAL_TIMEOUT_S
    )
    with closing(http):
        trust = Trust(
            http=http,
            metadata_url=asked.metadata_url,
            targets_url=asked.target_base_url,
            folder=asked.metadata_dir,
            bootstrap=None,
            clock=clock,
        )
        signed = trust.update()
        if asked.command == "download":
            _download(signed, asked.target_name, asked.target_dir)


def _remember(trusted_root: Path, folder: Path) -> None:
    """Copy the first root; it is checked before anything is asked of a repository."""
    with refusals_of(trusted_root):
        root = trusted_root.read_bytes()
    replace_file(folder / "root.json", root)


def _download(signed: Signed, name: str, folder: Path) -> None:
    """Fetch a target, unless it is here already; a refused one leaves no trace.

    Raises:
        ReleaseRefused: Nobody signed a file of this name, or it is another one.
        HttpFailed: The repository does not answer as it should.
        DiskRefused: The disk refused.
    """
    info = signed.target(name)
    if info is None:
        raise ReleaseRefused(Flaw.MISSING_FILE, name)
    # Names may hold slashes and dots; the folder must not.
    path = folder / quote(name, safe="")
    if signed.lies_at(info, path):
        return
    arrived = path.with_name(f".{path.name}.arrived")
    try:
        replace_file(path, signed.download(info, arrived))
    finally:
        with refusals_of(arrived):
            arrived.unlink(missing_ok=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], SystemClock()))
