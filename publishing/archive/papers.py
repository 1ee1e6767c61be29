"""Write the papers of an archive package; pure, it reads nothing.

Plain text, tables and JSON, for these are read in thirty years; no page of a browser.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from programme.canonical import sha256_hex
from publishing.archive.checking import DIGESTS
from publishing.archive.ended import Ended
from publishing.inspection.coverage import Coverage
from publishing.inspection.folder_words import Say, table_of
from publishing.inspection.matter import Matter
from publishing.tables.glass import CaptureRow

_REGISTER = (
    "件号",
    "登记号",
    "题名",
    "责任者",
    "类别",
    "公开日期",
    "结束日期",
    "保管期限",
    "保管到哪年",
    "文件夹",
)


def register_of(
    unit: str,
    items: Sequence[Ended],
    folders: Mapping[str, str],
    say: Say,
    zone: tzinfo,
) -> bytes:
    """Return the register of the package, one row an item, as CSV."""
    return table_of(_REGISTER, _rows(unit, items, folders, say, zone))


def _rows(
    unit: str,
    items: Sequence[Ended],
    folders: Mapping[str, str],
    say: Say,
    zone: tzinfo,
) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(items, start=1):
        to = one.kept_to(zone)
        yield (
            str(number),
            one.register_number,
            one.title,
            unit,
            one.category,
            one.published_at.astimezone(zone).date().isoformat(),
            one.ended_at.astimezone(zone).date().isoformat(),
            say("retention", one.retention),
            "" if to is None else str(to),
            folders[one.disclosure],
        )


def digests_of(papers: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the digest of each paper, in the order of their names."""
    lines = sorted((name, sha256_hex(data)) for name, data in papers)
    return "".join(f"{digest}  {name}\n" for name, digest in lines).encode()


def readable(title: str, number: str, text: str) -> bytes:
    """Return a version's text as Markdown; its tables stay tab by tab."""
    return f"# {title}\n\n登记号：{number}\n\n{text}\n".encode()


def withheld(title: str, number: str, manifest: str, because: str) -> bytes:
    """Return what stands in the place of a text that names erased persons."""
    return (
        f"# {title}\n\n登记号：{number}\n\n"
        f"正文不在归档包里：{because}。\n\n"
        f"它确实公开过：签发单指纹 {manifest}，审批、保密审查和展示证据都在本文件夹；"
        "签发单里有每页的文字，所以也不在。"
        "正文存在发布中心内部档案里，查阅要按本单位的档案利用规定批准。\n"
    ).encode()


def digest_only(issued_at: datetime, sha256: str) -> bytes:
    """Return what stands in the place of a certificate that names erased persons."""
    return (
        f"{issued_at.isoformat()} 出过公示证明，核验文件的 SHA-256 是 {sha256}。"
        "里面有清除了的个人信息，所以不在归档包里，存在发布中心内部档案里。\n"
    ).encode()


def evidence_of(
    matter: Matter, coverage: Coverage, captures: Sequence[CaptureRow]
) -> bytes:
    """Return what devices prove as numbers and digests, as JSON.

    A picture that was removed is named with its digest, when it went and why.
    """
    told = {
        "disclosure": matter.disclosure,
        "register_number": matter.register_number,
        "days": [
            {"group": group.group, "day": one.day.isoformat(), "counts": one.counts}
            for group in coverage.groups
            for one in group.days
        ],
        "shown": [
            {
                "device": one.device,
                "day": one.day.isoformat(),
                "seconds": one.seconds,
                "exposures": one.exposures,
                "listed": one.listed,
            }
            for one in matter.shown
        ],
        "erasures": [
            {
                "device": one.device,
                "manifest": one.manifest,
                "erased_at": one.erased_at.isoformat() if one.erased_at else None,
            }
            for one in matter.erasures
        ],
        "pictures": [
            {
                "device": one.device_id,
                "sha256": one.picture,
                "at": one.at.isoformat(),
                "page": one.page,
                "gone_at": one.gone_at.isoformat() if one.gone_at else None,
                "gone_because": one.gone_because,
            }
            for one in captures
        ],
    }
    return json_of(told)


def index_of(
    unit: str, year: int, items: Sequence[Ended], folders: Mapping[str, str]
) -> bytes:
    """Return the register for programs, as JSON."""
    return json_of(
        {
            "format": "mingbai.archive/1",
            "unit": unit,
            "year": year,
            "items": [
                {
                    "number": number,
                    "disclosure": one.disclosure,
                    "register_number": one.register_number,
                    "title": one.title,
                    "category": one.category,
                    "published_at": one.published_at.isoformat(),
                    "ended_at": one.ended_at.isoformat(),
                    "retention": one.retention.value,
                    "folder": folders[one.disclosure],
                }
                for number, one in enumerate(items, start=1)
            ],
        }
    )


def json_of(told: object) -> bytes:
    """Return JSON that people can read, the same for the same."""
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def about(unit: str, year: int, count: int, basis: str) -> bytes:
    """Return what the package is and how it is checked."""
    return (
        f"# {unit} {year} 年归档包\n\n"
        f"{year} 年里结束展示的公开事项 {count} 件，一件一个文件夹，"
        "名字是公开登记号。\n\n"
        "- 归档目录.csv、归档目录.json：件号、题名、保管期限（永久、30 年、10 年）。"
        f"期限依据{basis}；从结束展示的下一年算起。\n"
        "- 各件里：正文（各版）、审批、保密审查、签发单、载体、展示证据、证据摘要；"
        "出过公示证明的附最近一份。\n"
        "- 校验点.txt：做包时存证日志的校验点，有签字。\n"
        f"- {DIGESTS}：每个文件的 SHA-256。核对：mingbai archive verify 归档包.zip；"
        f"或解开以后 sha256sum --check {DIGESTS}。"
        "整个包的指纹记在发布中心的操作记录里，进了存证日志。\n\n"
        "为保护个人信息清除了的内容不在包里，原处有说明；删掉的屏幕照片只留指纹和删的原因。\n"
    ).encode()
