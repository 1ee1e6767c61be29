"""Write the papers of an inspection folder as plain text; pure, it reads nothing.

Every paper is a text file or a table that any office program opens. A cell that would
be read as a formula gets a sign before it (B8).
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum

from programme.blocks import (
    Block,
    Figure,
    ListBlock,
    PageImageBlock,
    Table,
)
from publishing.desk.views import DraftView
from publishing.inspection.completeness import UnitCatalogue
from publishing.inspection.coverage import Coverage
from publishing.inspection.matter import Matter

Say = Callable[[str, StrEnum], str]
"""Give the word for a value of a kind, as the pages say it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV with the mark by which office programs know UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def catalogue_rows(found: UnitCatalogue, say: Say) -> Iterator[tuple[str, ...]]:
    """Yield a row an issue: what was due, by when, when it came out, how it stands."""
    for line in found.lines:
        form = line.entry.form
        for issue in line.issues:
            yield (
                form.subtopic or form.topic,
                form.basis,
                issue.label,
                _day(issue.target_on),
                _day(issue.legal_on),
                _day(issue.published_on),
                say("due_state", issue.state),
                issue.disclosure or "",
            )


def text_of(blocks: Iterable[Block]) -> str:
    """Return the words of a version as they were signed, tables tab by tab."""
    return "\n\n".join(part for part in map(_words, blocks) if part)


def _words(block: Block) -> str:
    match block:
        case ListBlock():
            told = _entries(block)
        case Table():
            head = [block.caption, block.unit_note]
            rows = ["\t".join(cell.text for cell in row) for row in block.rows]
            told = "\n".join([*filter(None, head), *rows])
        case Figure():
            told = f"［图］{block.caption} {block.words}".strip()
        case PageImageBlock():
            told = block.words
        case _:
            told = block.text
    return told


def _entries(block: ListBlock) -> str:
    return "\n".join(
        f"{number}. {entry}" if block.ordered else f"· {entry}"
        for number, entry in enumerate(block.entries, start=1)
    )


def approval_of(version: DraftView, say: Say, zone: tzinfo) -> str:
    """Return who decided what of a version, and when."""
    lines = [
        f"标题：{version.line.title}",
        f"签发单指纹（SHA-256）：{version.line.manifest_sha256 or '还没有'}",
        f"起草：{version.line.drafter_name}",
    ]
    for one in version.decisions:
        told = [one.step or say("role", one.role), one.name, _at(one.decided_at, zone)]
        if one.stands_for:
            told.append(f"代{one.stands_for}")
        if one.entered_by:
            told.append(f"由{one.entered_by}录入")
        if one.attested_by:
            told.append(f"纸质签字，{'、'.join(one.attested_by)}核对")
        lines.append("　".join(told))
    return "\n".join(lines)


def secrecy_of(version: DraftView, say: Say, zone: tzinfo) -> str:
    """Return every secrecy review of a version."""
    lines = [
        "　".join(
            part
            for part in (
                one.name,
                _at(one.concluded_at, zone),
                say("secrecy_result", one.result),
                f"依据：{one.basis}",
                f"不公开的部分：{one.withheld}" if one.withheld else "",
                one.remark,
                f"签发单 {one.manifest_sha256}",
            )
            if part
        )
        for one in version.secrecy
    ]
    return "\n".join(lines) or "没有保密审查记录。"


def carriers_of(coverage: Coverage, say: Say, zone: tzinfo) -> str:
    """Return which carriers carried it, also what was corrected or struck."""
    lines = []
    for heading, records in (
        ("有效记录", coverage.presences),
        ("更正或划掉的记录", coverage.earlier),
    ):
        lines.append(f"{heading}：{len(records)} 条")
        lines += [
            "　".join(
                part
                for part in (
                    say("carrier", one.carrier),
                    f"{one.from_on.isoformat()} 至 {_day(one.last_on) or '现在'}",
                    one.address,
                    one.remark,
                    f"{one.recorded_by_name} {_at(one.recorded_at, zone)} 登记",
                    f"原因：{one.reason}" if one.reason else "",
                )
                if part
            )
            for one in records
        ]
    return "\n".join(lines)


def proof_of(matter: Matter, coverage: Coverage, say: Say, zone: tzinfo) -> str:
    """Return what devices prove: days that count or not, times, receipts."""
    lines = ["一、逐日是否算数"]
    for group in coverage.groups:
        for day in group.days:
            by = "屏幕" if day.by_displays else ""
            others = "、".join(say("carrier", one) for one in day.by_carriers)
            told = "算" if day.counts else "不算"
            parts = (group.group_name, day.day.isoformat(), told, by or others)
            lines.append("\t".join(parts))
    lines.append("二、终端送回的展示记录（按日）")
    lines += [
        f"{one.device_name}\t{one.day.isoformat()}\t{one.seconds} 秒\t"
        f"{one.exposures} 轮\t最后 {_at(one.last_at, zone)}"
        for one in matter.shown
    ]
    lines.append("三、撤下回执")
    lines += [
        f"{one.device_name}\t收到 {_at(one.adopted_at, zone)}\t"
        f"屏上没有了 {_at(one.gone_at, zone)}"
        for one in matter.receipts
    ]
    lines.append("四、清除个人信息的回执")
    lines += [
        f"{one.device_name}\t应清除 {_at(one.owed_at, zone)}\t"
        f"已清除 {_at(one.erased_at, zone) or '还没有回执'}"
        for one in matter.erasures
    ]
    lines.append("这些记录证明画面在屏上放过，不证明有人看过。")
    return "\n".join(lines)


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def _at(at: datetime | None, zone: tzinfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if at else ""
