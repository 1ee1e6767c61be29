"""Hold what clerks, substitutes and drafters of stages act on through the staff API."""

from datetime import date
from functools import cached_property
from typing import Any

from publishing.desk.attested_rows import short_code
from publishing.desk.attesting import OnPaper
from publishing.desk.papers import PaperView
from publishing.desk.views import DraftView
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County, digest

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
OF_CLERKS = ("signed-forms", "/key", "substitutes", "/stage")
PHRASE = "柳坞村口的老樟树底下乘凉"


def is_of_clerks(template: str) -> bool:
    """Say whether a route is about things that are held here."""
    return any(noun in template for noun in OF_CLERKS)


class Clerks:
    """Hold what clerks and substitutes act on; it is made when it is asked for."""

    def __init__(self, county: County, sent: DraftView, paper: PaperView) -> None:
        self.county, self.sent, self.paper = county, sent, paper

    @cached_property
    def staged(self) -> DraftView:
        return self.county.draft(title="要分阶段", mandate="staged")

    @cached_property
    def entered(self) -> str:
        cases, people = self.county.cases, self.county.people
        cases.keys.make(people["drafter"], passphrase=PHRASE)
        told = OnPaper(
            scan=self.paper.sha256,
            code=short_code(digest(self.sent)),
            decided_by=people["reviewer"],
            decided_on=TODAY,
        )
        publisher, draft = people["publisher"], self.sent.line.id
        return cases.attesting.enter(
            publisher, draft, told, manifest_sha256=digest(self.sent)
        ).id

    @cached_property
    def substitute(self) -> str:
        people = self.county.people
        return self.county.cases.substitutes.name(
            people["admin"],
            absent=people["approver"],
            substitute=people["publisher"],
            held=Held(unit="qinghe", office=Office.APPROVER),
            first_on=TOMORROW,
            last_on=TOMORROW,
        ).id

    def path(self, template: str) -> str:
        """Return the path of a route with the things that it is about."""
        if "{form_id}" in template:
            return template.format(form_id=self.entered)
        if "{substitute}" in template:
            return template.format(substitute=self.substitute)
        staged = self.staged if "stage" in template else self.sent
        return template.format(draft=staged.line.id, disclosure=staged.line.disclosure)

    def body(self, route: tuple[str, str]) -> dict[str, Any]:
        """Return what is sent to a route."""
        people = self.county.people
        # It has been reviewed by then, so that the approver's signature is due.
        signed = {
            "scan": self.paper.sha256,
            "code": short_code(digest(self.sent)),
            "decided_by": people["approver"],
            "decided_on": str(TODAY),
        }
        named = {"first_on": str(TOMORROW), "last_on": str(TOMORROW)}
        bodies: dict[tuple[str, str], dict[str, Any]] = {
            ("POST", "/api/signed-forms/{form_id}/attest"): {
                "scan_sha256": self.paper.sha256,
                "passphrase": PHRASE,
            },
            ("POST", "/api/drafts/{draft}/signed-forms"): {
                "manifest_sha256": digest(self.sent)
            }
            | signed,
            ("POST", "/api/key"): {"passphrase": PHRASE},
            ("POST", "/api/substitutes"): named
            | {"unit": "qinghe", "office": "approver"}
            | {"absent": people["approver"], "substitute": people["reviewer"]},
            ("PUT", "/api/disclosures/{disclosure}/stages"): {
                "stages": {"before": {"reached_on": str(TODAY)}}
            },
            ("PUT", "/api/drafts/{draft}/stage"): {"stage": "before"},
        }
        return bodies.get(route, {})
