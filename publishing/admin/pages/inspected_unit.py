"""Show an inspector one unit: what is due, published, missing, and proved (REQ-70).

It changes nothing and decides nothing; the folder of it is made in one press.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from publishing.admin.coverage_words import declined_words
from publishing.admin.frame import head
from publishing.admin.line_words import TONES, when_words
from publishing.admin.live import Live
from publishing.admin.names import name_of
from publishing.admin.pages.completeness import state_chips
from publishing.admin.pages.inspecting import draw_published
from publishing.admin.parts import Text, box, card, chip, empty, heading_cells, link
from publishing.admin.period_choice import (
    period_address,
    period_choice,
    period_words,
)
from publishing.admin.site import Build
from publishing.inspection.completeness import CompletenessBoard, Spans, UnitCatalogue
from publishing.inspection.coverage import Coverage, Coverages
from publishing.inspection.issues import Issue
from publishing.inspection.seeking import Asked, PublishedLines, Seeking
from publishing.tables.catalogue import DueState

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Be all that the page shows."""

    spans: Spans
    catalogue: UnitCatalogue
    published: PublishedLines
    coverage: dict[str, Coverage]


def inspected_unit_page(
    *, completeness: CompletenessBoard, seeking: Seeking, coverages: Coverages
) -> Build:
    """Return the page of one unit."""

    async def build(live: Live) -> None:
        unit, period = live.path["unit"], live.query.get("period", "")

        def see(actor: str) -> Seen:
            spans = completeness.spans(actor, period)
            catalogue = completeness.catalogue(actor, unit, spans.chosen.name)
            asked = Asked(unit=unit, below=False, published_in=spans.chosen)
            found = seeking.find(actor, asked, most=_MOST)
            return Seen(
                spans=spans,
                catalogue=catalogue,
                published=found,
                coverage={
                    one.disclosure: coverages.of(actor, one.disclosure)
                    for one in found.lines
                },
            )

        _draw(live, await live.ask(see), unit)

    return build


def _draw(live: Live, seen: Seen, unit: str) -> None:
    period = seen.spans.chosen.name
    about = f"{period_words(seen.spans)}的目录、公开和证据"
    with head(seen.catalogue.name, about, back=("监督", "/inspect")):
        made = box("a-btn primary", tag="a")
        # The file lies beside these pages, for whoever is signed in.
        made.props["href"] = f"/staff/folders/{quote(unit)}?period={period}"
        made.props["data-icon"] = "download"
        with made:
            Text("导出检查材料")
    with box("row-of"):
        state_chips(seen.catalogue.whole, empty_catalogue=seen.catalogue.empty)
        box("sp")
        period_choice(
            live,
            seen.spans,
            lambda name: period_address(f"/inspect/{unit}", {"period": name}),
        )
    _issues(live, seen)
    _published(live, seen)


def _issues(live: Live, seen: Seen) -> None:
    """Show every issue of the catalogue, what is missing first."""
    issues = [
        (line.entry.form.name, issue)
        for line in seen.catalogue.lines
        for issue in line.issues
    ]
    order = list(DueState)
    issues.sort(key=lambda one: (order.index(one[1].state), one[1].label, one[0]))
    owed = sum(issue.published_on is None for _, issue in issues)
    note = f"{len(issues)} 期，{owed} 期还没有公开"
    with card("公开目录：该公开什么，公开了没有", icon_name="grid_on", note=note):
        if seen.catalogue.empty:
            empty("目录为空：这个单位还没有公开目录，看不出该公开什么、缺了什么。")
            return
        if not issues:
            empty("这一期里，目录没有规定要定期公开的。随时公开的见下面。")
            return
        with box("list", tag="table"):
            heading_cells("事项", "哪一期", "现在", "期限", "")
            with box(tag="tbody"):
                for name, issue in issues:
                    _issue(live, name, issue)


def _issue(live: Live, name: str, issue: Issue) -> None:
    with box(tag="tr"):
        Text(name, tag="td")
        Text(issue.label, tag="td")
        with box(tag="td"):
            chip(name_of("due_state", issue.state), TONES[issue.state])
        Text(when_words(issue, live.calendar), tag="td")
        with box(tag="td"):
            if issue.disclosure is not None:
                link("看这一期", f"/disclosures/{issue.disclosure}")


def _published(live: Live, seen: Seen) -> None:
    lines = seen.published.lines
    more = f"，先列 {_MOST} 件" if seen.published.more else ""
    with card("已公开的和证据", icon_name="verified", note=f"{len(lines)} 件{more}"):
        if not lines:
            empty("这一期里还没有公开过。")
            return
        draw_published(
            live,
            lines,
            heads=("算数的天", "不够的天", "其他载体"),
            also=lambda one: _proof(seen.coverage[one.disclosure]),
        )


def _proof(coverage: Coverage) -> None:
    days: dict[date, bool] = {}
    for group in coverage.groups:
        for one in group.days:
            days[one.day] = days.get(one.day, True) and one.counts
    short = sum(not counts for counts in days.values())
    Text(str(len(days) - short), tag="td")
    with box(tag="td"):
        chip(str(short), "bad" if short else "ok")
        for decision in coverage.declined:
            Text(declined_words(decision), tag="p", classes="small")
    Text(f"{len(coverage.presences)} 条", tag="td")
