"""Walk a submitted version through its secrecy review and its approval chain.

Whose a step is says the chain; the demo's people are found by what they are.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from demo.desk import Desk
from demo.documents import pdf_file

_LOGINS = {
    "村务监督委员会审查": "jianwei",
    "民主理财小组审查": "licai",
    "乡镇会计站审核": "kuaiji",
}
_PICTURES = {"figure", "page_image"}
_REVIEWER, _APPROVER = "shenhe", "pizhun"
_MINUTES = """到会：村党支部、村委会成员，村务监督委员会列席。

一致同意公开，照提交的这一版公布。"""


def walk(
    desk: Callable[[str], Desk], draft: dict[str, Any], *, to_the_end: bool
) -> dict[str, Any]:
    """Sign every step that is open, the last one too if asked for; return the view."""
    steps = draft["chain"]
    for number, one in enumerate(steps, start=1):
        last = number == len(steps)
        if one["decision"] is not None or (last and not to_the_end):
            continue
        draft = _sign(desk, draft, one["step"], last=last)
    return draft


def clear(
    desk: Desk, draft: Mapping[str, Any], told: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Conclude the secrecy review of what was submitted."""
    line = draft["line"]
    conclusion = {
        "manifest_sha256": line["manifest_sha256"],
        "result": "may",
        "basis": "逐条核对，不涉及国家秘密和工作秘密。",
        "pictures_read": any(
            block["kind"] in _PICTURES for block in draft["signed"]["blocks"]
        ),
        **told,
    }
    desk.post(f"/api/drafts/{line['id']}/secrecy", conclusion)


def clear_notice(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Conclude the secrecy review of what a withdrawal publishes, if anything."""
    if asked["notice_sha256"] is None:
        return
    conclusion = {
        "manifest_sha256": asked["notice_sha256"],
        "result": "may",
        "basis": "只说明撤下的原因，不涉密。",
    }
    desk.post(f"/api/withdrawals/{asked['id']}/secrecy", conclusion)


def decide(desk: Desk, draft: Mapping[str, Any], act: str) -> dict[str, Any]:
    """Sign one step of what was submitted, bound to its manifest."""
    line = draft["line"]
    view: dict[str, Any] = desk.post(
        f"/api/drafts/{line['id']}/{act}",
        {"manifest_sha256": line["manifest_sha256"]},
    )
    return view


def _sign(
    desk: Callable[[str], Desk],
    draft: Mapping[str, Any],
    step: Mapping[str, Any],
    *,
    last: bool,
) -> dict[str, Any]:
    line = draft["line"]
    signer = desk(_LOGINS.get(step["name"], _APPROVER if last else _REVIEWER))
    body = {"manifest_sha256": line["manifest_sha256"]}
    if step["record"]:
        body["record"] = _minutes(signer, line)
    act = "approve" if last else "review"
    view: dict[str, Any] = signer.post(f"/api/drafts/{line['id']}/{act}", body)
    return view


def _minutes(signer: Desk, line: Mapping[str, Any]) -> str:
    """Attach the record of the meeting and return its name."""
    data = pdf_file(f"村两委联席会议记录：{line['title']}", _MINUTES)
    name, manifest = quote("联席会议记录.pdf"), line["manifest_sha256"]
    path = f"/api/drafts/{line['id']}/papers/import"
    kept = signer.upload(f"{path}?filename={name}&manifest={manifest}", data)
    return str(kept["sha256"])
