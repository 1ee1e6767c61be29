"""Hold every route of the staff API against every office (B20)."""

from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from config.mandates import shipped_mandates
from programme.boards import KindOfAct
from programme.programme import WithdrawalCause
from publishing.catalogue.directory_proposals import ProposalView
from publishing.catalogue.items import ServiceSheet
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from publishing.catalogue.units import NewUnit
from publishing.coverage.causing import CauseForm
from publishing.desk.chain_presets import default_chain
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.filing.rules import Proposal
from publishing.schedule.groups import NewGroup
from publishing.staff.offices import Held
from publishing.tables.calendar import CountyDayKind
from publishing.tables.people import Office
from tests.fakes.browsers import Browser
from tests.fakes.catalogue import line_form
from tests.fakes.clerks import Clerks, is_of_clerks
from tests.fakes.desk import PASSWORD, STAFF, County, digest
from tests.fakes.gaps import RULED_ON, gapped
from tests.fakes.hall_data import HALL, HOURS, SCREEN, SHEET
from tests.fakes.looking_back import AT, screen_that_showed
from tests.fakes.orderers import Orderers, is_of_orders

OPEN = {
    ("POST", "/api/session"),
    ("DELETE", "/api/session"),
    ("POST", "/api/invitations/accept"),
}
"""Routes that nobody needs to be signed in for."""

EVERYONE = frozenset({*STAFF, "admin"})
ADMIN, KEEPERS = frozenset({"admin"}), frozenset({"admin", "publisher"})
OVERSEERS = KEEPERS | {"approver"}
DRAFTER, REVIEWER = frozenset({"drafter"}), frozenset({"reviewer"})
APPROVER, SECRECY = frozenset({"approver"}), frozenset({"secrecy"})
CHAIN = DRAFTER | REVIEWER | APPROVER
ORDERERS = CHAIN | {"publisher"}
RECORDERS = DRAFTER | REVIEWER | {"publisher"}

