"""Put a screen into a county's list that has reported once; it has no real key."""

from programme.boards import DisplayKind
from programme.canonical import sha256_hex
from publishing.tables.fleet import Device, DeviceReport, DeviceState
from tests.fakes.desk import County


def add_screen(county: County, *, free_bytes: int = 50_000_000_000) -> str:
    """Add the hall's screen, heard just now; return its id."""
    now = county.clock.now()
    device = "qinghe-hall-screen-1"
    with county.database.session() as session:
        session.add(
            Device(
                id=device,
                key=sha256_hex(b"device"),
                public="public",
                group_id="qinghe-hall-screen",
                name="大厅横屏",
                display_kind=DisplayKind.SCREEN,
                width=1920,
                height=1080,
                hostname="hall-1",
                state=DeviceState.ACTIVE,
                enrolled_at=now,
                enrolled_by="system",
                revoke_reason="",
            )
        )
        session.flush()
        session.add(
            DeviceReport(
                device_id=device,
                received_at=now,
                status={
                    "format": "mingbai.status/1",
                    "device": device,
                    "state": "current",
                    "said_at": now.isoformat().replace("+00:00", "Z"),
                    "programme_version": 3,
                    "programme": None,
                    "last_sync_at": None,
                    "last_error": "",
                    "free_bytes": free_bytes,
                    "unsent_records": 0,
                    "vanished": [],
                },
            )
        )
    return device
