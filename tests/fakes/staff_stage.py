"""Hold a thing for every route of the staff API to act on."""

from datetime import date
from functools import cached_property

from programme.boards import KindOfAct
from programme.programme import WithdrawalCause
from publishing.catalogue.directory_proposals import ProposalView
from publishing.catalogue.items import ServiceSheet
from publishing.catalogue.units import NewUnit
from publishing.coverage.causing import CauseForm
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.filing.rules import Proposal
from publishing.schedule.groups import NewGroup
from publishing.staff.offices import Held
from publishing.tables.calendar import CountyDayKind
from publishing.tables.people import Office
from tests.fakes.catalogue import line_form
from tests.fakes.clerks import Clerks, is_of_clerks
from tests.fakes.desk import County, digest
from tests.fakes.gaps import RULED_ON, gapped
from tests.fakes.hall_data import HOURS, SCREEN, SHEET
from tests.fakes.looking_back import screen_that_showed
from tests.fakes.orderers import Orderers, is_of_orders

CLOSED_ON = date(2026, 12, 1)
SPARE_UNIT = {
    "id": "qinghe-spare",
    "parent": "qinghe",
    "level": "village",
    "name": "备用村",
    "register_name": "备用村",
    "lines": ["备用村"],
}
SPARE_GROUP = {
    "id": "qinghe-spare",
    "name": "备用组",
    "unit": "qinghe",
    "display_kind": "screen",
    "audience": "everyone",
    "panel": SCREEN.model_dump(),
    "service_hours": [day.model_dump(mode="json") for day in HOURS],
}
FILED = {"ground": "third_person", "reason": "涉及第三人商业秘密，不予公开"}
CUT = {
    "cause": "power_cut",
    "unit": "qinghe",
    "from_on": "2026-11-20",
    "last_on": "2026-11-20",
}