MAY = {
    ("GET", "/api/me"): EVERYONE,
    ("GET", "/api/staff"): ADMIN,
    ("POST", "/api/staff"): ADMIN,
    ("POST", "/api/staff/{staff}/reset"): ADMIN,
    ("POST", "/api/staff/{staff}/lock"): ADMIN,
    ("POST", "/api/staff/{staff}/unlock"): ADMIN,
    ("POST", "/api/staff/{staff}/leave"): ADMIN,
    ("PUT", "/api/staff/{staff}/offices"): ADMIN,
    ("GET", "/api/units"): EVERYONE,
    ("POST", "/api/units"): ADMIN,
    ("PUT", "/api/units/{unit}"): ADMIN,
    ("POST", "/api/units/{unit}/close"): ADMIN,
    ("GET", "/api/units/{unit}/hall"): EVERYONE,
    ("PUT", "/api/units/{unit}/hall"): KEEPERS,
    ("GET", "/api/units/{unit}/boards"): EVERYONE,
    ("PUT", "/api/units/{unit}/boards"): ADMIN,
    ("GET", "/api/groups"): EVERYONE,
    ("POST", "/api/groups"): KEEPERS,
    ("PUT", "/api/groups/{group}"): KEEPERS,
    ("POST", "/api/groups/{group}/close"): KEEPERS,
    ("GET", "/api/drafts"): EVERYONE,
    ("POST", "/api/drafts"): DRAFTER,
    ("GET", "/api/drafts/{draft}"): EVERYONE,
    ("PUT", "/api/drafts/{draft}"): DRAFTER,
    ("PUT", "/api/drafts/{draft}/window"): DRAFTER,
    ("POST", "/api/drafts/{draft}/import"): DRAFTER,
    ("POST", "/api/drafts/{draft}/submit"): DRAFTER,
    ("GET", "/api/drafts/{draft}/pages/{sha256}"): EVERYONE,
    ("GET", "/api/drafts/{draft}/pictures/{sha256}"): EVERYONE,
    ("GET", "/api/drafts/{draft}/source"): EVERYONE,
    ("GET", "/api/drafts/{draft}/source/pages/{number}"): EVERYONE,
    ("POST", "/api/drafts/{draft}/words"): DRAFTER,
    ("POST", "/api/drafts/{draft}/review"): REVIEWER,
    ("POST", "/api/drafts/{draft}/approve"): APPROVER,
    ("GET", "/api/drafts/{draft}/papers"): EVERYONE,
    ("POST", "/api/drafts/{draft}/papers/import"): EVERYONE,
    ("GET", "/api/drafts/{draft}/papers/{sha256}"): EVERYONE,
    ("GET", "/api/drafts/{draft}/signed-forms"): EVERYONE,
    ("GET", "/api/drafts/{draft}/signed-forms/deciders"): EVERYONE,
    ("POST", "/api/drafts/{draft}/signed-forms"): RECORDERS,
    # Signed by the reviewer, who may not attest it too.
    ("POST", "/api/signed-forms/{form_id}/attest"): RECORDERS - REVIEWER,
    ("GET", "/api/key"): EVERYONE,
    ("POST", "/api/key"): EVERYONE,
    ("GET", "/api/substitutes"): EVERYONE,
    ("GET", "/api/substitutes/candidates"): EVERYONE,
    # Of the approver, who may name and take back who stands in.
    ("POST", "/api/substitutes"): ADMIN | APPROVER,
    ("DELETE", "/api/substitutes/{substitute}"): ADMIN | APPROVER,
    ("GET", "/api/disclosures/{disclosure}/stages"): EVERYONE,
    ("PUT", "/api/disclosures/{disclosure}/stages"): DRAFTER,
    ("PUT", "/api/drafts/{draft}/stage"): DRAFTER,
    ("GET", "/api/chains"): EVERYONE,
    ("GET", "/api/chains/units"): EVERYONE,
    ("PUT", "/api/chains/units/{unit}"): ADMIN,
    ("GET", "/api/drafts/{draft}/remarks"): EVERYONE,
    ("POST", "/api/drafts/{draft}/comments"): EVERYONE,
    # Said by a drafter, so that an approver may not settle it.
    ("POST", "/api/comments/{comment}/settle"): DRAFTER,
    ("POST", "/api/comments/{comment}/reopen"): EVERYONE,
    ("POST", "/api/drafts/{draft}/secrecy"): SECRECY,
    ("POST", "/api/drafts/{draft}/return"): REVIEWER | APPROVER | SECRECY,
    ("GET", "/api/filings"): EVERYONE,
    ("POST", "/api/drafts/{draft}/filing"): DRAFTER,
    ("POST", "/api/drafts/{draft}/reply/import"): DRAFTER,
    ("POST", "/api/filings/{filing}/check"): REVIEWER | {"publisher"},
    ("POST", "/api/filings/{filing}/decide"): REVIEWER,
    ("GET", "/api/todo"): EVERYONE,
    ("GET", "/api/duties"): EVERYONE,
    ("GET", "/api/reminders"): EVERYONE,
    ("POST", "/api/reminders/seen"): EVERYONE,
    ("GET", "/api/calendar-address"): EVERYONE,
    ("POST", "/api/calendar-address"): EVERYONE,
    ("DELETE", "/api/calendar-address"): EVERYONE,
    ("GET", "/api/disclosures"): EVERYONE,
    ("GET", "/api/schedule"): EVERYONE,
    ("GET", "/api/moments"): EVERYONE,
    ("GET", "/api/moments/{device}/page"): EVERYONE,
    ("GET", "/api/moments/{device}/photographs/{picture}"): EVERYONE,
    ("GET", "/api/journal"): OVERSEERS,
    ("GET", "/api/journal/verdict"): OVERSEERS,
    ("POST", "/api/disclosures/{disclosure}/change"): DRAFTER,
    ("POST", "/api/disclosures/{disclosure}/end"): {"publisher"},
    ("POST", "/api/disclosures/{disclosure}/times"): DRAFTER,
    ("POST", "/api/disclosures/{disclosure}/withdrawals"): CHAIN | {"publisher"},
    # Asked for by a drafter, so that an approver alone may confirm.
    ("POST", "/api/withdrawals/{withdrawal}/confirm"): APPROVER,
    ("POST", "/api/withdrawals/{withdrawal}/secrecy"): SECRECY,
    ("POST", "/api/withdrawals/{withdrawal}/decline"): DRAFTER | APPROVER,
    ("POST", "/api/presences/of/{disclosure}"): RECORDERS,
    ("POST", "/api/presences/of/{disclosure}/photo"): RECORDERS,
    ("POST", "/api/presences/{presence}/removal/photo"): RECORDERS,
    ("POST", "/api/presences/{presence}/correction"): RECORDERS,
    ("POST", "/api/presences/{presence}/strike"): RECORDERS,
    ("GET", "/api/presences/photos/{sha256}"): EVERYONE,
    ("GET", "/api/coverage"): EVERYONE,
    ("GET", "/api/coverage/causes"): EVERYONE,
    ("POST", "/api/coverage/causes"): KEEPERS,
    ("POST", "/api/coverage/causes/{cause}/strike"): KEEPERS,
    ("POST", "/api/coverage/of/{disclosure}/days/{day}"): APPROVER | {"publisher"},
    ("POST", "/api/coverage/of/{disclosure}/supplement"): DRAFTER,
    ("POST", "/api/coverage/of/{disclosure}/decline"): APPROVER,
    ("POST", "/api/certificates/of/{disclosure}"): EVERYONE,
    ("GET", "/api/certificates/of/{disclosure}"): EVERYONE,
    ("GET", "/api/certificates/{certificate}/bundle"): EVERYONE,
    ("GET", "/api/certificates/{certificate}/sheet"): EVERYONE,
    ("POST", "/api/reports"): EVERYONE,
    ("GET", "/api/reports"): EVERYONE,
    ("GET", "/api/reports/{report}/bundle"): EVERYONE,
    ("GET", "/api/reports/{report}/sheet"): EVERYONE,
    ("GET", "/api/disclosures/{disclosure}/handout"): EVERYONE,
    ("GET", "/api/disclosures/{disclosure}/sheet.pdf"): EVERYONE,
    ("GET", "/api/disclosures/{disclosure}/long"): EVERYONE,
    ("GET", "/api/disclosures/{disclosure}/everything.zip"): EVERYONE,
    ("POST", "/api/disclosures/{disclosure}/sent"): RECORDERS,
    ("GET", "/api/overrides"): EVERYONE,
    ("POST", "/api/overrides"): ORDERERS,
    ("POST", "/api/overrides/alone"): APPROVER,
    # Proposed by a publisher, so that an approver alone may countersign.
    ("POST", "/api/overrides/{order}/countersign"): APPROVER,
    ("POST", "/api/overrides/{order}/decline"): ORDERERS,
    ("POST", "/api/overrides/{order}/end"): APPROVER,
    ("POST", "/api/overrides/{order}/open"): APPROVER,
    ("POST", "/api/overrides/{order}/review"): APPROVER,
    ("GET", "/api/stops"): EVERYONE,
    ("POST", "/api/stops"): ORDERERS,
    ("POST", "/api/stops/{order}/countersign"): APPROVER,
    ("POST", "/api/stops/{order}/decline"): ORDERERS,
    ("POST", "/api/stops/{order}/ask-end"): ORDERERS,
    ("POST", "/api/stops/{order}/confirm-end"): APPROVER,
    ("GET", "/api/removals"): ORDERERS,
    ("POST", "/api/removals/seek"): ORDERERS,
    ("POST", "/api/removals/lines"): ORDERERS,
    ("POST", "/api/removals/replies"): ORDERERS,
    ("POST", "/api/removals"): ORDERERS,
    # Proposed by a publisher, so that an approver alone may confirm or decline.
    ("POST", "/api/removals/{removal}/confirm"): APPROVER,
    ("POST", "/api/removals/{removal}/decline"): APPROVER | {"publisher"},
    ("POST", "/api/calendar/days"): ADMIN,
    ("POST", "/api/calendar/days/{order}/revoke"): ADMIN,
    ("GET", "/api/catalogue/{unit}"): EVERYONE,
    ("POST", "/api/catalogue/{unit}"): KEEPERS,
    ("PUT", "/api/catalogue/lines/{line}"): KEEPERS,
    ("DELETE", "/api/catalogue/lines/{line}"): KEEPERS,
    ("POST", "/api/catalogue/{unit}/import"): KEEPERS,
    ("POST", "/api/catalogue/{unit}/import/confirm"): KEEPERS,
    ("GET", "/api/catalogue/{unit}/export"): EVERYONE,
    ("GET", "/api/directory/items"): EVERYONE,
    ("POST", "/api/directory/import"): KEEPERS,
    ("DELETE", "/api/directory/items/{item}"): KEEPERS,
    ("POST", "/api/directory/sheet"): KEEPERS,
    ("POST", "/api/directory/sheet/confirm"): KEEPERS,
    ("GET", "/api/directory/export.xlsx"): EVERYONE,
    ("GET", "/api/directory/export.json"): EVERYONE,
    ("GET", "/api/directory/proposal"): EVERYONE,
    ("POST", "/api/directory/proposals"): KEEPERS,
    # Handed over by the administrator, so that an approver may decide.
    ("POST", "/api/directory/proposals/{proposal}/approve"): APPROVER,
    ("POST", "/api/directory/proposals/{proposal}/refuse"): APPROVER,
    ("GET", "/api/directory/today"): EVERYONE,
    ("PUT", "/api/directory/counters/{counter}/change"): KEEPERS,
    ("DELETE", "/api/directory/counters/{counter}/change"): KEEPERS,
}
"""Who may call what; a new route without a line here fails the test."""


