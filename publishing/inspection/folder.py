"""Put a unit's papers into one inspection folder; change nothing (REQ-70).

The folder is a ZIP of plain text, tables, signed manifests and photos of boards. It is
made as the person who asks for it may see things, and holds no more.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from programme.period import Period
from publishing.certificates.certificates import Certificates
from publishing.errors import Refused
from publishing.files import FileStore
from publishing.inspection.completeness import CompletenessBoard
from publishing.inspection.coverage import Coverages
from publishing.inspection.folder_files import fit, put
from publishing.inspection.folder_photos import photos_of
from publishing.inspection.folder_words import (
    Say,
    approval_of,
    carriers_of,
    catalogue_rows,
    proof_of,
    secrecy_of,
    table_of,
    text_of,
)
from publishing.inspection.matter import Matters
from publishing.inspection.seeking import Asked, PublishedLine, Seeking

MOST = 400
"""Disclosures of one folder; more are asked for by period."""
_CATALOGUE = ("事项", "依据", "期次", "目标日", "最迟日", "公开日", "现在", "编号")
_MATTERS = ("登记号", "标题", "栏目", "公开时间", "现在")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """Be a finished folder."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Be the read models of which a folder is made."""

    completeness: CompletenessBoard
    seeking: Seeking
    matters: Matters
    coverages: Coverages
    certificates: Certificates
    files: FileStore
    say: Say
    zone: tzinfo


class Folders:
    """Make inspection folders."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers

    def make(self, actor: str, unit: str, period: str = "") -> Folder:
        """Return the folder of a unit, its published matters of a period.

        Args:
            actor: Who asks; the folder holds what they may see.
            unit: The unit; units below it have folders of their own.
            period: 2026, 2026-Q3, 2026-11; empty: this year.

        Raises:
            NotThere: No such unit or period, or not for this person.
            Refused: The period holds more than one folder takes.
        """
        papers = self._papers
        chosen = papers.completeness.spans(actor, period).chosen
        catalogue = papers.completeness.catalogue(actor, unit, chosen.name)
        lines = self._lines(actor, unit, chosen)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
            about = _about(catalogue.name, chosen.label, len(lines))
            put(folder, "说明.txt", about.encode())
            rows = catalogue_rows(catalogue, papers.say)
            put(folder, "1 公开目录.csv", table_of(_CATALOGUE, rows))
            put(folder, "2 已公开事项.csv", table_of(_MATTERS, map(self._row, lines)))
            for line in lines:
                for name, data in self._papers_of(actor, line):
                    put(folder, f"{fit(line.register_number)}/{name}", data)
        name = fit(f"{catalogue.name} {chosen.label} 检查材料")
        return Folder(name=f"{name}.zip", data=out.getvalue())

    def _lines(
        self, actor: str, unit: str, chosen: Period
    ) -> tuple[PublishedLine, ...]:
        """Return what a unit published in a period.

        Raises:
            Refused: It is more than one folder takes.
        """
        asked = Asked(unit=unit, published_in=chosen, below=False)
        found = self._papers.seeking.find(actor, asked, most=MOST)
        if found.more:
            message = (
                f"{chosen.label}公开的超过 {MOST} 件，一份检查材料放不下。"
                "请按季度或按月分别导出。"
            )
            raise Refused(message, code="folder_too_large")
        return found.lines

    def _row(self, line: PublishedLine) -> tuple[str, ...]:
        say, zone = self._papers.say, self._papers.zone
        return (
            line.register_number,
            line.title,
            say("board", line.board),
            line.published_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            say("draft_state", line.state),
        )

    def _papers_of(
        self, actor: str, line: PublishedLine
    ) -> Iterator[tuple[str, bytes]]:
        papers, zone = self._papers, self._papers.zone
        matter = papers.matters.show(actor, line.disclosure)
        coverage = papers.coverages.of(actor, line.disclosure)
        for number, version in enumerate(reversed(matter.versions), start=1):
            if version.manifest is None:
                continue
            place = f"第 {number} 版 "
            yield f"{place}正文.txt", text_of(version.signed.blocks).encode()
            yield f"{place}审批.txt", approval_of(version, papers.say, zone).encode()
            yield f"{place}保密审查.txt", secrecy_of(version, papers.say, zone).encode()
            yield f"{place}签发单.json", version.manifest.canonical()
        yield "载体.txt", carriers_of(coverage, papers.say, zone).encode()
        yield "展示证据.txt", proof_of(matter, coverage, papers.say, zone).encode()
        yield from photos_of((*coverage.presences, *coverage.earlier), papers.files)
        yield from self._certificate(actor, line.disclosure)

    def _certificate(self, actor: str, disclosure: str) -> Iterator[tuple[str, bytes]]:
        """Yield the newest display certificate, where one was issued."""
        certificates = self._papers.certificates
        for newest in certificates.listing(actor, disclosure)[:1]:
            for file in (
                certificates.sheet(actor, newest.id),
                certificates.bundle(actor, newest.id),
            ):
                yield fit(file.name), file.data


def _about(unit: str, period: str, count: int) -> str:
    return (
        f"{unit} {period} 检查材料\n\n"
        f"已公开 {count} 件，每件一个文件夹，名字是公开登记号。\n"
        "1 公开目录.csv：该公开什么、最迟哪天、哪天公开、缺不缺。\n"
        "2 已公开事项.csv：各件的标题、时间和现在的情况。\n"
        "各件里：正文、审批、保密审查、签发单（各版分开），载体、展示证据、公开栏照片，出过公示证明的附最近一份。\n"
        "签发单.json 的 SHA-256 就是审批时签的指纹，可以自己算来核对。\n"
        "本材料由系统按当时的记录做出，没有人能改；有疑问，以系统里的为准。\n"
    )
