"""Name the centre's jobs that run under strace: each takes and returns JSON."""

from collections.abc import Callable
from pathlib import Path

from tests.fakes.delivery import opened_delivery


def publish(folder: str) -> list[str]:
    """Publish what is due, as at a start; return the targets that went out."""
    with opened_delivery(Path(folder)) as delivery:
        return list(delivery.publisher.publish_due().published)


JOBS: dict[str, Callable[..., object]] = {"publish": publish}
