"""Draw the papers in a version's file and where another comes in; judge none."""

from collections.abc import Sequence

from publishing.admin.dates import Calendar
from publishing.admin.parts import Text, box, icon
from publishing.admin.picking import pick, told_here
from publishing.desk.papers import PaperView

_FORMATS = ".pdf,.png,.jpg,.jpeg"


def show_papers(draft: str, papers: Sequence[PaperView], calendar: Calendar) -> None:
    """List papers, each a link to what was scanned."""
    for paper in papers:
        with box("row-of"):
            icon("article")
            made = Text(paper.name, tag="a", classes="grow")
            made.props["href"] = f"/api/drafts/{draft}/papers/{paper.sha256}"
            made.props["target"] = "_blank"
            when = calendar.moment(paper.added_at)
            Text(f"{paper.added_by}，{when}", classes="mut small")


def draw_upload(draft: str, manifest: str, *, label: str) -> None:
    """Draw where a paper for this manifest comes in."""
    address = f"/api/drafts/{draft}/papers/import?manifest={manifest}"
    with box("drop") as place:
        place.props["data-upload"] = address
        pick(label, _FORMATS)
        Text("PDF、PNG 或 JPG，最大 20 MB", tag="p", classes="mut small")
        told_here()