class Stage:
    """Hold a thing for every route to act on, untouched by the routes before."""

    def __init__(self, county: County) -> None:
        self.edited, self.moved, self.imported, self.submitted = (
            county.draft(title=title)
            for title in ("要改", "要改期", "要导入", "要提交")
        )
        self.sent, self.returned = (
            county.submitted(title=title) for title in ("等审核", "要退回")
        )
        self.scanned = county.scanned(b"RIFF page")
        self.to_file = county.draft(title="要归档", attribute="not_disclosed")
        self.to_check = self._filing(county, title="要核查", policy=True)
        self.to_close = self._filing(county, title="要定", policy=False)
        self.reviewed = county.reviewed(title="等批准")
        self.changed, self.published, self.leaving, self.kept, explained = (
            county.approved(title=title)
            for title in ("要改版", "已发布", "要撤下", "不撤下", "要审说明")
        )
        self.confirmed = self._withdrawal(county, self.leaving)
        county.notice_cleared(self.confirmed)
        self.retimed = county.approved(title="要改星期")
        self.declined = self._withdrawal(county, self.kept)
        self.explained = self._withdrawal(county, explained)
        self.paper = county.cases.papers.add(
            county.people["drafter"],
            self.sent.line.id,
            data=b"%PDF-1.7 minutes",
            name="minutes.pdf",
            manifest_sha256=digest(self.sent),
        )
        self.clerks = Clerks(county, self.sent, self.paper)
        self.gapped = gapped(
            county,
            self.published,
            kind_of_act=KindOfAct.PUBLIC_NOTICE,
            objections_telephone="0555-010-0101",
        )
        self.cause = county.cases.short_causes.record(
            county.people["publisher"], CauseForm.model_validate(CUT)
        )
        self.orderers = Orderers(county)
        self.hung, self.wrong, self.void = (
            county.cases.presences.post_board(
                county.people["drafter"],
                self.published.line.disclosure,
                from_on=county.clock.now().date(),
                data=b"photo|the board",
                filename="board.jpg",
            )
            for _ in range(3)
        )
        self.certificate = county.cases.certificates.issue(
            county.people["publisher"], self.published.line.disclosure
        )
        self.comment, self.settled = (
            county.cases.commenting.comment(
                county.people["drafter"], self.edited.line.id, text=text
            )
            for text in ("改一下", "处理好了")
        )
        county.cases.commenting.settle(county.people["drafter"], self.settled.id)
        self.looked = screen_that_showed(county)
        self.staff = county.join("spare", Held(unit="qinghe", office=Office.DRAFTER))
        admin = county.people["admin"]
        self.order = county.cases.county_days.order(
            admin, day=CLOSED_ON, kind=CountyDayKind.CLOSED, reason="停电检修"
        )
        county.cases.units.create(admin, NewUnit.model_validate(SPARE_UNIT))
        county.cases.groups.create(admin, NewGroup.model_validate(SPARE_GROUP))
        self.line, self.closed = (
            county.cases.entries.create(admin, "qinghe-liuwu", line_form(subtopic=name))
            for name in ("要改", "要去掉")
        )
        self.proposal = self._proposal(county, admin)

    def _proposal(self, county: County, admin: str) -> ProposalView:
        """Publish the directory, and hand over another state of it."""
        county.cases.service_items.take_in(admin, ServiceSheet.model_validate(SHEET))
        directories = county.cases.directories
        out = directories.propose(admin)
        directories.approve(county.people["approver"], out.id, sha256=out.sha256)
        return directories.propose(admin)

    def _filing(self, county: County, *, title: str, policy: bool) -> int:
        made = county.draft(title=title, attribute="not_disclosed")
        proposal = Proposal.model_validate(FILED | {"policy": policy})
        return county.cases.filings.propose(
            county.people["drafter"], made.line.id, proposal, edition=1
        ).id

    def _withdrawal(self, county: County, view: DraftView) -> WithdrawalView:
        return county.cases.withdrawing.request(
            county.people["drafter"],
            view.line.disclosure,
            manifest_sha256=digest(view),
            cause=WithdrawalCause.CORRECTION,
            explanation="金额有误",
        )

    @cached_property
    def report(self) -> str:
        """Return a report, drawn when it is asked for."""
        county = self.orderers.county
        line = county.cases.monthly_reports.make_so_far(county.people["publisher"])
        return line.report

    def handed_over(self) -> int:
        """Hand the directory over once more: each decision has one of its own."""
        county = self.orderers.county
        self.proposal = county.cases.directories.propose(county.people["admin"])
        return self.proposal.id

    def path(self, route: tuple[str, str]) -> str:
        if is_of_clerks(route[1]):
            return self.clerks.path(route[1])
        if is_of_orders(route[1]):
            return self.orderers.path(route[1])
        acting = route[1].rsplit("/", maxsplit=1)[-1]
        drafts = {
            "window": self.moved,
            "import": self.imported,
            "submit": self.submitted,
            "review": self.sent,
            "secrecy": self.sent,
            "return": self.returned,
            "approve": self.reviewed,
            "filing": self.to_file,
            "{sha256}": self.reviewed,
            "source": self.scanned,
            "{number}": self.scanned,
            "words": self.scanned,
        }
        asked = {"decline": self.declined, "secrecy": self.explained}
        withdrawal = asked.get(acting, self.confirmed)
        matters = {
            "change": self.changed,
            "end": self.kept,
            "times": self.retimed,
            "supplement": self.gapped,
            "decline": self.gapped,
        }
        matter = matters.get(acting, self.published)
        assert self.reviewed.manifest is not None
        page = self.reviewed.manifest.pages[0].pages[0].asset.sha256
        papers = "papers" in route[1]
        records = {"correction": self.wrong, "strike": self.void}
        if "photos" in route[1]:
            page = self.hung.posted_photo or ""
        draft = self.sent if papers else drafts.get(acting, self.edited)
        if "{line}" in route[1]:
            view = self.closed if route[0] == "DELETE" else self.line
            return f"/api/catalogue/lines/{view.line}?seen={view.id}"
        draft = self.to_file if "reply" in route[1] else draft
        if "pictures" in route[1]:
            draft, page = self.scanned, self.scanned.scans[0].image_sha256
        return route[1].format(
            staff=self.staff,
            unit="qinghe-spare",
            group="qinghe-spare",
            draft=draft.line.id,
            number=1,
            sha256=self.paper.sha256 if papers else page,
            disclosure=matter.line.disclosure,
            filing=self.to_check if acting == "check" else self.to_close,
            withdrawal=withdrawal.id,
            item="qinghe-mzj-001",
            proposal=self.handed_over() if "{proposal}" in route[1] else "",
            counter="qinghe-hall-31",
            device=self.looked.device,
            picture=self.looked.picture,
            order=self.order,
            cause=self.cause.id,
            day=RULED_ON,
            presence=records.get(acting, self.hung).id,
            certificate=self.certificate.id,
            report=self.report if "{report}" in route[1] else "",
            comment=(self.settled if acting == "reopen" else self.comment).id,
        )