ORDER = sorted(
    MAY, key=lambda route: (route[1].endswith("/leave"), route[0] == "DELETE", route)
)
"""What takes something away comes last."""
PARTS = 4
"""The table is walked in so many tests, each with things of its own."""
NOUNS = sorted({path.split("/")[2] for _, path in MAY})
PART = {noun: at % PARTS for at, noun in enumerate(NOUNS)}
"""What is done to one thing stays together: made, then taken away."""

RECORD = {
    "carrier": "meeting",
    "from_on": "2026-11-23",
    "remark": "村民会议",
    "reason": "写错",
}
CLOSED_ON = date(2026, 12, 1)
PLACE = ("id", "parent", "level")
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

    def body(self, route: tuple[str, str], county: County) -> dict[str, Any]:
        if is_of_clerks(route[1]):
            return self.clerks.body(route)
        if is_of_orders(route[1]):
            return self.orderers.body(route)
        form = county.form().model_dump(mode="json")
        office = {"unit": "qinghe", "office": "drafter"}
        new = {"id": "qinghe-new", "name": "新的", "register_name": "新村"}
        edited = _without(form, "unit")
        withdrawn = {"cause": "correction", "explanation": "金额有误"}
        bodies: dict[tuple[str, str], dict[str, Any]] = {
            ("POST", "/api/staff"): {"login": "new", "name": "新", "offices": [office]},
            ("POST", "/api/staff/{staff}/lock"): {"reason": "查"},
            ("PUT", "/api/staff/{staff}/offices"): {"offices": [office]},
            ("POST", "/api/units"): SPARE_UNIT | new,
            ("PUT", "/api/units/{unit}"): _without(SPARE_UNIT, *PLACE),
            ("PUT", "/api/units/{unit}/hall"): HALL.model_dump(mode="json"),
            ("POST", "/api/groups"): SPARE_GROUP | {"id": "qinghe-new"},
            ("PUT", "/api/groups/{group}"): _without(SPARE_GROUP, "id"),
            ("PUT", "/api/chains/units/{unit}"): {
                "chain": default_chain().model_dump(mode="json")
            },
            ("POST", "/api/drafts"): form,
            ("PUT", "/api/drafts/{draft}"): {"edition": 1, "form": edited},
            ("PUT", "/api/drafts/{draft}/window"): {
                "wanted": {"first_on": None, "last_on": "2027-01-31"},
                "edition": 1,
            },
            ("POST", "/api/disclosures/{disclosure}/end"): {
                "wanted": {"last_on": "2027-01-31", "groups": ["qinghe-hall-screen"]},
                "reason": "多放几天",
                "edition": self.kept.line.edition,
            },
            ("POST", "/api/disclosures/{disclosure}/times"): {
                "wanted": {"weekdays": [1, 2, 3]},
                "reason": "只有前三天开门",
                "edition": self.retimed.line.edition,
            },
            ("POST", "/api/drafts/{draft}/submit"): {"edition": 1},
            ("POST", "/api/drafts/{draft}/words"): {
                "edition": self.scanned.line.edition,
                "image": self.scanned.scans[0].image_sha256,
                "words": "收支公示",
            },
            ("POST", "/api/drafts/{draft}/filing"): {"edition": 1, "proposal": FILED},
            ("POST", "/api/filings/{filing}/decide"): {"act": "accept"},
            ("POST", "/api/drafts/{draft}/review"): _seen(digest(self.sent)),
            ("POST", "/api/drafts/{draft}/secrecy"): _seen(digest(self.sent))
            | {"result": "may", "basis": "不涉密"},
            ("POST", "/api/drafts/{draft}/approve"): _seen(digest(self.reviewed)),
            ("POST", "/api/drafts/{draft}/return"): _seen(digest(self.returned))
            | {"reason": "补一行"},
            ("POST", "/api/drafts/{draft}/comments"): {"text": "请看", "block": 0},
            ("POST", "/api/disclosures/{disclosure}/withdrawals"): _seen(
                digest(self.published)
            )
            | withdrawn,
            ("POST", "/api/withdrawals/{withdrawal}/confirm"): {
                "sha256": self.confirmed.sha256
            },
            ("POST", "/api/withdrawals/{withdrawal}/secrecy"): _seen(
                self.explained.notice_sha256 or ""
            )
            | {"result": "may", "basis": "不涉密"},
            ("POST", "/api/withdrawals/{withdrawal}/decline"): {"reason": "不撤"},
            ("POST", "/api/presences/of/{disclosure}"): RECORD,
            ("POST", "/api/presences/{presence}/correction"): RECORD,
            ("POST", "/api/presences/{presence}/strike"): {"reason": "记错了"},
            ("POST", "/api/directory/import"): SHEET,
            ("POST", "/api/directory/sheet"): {
                "items": [{"name": "办社团", "department": "县民政局"}]
            },
            ("POST", "/api/directory/proposals/{proposal}/approve"): {
                "sha256": self.proposal.sha256
            },
            ("POST", "/api/directory/proposals/{proposal}/refuse"): {"reason": "不对"},
            ("PUT", "/api/directory/counters/{counter}/change"): {"kind": "absent"},
            ("POST", "/api/catalogue/{unit}"): line_form().model_dump(mode="json"),
            ("PUT", "/api/catalogue/lines/{line}"): line_form(
                subtopic="改过"
            ).model_dump(mode="json"),
            ("POST", "/api/coverage/causes"): CUT,
            ("POST", "/api/coverage/of/{disclosure}/days/{day}"): {
                "counts": True,
                "reason": "调过录像",
            },
            ("POST", "/api/coverage/of/{disclosure}/decline"): {"reason": "已满"},
            ("POST", "/api/calendar/days"): {
                "day": "2026-12-02",
                "kind": "closed",
                "reason": "停电检修",
            },
            ("POST", "/api/calendar/days/{order}/revoke"): {"reason": "改期"},
        }
        return bodies.get(route, {})


