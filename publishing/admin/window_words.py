"""Say a version's window in words: from when to when, and how long at least; pure."""

from datetime import date

from publishing.admin.dates import Calendar
from publishing.desk.views import DraftView


def hung_before_words(since: date | None) -> str:
    """Say that a notice hung before the product came; empty where it did not."""
    if since is None:
        return ""
    day = f"{since.year} 年 {since.month} 月 {since.day} 日"
    return f"系统启用前已公布（{day}起），之前的天数没有系统记录"


def window_words(calendar: Calendar, version: DraftView) -> str:
    """Return the window that is signed; empty where nothing is up for signature."""
    manifest = version.manifest
    if manifest is None:
        return ""
    start = manifest.earliest_start_at
    begins = calendar.moment(start) if start > calendar.now else "批准后马上"
    days = manifest.mandate.show_at_least_days
    kind = "个工作日" if manifest.mandate.show_day_kind.value == "working" else "天"
    since = hung_before_words(manifest.hung_since)
    least = (f"，至少 {days} {kind}" if days else "") + (since and f"。{since}")
    if manifest.promised_end_at is None:
        return f"{begins}起，长期，到有变化为止{least}"
    until = calendar.last_day(manifest.promised_end_at)
    unsure = "（暂定）" if manifest.promised_end_provisional else ""
    return f"{begins}起，到 {until}{unsure}{least}"
