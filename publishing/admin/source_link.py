"""Show where a version came from, and who read its scanned pages; decide nothing."""

from publishing.admin.dates import Calendar
from publishing.admin.parts import Text, box, link
from publishing.admin.scan_words import scan_state
from publishing.desk.views import DraftView


def show_source(version: DraftView, calendar: Calendar) -> None:
    """Show the file's name with the way to the comparison, and the scans' readers."""
    if version.source_name:
        with box("row-of"):
            Text(f"原文件 {version.source_name}", classes="mut small grow")
            if version.import_report:
                link("对照原文件", f"/drafts/{version.line.id}/source")
    for scan in version.scans:
        with box("row-of"):
            Text(f"第 {scan.number} 张扫描页", classes="mut small")
            scan_state(scan, calendar)
