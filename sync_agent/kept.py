"""Keep checkpoints of the county's log, line by line; none is ever changed or dropped.

It judges nothing: `programme.witness` does. The file may be copied for an inspector.
"""

from programme.errors import ContractError
from programme.witness import KeptCheckpoint
from sync_agent.disk import append_line, refusals_of
from sync_agent.layout import Layout


def kept_checkpoints(layout: Layout) -> tuple[KeptCheckpoint, ...]:
    """Return what is kept, oldest first; a line that is torn is passed over.

    Raises:
        DiskRefused: The file cannot be read.
    """
    path = layout.checkpoints
    with refusals_of(path):
        try:
            lines = path.read_bytes().splitlines()
        except FileNotFoundError:
            return ()
    found = []
    for line in lines:
        try:
            found.append(KeptCheckpoint.parse(line))
        except ContractError:
            continue
    return tuple(found)


def keep(layout: Layout, checkpoint: KeptCheckpoint) -> None:
    """Keep one more.

    Raises:
        DiskRefused: The disk refused.
    """
    append_line(layout.checkpoints, checkpoint.canonical())
