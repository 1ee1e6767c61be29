"""Bring the demo's disclosures through the real desk over HTTP, as its staff would.

Each sits at a desk of their own; nothing is written into a database or a store.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demo.chain_walk import clear, clear_notice, walk
from demo.county import DemoDisclosure
from demo.desk import Desk
from demo.desks import Desks, open_desks
from demo.documents import docx_file, pdf_file, picture_file, words_of, xlsx_file
from demo.founding import month_ago
from demo.markup import blocks_of
from demo.places import Places
from demo.versions import next_version, plan_stages, say_comments
from programme.period import Frequency, period_of

GROUPS = ("qinghe-hall-screen", "qinghe-hall-kiosk")

ZONE = ZoneInfo("Asia/Shanghai")
_AT_ONCE = 2
_SPECIAL = {
    "appointment": "official_appointment",
    "party_admission": "party_admission",
    "farm_subsidy": "farm_subsidy",
    "land_compensation": "land_compensation",
    "promotion": "promotion",
}
_ENDINGS = {"docx": "docx", "xlsx": "xlsx", "pdf": "pdf", "image": "png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """Hold what the day's work needs."""

    places: Places
    passwords: Mapping[str, str]
    font_file: str
    now: Callable[[], datetime]
    say: Callable[[str], None]

    def publish(self, disclosures: Iterable[DemoDisclosure]) -> None:
        """Bring every disclosure to its state, two at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for line in pool.map(self.bring, disclosures):
                self.say(line)

    def bring(self, disclosure: DemoDisclosure) -> str:
        """Bring one disclosure to its state and say so in one line."""
        with ExitStack() as stack:
            desks = open_desks(stack, self.places, self.passwords)
            draft = self.drafted(desks.drafter, disclosure)
            today = self.now().astimezone(ZONE).date()
            plan_stages(desks.drafter, draft, disclosure, today)
            if disclosure.filing:
                self._file_away(desks, draft, disclosure)
            elif disclosure.state == "draft":
                say_comments(desks.by_login(), draft, disclosure)
            else:
                village = disclosure.for_village
                draft = submitted(desks.drafter, draft, for_village=village)
                say_comments(desks.by_login(), draft, disclosure)
                _decide(desks, draft, disclosure)
            if disclosure.next_version:
                _replace(desks, draft, disclosure)
            if disclosure.on_paper:
                self._post_on_board(desks.drafter, draft, disclosure)
        return f"{disclosure.title}（{disclosure.state}）"

    def _post_on_board(
        self, drafter: Desk, draft: Mapping[str, Any], disclosure: DemoDisclosure
    ) -> None:
        """Record that it hangs on the paper board too; the photo is a drawn one."""
        today = self.now().astimezone(ZONE).date().isoformat()
        photo = picture_file(disclosure.title, disclosure.body, self.font_file)
        of = f"/api/presences/of/{draft['line']['disclosure']}"
        drafter.upload(f"{of}/photo?filename=board.png&from_on={today}", photo)

    def drafted(self, drafter: Desk, disclosure: DemoDisclosure) -> dict[str, Any]:
        """Return the draft, typed or imported."""
        form = self._form(disclosure) | self._served(drafter, disclosure)
        typed = disclosure.source == "typed"
        blocks = blocks_of(disclosure.body, disclosure.unit_note) if typed else []
        draft: dict[str, Any] = drafter.post("/api/drafts", {**form, "blocks": blocks})
        if typed:
            return draft
        draft = drafter.upload(_import_path(draft, disclosure), self._file(disclosure))
        # A draft's scan is left unread: its page shows who must read it first.
        if disclosure.source == "image" and disclosure.state != "draft":
            draft = _with_words(drafter, draft, form, disclosure)
        return draft

    def _form(self, disclosure: DemoDisclosure) -> dict[str, Any]:
        now = self.now()
        start = now + timedelta(days=disclosure.starts_in_days)
        end = now + timedelta(minutes=disclosure.ends_in_minutes)
        settled = now.astimezone(ZONE) - timedelta(days=disclosure.settled_days_ago)
        return {
            "unit": disclosure.unit,
            "title": disclosure.title,
            "board": disclosure.board,
            "category": disclosure.category,
            "kind_of_act": disclosure.kind_of_act,
            "attribute": disclosure.attribute,
            "audience": "everyone",
            "settled_on": settled.date().isoformat(),
            "hung_since": _hung_since(now, disclosure.hung_days_ago),
            "mandate": _SPECIAL.get(disclosure.special, disclosure.term),
            "earliest_start_at": _instant(start) if disclosure.starts_in_days else None,
            "explicit_end_at": _instant(end) if disclosure.ends_in_minutes else None,
            "weekdays": list(disclosure.weekdays),
            "groups": list(GROUPS),
            "objections_telephone": disclosure.objections_telephone,
            "policy_explanation": disclosure.policy_explanation,
            "summary_points": list(disclosure.summary_points),
            "kept_personal": [dict(each) for each in disclosure.kept],
            "secrecy_basis": "自己核对过，不涉密。",
        }

    def _served(self, drafter: Desk, disclosure: DemoDisclosure) -> dict[str, Any]:
        """Return what the catalogue line decides that a disclosure serves."""
        if not disclosure.entry:
            return {}
        lines = drafter.get(f"/api/catalogue/{disclosure.unit}")
        line = next(one for one in lines if one["form"]["subtopic"] == disclosure.entry)
        told = {"catalogue_entry": line["line"]}
        form = line["form"]
        told["mandate"] = form["special_rule"] or form["mandate"]
        frequency = Frequency(form["frequency"])
        today = self.now().astimezone(ZONE).date()
        day = date.fromisoformat(month_ago(today, disclosure.period_months_ago))
        period = period_of(frequency, day)
        if period is not None:
            told["period_starts_on"] = period.starts_on.isoformat()
        return told

    def _file_away(
        self, desks: Desks, draft: Mapping[str, Any], disclosure: DemoDisclosure
    ) -> None:
        """Propose that a draft is filed and not shown; let the office agree."""
        line, proposal = draft["line"], dict(disclosure.filing)
        days = proposal.pop("review_in_days", None)
        if days is not None:
            day = self.now().astimezone(ZONE) + timedelta(days=days)
            proposal["review_on"] = day.date().isoformat()
        body = {"edition": line["edition"], "proposal": proposal}
        filing = desks.drafter.post(f"/api/drafts/{line['id']}/filing", body)
        if disclosure.state == "filed":
            path = f"/api/filings/{filing['id']}/decide"
            desks.reviewer.post(path, {"act": "accept"})

    def _file(self, disclosure: DemoDisclosure) -> bytes:
        title, body = disclosure.title, disclosure.body
        match disclosure.source:
            case "docx":
                data = docx_file(title, body)
            case "xlsx":
                data = xlsx_file(title, body, disclosure.unit_note)
            case "pdf":
                data = pdf_file(title, body)
            case _:
                data = picture_file(title, body, self.font_file)
        return data


def _hung_since(now: datetime, days_ago: int) -> str | None:
    """Return the first day of what hung before there was a system."""
    if not days_ago:
        return None
    return (now.astimezone(ZONE) - timedelta(days=days_ago)).date().isoformat()


def submitted(
    drafter: Desk, draft: Mapping[str, Any], *, for_village: bool = False
) -> dict[str, Any]:
    """Submit a draft; its pages are set now."""
    line = draft["line"]
    told = {"edition": line["edition"], "for_village": for_village}
    view: dict[str, Any] = drafter.post(f"/api/drafts/{line['id']}/submit", told)
    return view


def withdraw(
    desks: Desks, draft: Mapping[str, Any], *, cause: str, explanation: str
) -> None:
    """Take a disclosure down; two approvers have to want it."""
    line = draft["line"]
    asked = desks.approver.post(
        f"/api/disclosures/{line['disclosure']}/withdrawals",
        {
            "manifest_sha256": line["manifest_sha256"],
            "cause": cause,
            "explanation": explanation,
        },
    )
    clear_notice(desks.secrecy, asked)
    desks.second_approver.post(
        f"/api/withdrawals/{asked['id']}/confirm", {"sha256": asked["sha256"]}
    )


def _decide(desks: Desks, draft: dict[str, Any], disclosure: DemoDisclosure) -> None:
    line = draft["line"]
    if disclosure.state == "returned":
        reason = {"reason": disclosure.return_reason}
        digest = {"manifest_sha256": line["manifest_sha256"]}
        desks.reviewer.post(f"/api/drafts/{line['id']}/return", {**digest, **reason})
        return
    if disclosure.state == "submitted":
        if disclosure.secrecy:
            clear(desks.secrecy, draft, disclosure.secrecy)
        return
    clear(desks.secrecy, draft, disclosure.secrecy)
    done = disclosure.state != "reviewed"
    draft = walk(desks.at, draft, to_the_end=done)
    if disclosure.state == "withdrawn":
        withdraw(
            desks,
            draft,
            cause=disclosure.withdraw_cause,
            explanation=disclosure.withdraw_explanation,
        )


def _replace(desks: Desks, draft: dict[str, Any], disclosure: DemoDisclosure) -> None:
    """Bring the next version of what is out through the same chain."""
    made = submitted(desks.drafter, next_version(desks.drafter, draft, disclosure))
    clear(desks.secrecy, made)
    walk(desks.at, made, to_the_end=True)


def _import_path(draft: Mapping[str, Any], disclosure: DemoDisclosure) -> str:
    line = draft["line"]
    name = f"{disclosure.key}.{_ENDINGS[disclosure.source]}"
    edition = line["edition"]
    return f"/api/drafts/{line['id']}/import?filename={name}&edition={edition}"


def _with_words(
    drafter: Desk,
    draft: Mapping[str, Any],
    form: Mapping[str, Any],
    disclosure: DemoDisclosure,
) -> dict[str, Any]:
    """Type the words of a picture, so that nobody has to see it to know them."""
    view = drafter.get(f"/api/drafts/{draft['line']['id']}")
    words = words_of(disclosure.body)
    blocks = [
        {**block, "words": words} if "words" in block else block
        for block in view["form"]["blocks"]
    ]
    told = {name: value for name, value in form.items() if name != "unit"}
    body = {"edition": view["line"]["edition"], "form": {**told, "blocks": blocks}}
    edited: dict[str, Any] = drafter.put(f"/api/drafts/{view['line']['id']}", body)
    return edited


def _instant(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
