"""Say in plain Chinese whether a monthly report holds; what it counts it takes over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.verify_words import CONCLUSIONS, FAILS, HOLDS, PRINTED, UNDECIDED
from programme.certificate_witness import Agreement
from programme.checkpoint import Checkpoint, LogKey, open_checkpoint
from programme.errors import SignatureRefused
from programme.monthly_report import MonthlyReport, open_report
from programme.printed_checkpoint import Printed, read_printed

_BRACE = b"{"
_OF_PAPER = PRINTED | {
    Agreement.UNPROVEN: "未定　 抄来的校验点既不是本期的，也不是上期的"
}
NOT_PROVEN = (
    "月报里的数字是发布中心统计的；要核对某一件，请让中心出公示证明再核验。",
    "日志从头就没有登记过的事，月报也不知道。",
)


def is_report(data: bytes) -> bool:
    """Say whether bytes are a report's file and no certificate's."""
    return data.startswith(_BRACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportVerdict:
    """Be everything that was found of one report."""

    report: MonthlyReport
    key: LogKey
    checkpoint: Checkpoint
    pinned: str
    """The fingerprint that the county's key must have; empty: nobody said."""
    printed: tuple[tuple[Printed | None, Agreement], ...]

    @classmethod
    def of(cls, data: bytes, *, pinned: str, papers: Sequence[str]) -> "ReportVerdict":
        """Return what is found of a report's file and of texts from paper.

        Raises:
            ContractError: The file does not hold, or a text was typed wrongly.
        """
        report, key, checkpoint = open_report(data)
        return cls(
            report=report,
            key=key,
            checkpoint=checkpoint,
            pinned=pinned,
            printed=tuple(_held(report, key, text) for text in papers),
        )

    @property
    def exit_code(self) -> int:
        """Return how the command ends."""
        found = {one for _, one in self.printed}
        other = self.pinned and self.pinned != self.key.fingerprint
        if other or found & {Agreement.CONTRADICTS, Agreement.OTHER_KEY}:
            return FAILS
        return UNDECIDED if Agreement.UNPROVEN in found or not self.pinned else HOLDS


def report_lines(verdict: ReportVerdict) -> Iterator[str]:
    """Yield the lines of what was found."""
    report = verdict.report
    yield f"月报　　　{report.report}　{report.county}"
    yield f"出具时间　{report.made_at:%Y-%m-%d %H:%M} UTC"
    yield f"PDF 指纹　{report.sheet}"
    yield f"日志公钥　{verdict.key.text()}"
    yield f"　　指纹　{verdict.key.fingerprint}"
    yield ""
    yield _of_key(verdict)
    yield "成立　 月报由日志的钥匙签过，没有改过"
    yield f"成立　 校验点由日志的钥匙签过（{verdict.checkpoint.size} 条）"
    if report.previous is None:
        yield "　　　 这是第一份，没有上一期可以比"
    else:
        yield f"成立　 从上一期（{report.previous.report}）起，日志只增加，没有删改"
    for printed, found in verdict.printed:
        of = "" if printed is None else f"（{printed.checkpoint.size} 条）"
        yield f"{_OF_PAPER[found]}{of}"
    yield ""
    yield "这份月报不能证明的："
    yield from (f"　· {line}" for line in NOT_PROVEN)
    yield ""
    yield CONCLUSIONS[verdict.exit_code].replace("公示证明", "月报")


def _of_key(verdict: ReportVerdict) -> str:
    if not verdict.pinned:
        return "未定　 没有给出县里公布的公钥或指纹，请把上面的指纹和县里公布的核对"
    if verdict.pinned == verdict.key.fingerprint:
        return "成立　 日志公钥就是给出的那一把"
    return "不成立 日志公钥不是给出的那一把，这份月报不是本县的日志出的"


def _held(
    report: MonthlyReport, key: LogKey, text: str
) -> tuple[Printed | None, Agreement]:
    """Return how a text from paper stands to a report: its own, or the one before.

    Raises:
        PrintedMisread: It was typed or scanned wrongly.
    """
    try:
        printed = read_printed(text, key)
    except SignatureRefused:
        return None, Agreement.OTHER_KEY
    known = {report.report: open_checkpoint(report.checkpoint, key)}
    if report.previous is not None:
        before = report.previous
        known[before.report] = open_checkpoint(before.bridge.checkpoint, key)
    said = printed.checkpoint
    for name, one in known.items():
        if printed.report == name or (not printed.report and said.size == one.size):
            same = one == said
            return printed, Agreement.AGREES if same else Agreement.CONTRADICTS
    return printed, Agreement.UNPROVEN
