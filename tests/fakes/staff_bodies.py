"""Say what a call of each route of the staff API carries."""

from typing import Any

from publishing.desk.chain_presets import default_chain
from tests.fakes.catalogue import line_form
from tests.fakes.clerks import is_of_clerks
from tests.fakes.desk import County, digest
from tests.fakes.hall_data import HALL, SHEET
from tests.fakes.orderers import is_of_orders
from tests.fakes.staff_stage import CUT, FILED, SPARE_GROUP, SPARE_UNIT, Stage

RECORD = {
    "carrier": "meeting",
    "from_on": "2026-11-23",
    "remark": "村民会议",
    "reason": "写错",
}
PLACE = ("id", "parent", "level")


def body_of(stage: Stage, route: tuple[str, str], county: County) -> dict[str, Any]:
    if is_of_clerks(route[1]):
        return stage.clerks.body(route)
    if is_of_orders(route[1]):
        return stage.orderers.body(route)
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
            "edition": stage.kept.line.edition,
        },
        ("POST", "/api/disclosures/{disclosure}/times"): {
            "wanted": {"weekdays": [1, 2, 3]},
            "reason": "只有前三天开门",
            "edition": stage.retimed.line.edition,
        },
        ("POST", "/api/drafts/{draft}/submit"): {"edition": 1},
        ("POST", "/api/drafts/{draft}/words"): {
            "edition": stage.scanned.line.edition,
            "image": stage.scanned.scans[0].image_sha256,
            "words": "收支公示",
        },
        ("POST", "/api/drafts/{draft}/filing"): {"edition": 1, "proposal": FILED},
        ("POST", "/api/filings/{filing}/decide"): {"act": "accept"},
        ("POST", "/api/drafts/{draft}/review"): _seen(digest(stage.sent)),
        ("POST", "/api/drafts/{draft}/secrecy"): _seen(digest(stage.sent))
        | {"result": "may", "basis": "不涉密"},
        ("POST", "/api/drafts/{draft}/approve"): _seen(digest(stage.reviewed)),
        ("POST", "/api/drafts/{draft}/return"): _seen(digest(stage.returned))
        | {"reason": "补一行"},
        ("POST", "/api/drafts/{draft}/comments"): {"text": "请看", "block": 0},
        ("POST", "/api/disclosures/{disclosure}/withdrawals"): _seen(
            digest(stage.published)
        )
        | withdrawn,
        ("POST", "/api/withdrawals/{withdrawal}/confirm"): {
            "sha256": stage.confirmed.sha256
        },
        ("POST", "/api/withdrawals/{withdrawal}/secrecy"): _seen(
            stage.explained.notice_sha256 or ""
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
            "sha256": stage.proposal.sha256
        },
        ("POST", "/api/directory/proposals/{proposal}/refuse"): {"reason": "不对"},
        ("PUT", "/api/directory/counters/{counter}/change"): {"kind": "absent"},
        ("POST", "/api/catalogue/{unit}"): line_form().model_dump(mode="json"),
        ("PUT", "/api/catalogue/lines/{line}"): line_form(subtopic="改过").model_dump(
            mode="json"
        ),
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


def _seen(sha256: str) -> dict[str, Any]:
    return {"manifest_sha256": sha256}


def _without(form: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in names}
