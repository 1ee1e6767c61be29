"""Say what the centre can lack of what it must hold, in words; it looks at no disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType


class Kind(StrEnum):
    """Say what a holding is for: that decides what to do where it is lost."""

    ASSET = "asset"
    """A file that devices fetch by its SHA-256."""
    TARGET = "target"
    """A signed document that devices fetch by its name."""
    METADATA = "metadata"
    """What says which documents are the current ones."""
    DESK = "desk"
    """The desk's own copy of what is shown, or of a certificate."""
    SCAN = "scan"
    """What was signed, answered or photographed on paper."""
    BATCH = "batch"
    """Records that a device delivered."""


class Flaw(StrEnum):
    """Say what is wrong with a holding."""

    DAMAGED = "damaged"
    """Its bytes are not those that were put there, or cannot be read."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Be one holding that is not there as it was put there."""

    kind: Kind
    name: str
    """Its path below the county's folder; of records: device, writer and numbers."""
    flaw: Flaw

    @property
    def sha256(self) -> str | None:
        """Return what its bytes must be, where its name says so."""
        base = PurePosixPath(self.name).name
        if self.kind is Kind.TARGET:
            return base.partition(".")[0]
        return base if self.kind in _NAMED_BY_CONTENT else None

    @property
    def words(self) -> str:
        """Return in one line what is wrong."""
        return f"{_KINDS[self.kind]}{_FLAWS[self.flaw]}：{self.name}"

    @property
    def brief(self) -> str:
        """Return the same for a list, where a path of a hundred signs has no place."""
        base = PurePosixPath(self.name).name
        known_by = base if len(base) <= _LONGEST else f"{base[:_LONGEST]}…"
        return f"{_KINDS[self.kind]}{_FLAWS[self.flaw]}（{known_by}）"

    @property
    def effect(self) -> str:
        """Return what it does to residents, devices or proofs."""
        return _EFFECTS[self.kind]

    @property
    def advice(self) -> str:
        """Return what to do where there is no whole copy."""
        return _ADVICE[self.kind]


_LONGEST = 16
_NAMED_BY_CONTENT = frozenset({Kind.ASSET, Kind.DESK, Kind.SCAN})
_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ASSET: "要发给设备的文件",
        Kind.TARGET: "发布的节目单或目录",
        Kind.METADATA: "发布库的签名文件",
        Kind.DESK: "经办存的文件",
        Kind.SCAN: "签字扫描件或纸面材料",
        Kind.BATCH: "设备送来的展示记录",
    }
)
_FLAWS: Mapping[Flaw, str] = MappingProxyType(
    {Flaw.DAMAGED: "坏了", Flaw.MISSING: "不见了"}
)
_RESTORE = "有备份的，接上备份盘等一小时，中心自己取回；"
_EFFECTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ASSET: "设备照放原来的，收不到用到它的新节目",
        Kind.TARGET: "设备照放原来的，收不到这一份的新版",
        Kind.METADATA: "设备照放原来的，什么新内容都收不到",
        Kind.DESK: "再发布、补出证明时会缺它",
        Kind.SCAN: "检查时拿不出这一份签过字的材料",
        Kind.BATCH: "这一段展示过没有，证明不了",
    }
)
_ADVICE: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ASSET: f"{_RESTORE}没有备份的，请把用到它的事项改一版重新批准，再换磁盘。",
        Kind.TARGET: (
            f"{_RESTORE}节目单和目录中心会自己重新发布；"
            "人员名单请运行 mingbai keys request people 重新签。再检查磁盘。"
        ),
        Kind.METADATA: (
            f"{_RESTORE}没有取回的，请停下中心运行 mingbai restore，再检查磁盘。"
        ),
        Kind.DESK: f"{_RESTORE}没有备份的，请把事项改一版重新批准，再检查磁盘。",
        Kind.SCAN: f"{_RESTORE}没有备份的，请找出纸面原件重新扫描、注明原因归档。",
        Kind.BATCH: (
            "请看数据库是不是被改过、从旧备份恢复过；还有这一段的备份，"
            "请封存一份留给检查的人。补不回来的，请书面说明缺哪一段、为什么。"
        ),
    }
)