def _routes_of(part: int) -> list[tuple[str, str]]:
    return [each for each in ORDER if PART[each[1].split("/")[2]] == part]


def _seen(sha256: str) -> dict[str, Any]:
    return {"manifest_sha256": sha256}


def _without(form: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in names}


async def _call(
    client: httpx.AsyncClient, route: tuple[str, str], stage: Stage, county: County
) -> httpx.Response:
    method, template = route
    path = stage.path(route)
    if "moments" in template:
        path += f"?at={quote(AT.isoformat())}&device={stage.looked.device}"
    if template.endswith("/import") and "drafts" in template:
        query = {"filename": "a.txt", "edition": "1", "manifest": digest(stage.sent)}
        content = b"%PDF-1.7" if "papers" in template else "一行".encode()
        return await client.post(path, params=query, content=content)
    if template.endswith("/photo"):
        on = "last_on" if "removal" in template else "from_on"
        query = {"filename": "a.jpg", on: "2026-11-23"}
        return await client.post(path, params=query, content=b"photo|a board")
    if template.endswith("{unit}/import"):
        sheet = catalogue_sheet("目录", [Written(form=line_form())], shipped_mandates())
        return await client.post(path, params={"filename": "a.xlsx"}, content=sheet)
    if template.endswith("/directory/sheet"):
        path += "?filename=a.json"
    body = stage.body(route, county)
    return await client.request(method, path, json=body if method != "GET" else None)


