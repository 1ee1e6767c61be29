"""Name the jobs that run under strace: each takes and returns what JSON can say."""

from collections.abc import Callable
from pathlib import Path

from programme.clock import SystemClock
from programme.keys import from_base64url
from programme.records import GoneReceipt
from sync_agent.disk import DiskRefused
from sync_agent.inner.assembly import Where, make_sync
from sync_agent.inner.errors import SyncFailed
from sync_agent.inner.http import Http
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, RecordsHeld, open_outbox
from sync_agent.outbox_file import path_of
from sync_agent.store import Store
from tests.fakes.group_publication import GROUP


def adopt(folder: str, url: str, root: str) -> str:
    """Sync once; return what came of it."""
    clock, layout = SystemClock(), Layout(Path(folder))
    http = Http(ca_file=None, read_timeout_s=5.0, total_timeout_s=10.0)
    where = Where(
        repository_url=url,
        group=GROUP,
        root_metadata=from_base64url(root),
        downloads_at_once=1,
    )
    outbox = open_outbox(layout.root, "agent", clock)
    sync = make_sync(
        layout,
        where,
        http=http,
        store=Store(layout.root),
        outbox=outbox,
        clock=clock,
        on_news=lambda: None,
    )
    try:
        adopted = sync.run()
    except (DiskRefused, SyncFailed) as error:
        return type(error).__name__
    return "nothing" if adopted is None else "adopted"


def append(folder: str, writer: str, count: int) -> list[str]:
    """Append records one by one; return the names of those acknowledged."""
    clock = SystemClock()
    outbox = Outbox(path_of(Path(folder), writer), writer, clock)
    stored = []
    for number in range(count):
        name = f"d-{number}"
        record = GoneReceipt(disclosure=name, at=clock.now())
        try:
            outbox.append(record, client_id=name)
        except RecordsHeld:
            continue
        stored.append(name)
    return stored


JOBS: dict[str, Callable[..., object]] = {"adopt": adopt, "append": append}
