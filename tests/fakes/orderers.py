"""Hold the emergency notices and stops that routes of the staff API act on."""

from functools import cached_property
from typing import Any

from programme.blocks import Paragraph
from programme.programme import WithdrawalCause
from publishing.overriding.views import OrderView
from publishing.removing.removals import Ticked
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.alerts import alert_form, alerted, stop_form, stopped
from tests.fakes.desk import County

NOUNS = ("/api/overrides", "/api/stops", "/api/removals")
PERSON = "甄示例"


def is_of_orders(template: str) -> bool:
    """Say whether a route is about orders."""
    return template.startswith(NOUNS)


class Orderers:
    """Hold an order for each act; it is made when it is asked for."""

    def __init__(self, county: County) -> None:
        self.county = county

    @cached_property
    def orders(self) -> dict[tuple[str, str], OrderView]:
        cases, publisher = self.county.cases, self.county.people["publisher"]
        held = Held(unit="qinghe", office=Office.APPROVER)
        alone = self.county.join("alone", held)
        made: dict[tuple[str, str], OrderView] = {
            ("overrides", act): cases.overrides.propose(publisher, alert_form())
            for act in ("countersign", "decline")
        }
        made |= {
            ("stops", act): cases.stops.propose(publisher, stop_form(self.county))
            for act in ("countersign", "decline")
        }
        made["overrides", "end"] = alerted(self.county, headline="要结束")
        for act in ("open", "review"):
            made["overrides", act] = cases.overrides.issue_alone(
                alone, alert_form(headline=f"{act}"), reason="来不及"
            )
        made["stops", "ask-end"] = stopped(self.county)
        ending = stopped(self.county)
        made["stops", "confirm-end"] = cases.stops.ask_end(
            publisher, ending.id, reason="恢复"
        )
        return made

    @cached_property
    def removals(self) -> dict[str, str]:
        """Return a removal that waits for each act."""
        return {act: self._removal(act) for act in ("confirm", "decline")}

    def _removal(self, title: str) -> str:
        removals, publisher = (
            self.county.cases.person_removals,
            self.county.people["publisher"],
        )
        return removals.propose(
            publisher,
            PERSON,
            ticked=[self.named(title)],
            cause=WithdrawalCause.PERSONAL_DATA,
            reason="本人申请",
        ).id

    @cached_property
    def to_remove(self) -> Ticked:
        """Return what is proposed over the route itself."""
        return self.named("要提出的")

    def named(self, title: str) -> Ticked:
        """Return a published disclosure that names the person."""
        block = Paragraph(text=f"联系人{PERSON}")
        line = self.county.approved(title=title, blocks=(block,)).line
        return Ticked(disclosure=line.disclosure, manifest=line.manifest_sha256 or "")

    def order(self, template: str) -> OrderView:
        """Return the order on which a route acts."""
        _, _, noun, *_, act = template.split("/")
        return self.orders[noun, act]

    def path(self, template: str) -> str:
        """Return the path of a route with its order."""
        if "{removal}" in template:
            return template.format(
                removal=self.removals[template.rsplit("/", maxsplit=1)[-1]]
            )
        if "{order}" not in template:
            return template
        return template.format(order=self.order(template).id)

    def body(self, route: tuple[str, str]) -> dict[str, Any]:
        """Return what a route wants."""
        alert = alert_form().model_dump(mode="json")
        bodies: dict[str, dict[str, Any]] = {
            "overrides": alert,
            "stops": stop_form(self.county).model_dump(mode="json"),
            "alone": {"alert": alert, "reason": "来不及"},
            "decline": {"reason": "不用"},
            "end": {"reason": "雨停了"},
            "review": {"justified": True, "words": "该发"},
            "ask-end": {"reason": "恢复"},
            "seek": {"sought": PERSON},
            "lines": {"sought": PERSON},
            "replies": {"sought": PERSON},
            "places": {"sought": PERSON},
            "confirm": {"sought": PERSON},
        }
        act = route[1].rsplit("/", maxsplit=1)[-1]
        if act == "removals" and route[0] == "POST":
            one = self.to_remove
            ticked = {"disclosure": one.disclosure, "manifest": one.manifest}
            return {
                "sought": PERSON,
                "ticked": [ticked],
                "cause": "personal_data",
                "reason": "本人申请",
            }
        if act == "countersign":
            return {"sha256": self.order(route[1]).sha256}
        return bodies.get(act, {})
