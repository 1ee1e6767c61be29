"""Serve a folder as `python -m http.server` does: files, and nothing that is clever."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _Quiet(SimpleHTTPRequestHandler):
    """Be the standard library's handler, without its lines on the terminal."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def plainly_served(folder: Path) -> Iterator[str]:
    """Give the address of a folder's files until the block ends."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