def test_every_route_of_the_staff_api_is_in_the_table(app: FastAPI) -> None:
    routes = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }

    assert routes == set(MAY) | OPEN
    assert set(ORDER) == set(MAY)


@pytest.mark.timeout(40)  # dozens of routes for each of the offices
@pytest.mark.parametrize("part", range(PARTS))
async def test_every_route_is_open_to_its_offices_and_to_nobody_else(
    county: County, browser: Browser, part: int
) -> None:
    stage = Stage(county)
    clients = {who: browser() for who in EVERYONE}
    for who, client in clients.items():
        login = {"login": county.login(who), "password": PASSWORD}
        assert (await client.post("/api/session", json=login)).status_code == 200

    wrong = []
    for route in _routes_of(part):
        if (await _call(browser(), route, stage, county)).status_code != 401:
            wrong.append((route, "nobody"))
        answers = {
            who: await _call(clients[who], route, stage, county)
            for who in sorted(EVERYONE, key=lambda who: (who in MAY[route], who))
        }
        found = {who for who, got in answers.items() if got.status_code != 403}
        wrong += [(route, who) for who in found ^ MAY[route]]
        # Whoever may and comes first finds the thing as it was, and succeeds.
        first = next(answers[who] for who in answers if who in MAY[route])
        if not first.is_success:
            wrong.append((route, first.text))

    assert wrong == []
