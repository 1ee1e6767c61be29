"""Print a report on A4 sheets as a PDF; what it says is made in `words`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from programme.certificate import ReportBridge
from programme.checkpoint import Checkpoint, LogKey
from programme.monthly_report import Figures
from programme.printed_checkpoint import typed_lines
from publishing.certificates.columns import Column
from publishing.certificates.lines import Line, LineKind
from publishing.certificates.sheet import Printer, Sheet
from publishing.monthly import words
from publishing.monthly.code import code_of
from publishing.monthly.spans import ReportSpan

_WITH_HEADING, _LOG_BLOCK, _SIGNED_BLOCK = 220, 820, 450
"""Pixels that stay on one sheet: a heading with its first row, the code with its
lines, the limits with the place for a seal."""
_MOST_ROWS = 300
"""Of one table on paper; every row is in the file beside it."""


_BLANK = "＿" * 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Be everything that a report prints."""

    county: str
    span: ReportSpan
    made_at: datetime
    made_by: str
    """As a person reads it."""
    figures: Figures
    key: LogKey
    checkpoint: Checkpoint
    note: str
    previous: ReportBridge | None
    zone: tzinfo


def printed(printer: Printer, paper: Paper) -> bytes:
    """Return the PDF of a report.

    Raises:
        PagesRefused: The machine lacks the fonts.
    """
    name = f"{paper.county}公开公示月报"
    sheet = printer.sheet(f"{name}　{paper.span.report}")
    sheet.lines([_line(LineKind.NAME, name)])
    sheet.lines([_line(LineKind.UNDER, words.span_words(paper.span))])
    made = f"{paper.made_at.astimezone(paper.zone):%Y-%m-%d %H:%M}"
    told = f"编号 {paper.span.report}　出具 {made}　{paper.made_by}"
    sheet.lines([_line(LineKind.UNDER, told)])
    sheet.rule(thick=4)
    _tables(sheet, paper)
    _log(sheet, paper)
    _end(sheet)
    return sheet.pdf(f"{name} {paper.span.report}")


def _tables(sheet: Sheet, paper: Paper) -> None:
    figures, zone = paper.figures, paper.zone
    _table(sheet, "一、概况", words.SUMMARY, words.summary_rows(figures))
    published = words.published_rows(figures.published, zone)
    _table(sheet, "二、本期公开", words.PUBLISHED, published)
    _table(sheet, "三、不足和补足", words.SHORT, words.short_rows(figures.short))
    if figures.cured:
        sheet.keep(_WITH_HEADING)
        sheet.lines([_line(LineKind.TEXT, "按签发时的规定自动补足的：")])
        sheet.table(words.CURED, words.cured_rows(figures.cured, zone)[:_MOST_ROWS])
    withdrawn = words.withdrawn_rows(figures.withdrawn, zone)
    _table(sheet, "四、撤下", words.WITHDRAWN, withdrawn)
    orders = words.order_rows(figures.orders, zone)
    _table(sheet, "五、应急插播和停播", words.ORDERS, orders)
    # What needs an answer stands first; on paper the rest may be cut off.
    devices = sorted(figures.devices, key=lambda one: not one.is_doubtful)
    _table(sheet, "六、终端", words.DEVICES, words.device_rows(devices))


def _table(
    sheet: Sheet,
    heading: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
) -> None:
    sheet.keep(_WITH_HEADING)
    sheet.lines([_line(LineKind.HEADING, heading)])
    if not rows:
        sheet.lines([_line(LineKind.TEXT, "本期没有。")])
        return
    sheet.table(columns, rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        told = f"纸上先列 {_MOST_ROWS} 行，全部 {len(rows)} 行在随附的核验文件里。"
        sheet.lines([_line(LineKind.TEXT, told)])


def _log(sheet: Sheet, paper: Paper) -> None:
    """Print how far the log has come: to be scanned, to be typed, to be read."""
    sheet.keep(_LOG_BLOCK)
    sheet.lines([_line(LineKind.HEADING, "七、存证日志校验点")])
    about = (
        "这一段请原样保存在纸上。以后谁拿出公示证明，都可以和它核对：日志里"
        "删过、改过任何一条，就对不上。"
    )
    sheet.lines([_line(LineKind.TEXT, about)])
    typed = typed_lines(paper.span.report, paper.checkpoint)
    sheet.beside(code_of(paper.note), list(_beside(typed)))
    sheet.lines([_line(LineKind.TEXT, "码里的原文（C2SP tlog-checkpoint）：")])
    for line in paper.note.strip().split("\n"):
        sheet.lines([_line(LineKind.CODE, line)])
    sheet.lines([_line(LineKind.TEXT, "本县日志公钥的指纹：")])
    sheet.lines([_line(LineKind.CODE, paper.key.fingerprint)])
    sheet.lines(list(_previous(paper.previous)))
    sheet.lines(_HOW)


def _beside(typed: Sequence[str]) -> Iterator[Line]:
    yield _line(LineKind.TEXT, "左边的码扫下来存成文字文件；没有扫码的，")
    yield _line(LineKind.TEXT, f"把下面 {len(typed)} 行照抄进文字文件（空格不要紧）：")
    yield _line(LineKind.CODE, "")
    yield from (_line(LineKind.TEXT, line) for line in typed)
    yield _line(LineKind.CODE, "")
    yield _line(LineKind.CODE, "依次是：期号、日志名、条数、根指纹两行、校验码")


def _previous(previous: ReportBridge | None) -> Iterator[Line]:
    if previous is None:
        yield _line(LineKind.TEXT, "上一期：没有，这是第一份。")
        return
    size = previous.bridge.checkpoint.split("\n")[1]
    told = (
        f"上一期 {previous.report} 的校验点（{size} 条）也在这本日志里，只增加、没有"
        "删改。下面是它和证明，核验文件里也有："
    )
    yield _line(LineKind.TEXT, told)
    for line in previous.bridge.checkpoint.strip().split("\n")[:3]:
        yield _line(LineKind.CODE, line)
    yield from (_line(LineKind.CODE, f"· {one}") for one in previous.bridge.proof)


def _end(sheet: Sheet) -> None:
    sheet.keep(_SIGNED_BLOCK)
    sheet.lines([_line(LineKind.HEADING, "八、这份月报不能证明的")])
    sheet.lines([_line(LineKind.TEXT, f"· {one}") for one in words.NOT_PROVEN])
    sheet.lines([_line(LineKind.TEXT, "")])
    sheet.lines([_line(LineKind.SIGNED, f"发布中心（盖章）{_BLANK}")])
    sheet.lines([_line(LineKind.SIGNED, f"经办人{_BLANK}")])
    sheet.lines([_line(LineKind.SIGNED, "＿＿＿＿年＿＿月＿＿日")])


def _line(kind: LineKind, text: str) -> Line:
    return Line(kind=kind, text=text)


_HOW = [
    _line(LineKind.HEADING, "怎么核对"),
    _line(LineKind.TEXT, "一份公示证明（在任何一台机器上，不用网络）："),
    _line(
        LineKind.CODE,
        "mingbai verify 公示证明.mingbai --printed 抄下的文件 --fingerprint 上面的指纹",
    ),
    _line(LineKind.TEXT, "这份月报和上一期：把上一期纸上的也抄下来："),
    _line(
        LineKind.CODE,
        "mingbai verify 月报.json --printed 上一期抄下的文件 --fingerprint 上面的指纹",
    ),
]
