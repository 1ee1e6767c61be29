"""Name what programs hand to an outbox, and how it refuses; store nothing."""

from dataclasses import dataclass

from programme.records import Record
from sync_agent.disk import DiskProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Be a record with the name that its maker gave it, so that it is stored once."""

    client_id: str
    record: Record


class RecordsHeld(Exception):
    """Say that records are in memory only: they are not stored, but not lost yet."""

    code = "records_held"

    def __init__(self, *, held: int, problem: DiskProblem) -> None:
        self.held = held
        self.problem = problem
        super().__init__(f"磁盘暂时写不进，有 {held} 条记录先放在内存里，会自动补写。")


class OutboxOverfull(Exception):
    """Say that the memory is full too; the record is refused, its maker keeps it."""

    code = "outbox_overfull"

    def __init__(self, *, held: int, refused: int) -> None:
        self.held = held
        self.refused = refused
        super().__init__(
            f"磁盘写不进，内存里已有 {held} 条记录，另外 {refused} 条没有收下。"
            "请尽快检查磁盘。"
        )
