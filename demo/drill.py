"""Hold a short drill of the emergency notice, so that its record is seen; no alarm."""

from typing import Any

from demo.desk import Desk

DRILL: dict[str, Any] = {
    "unit": "qinghe",
    "hazard": "flash_flood",
    "level": "red",
    "authority": "emergency",
    "headline": "山洪红色预警",
    "place": "演练：云溪镇各村，山沟可能发山洪。",
    "acts": [
        {"icon": "arrow_upward", "text": "沟口、河边的人，往两侧高处跑"},
        {"icon": "block", "text": "不要顺沟跑，不要过河"},
    ],
    "minutes": 30,
    "drill": True,
}


def hold_a_drill(office: Desk, approver: Desk) -> str:
    """Issue a drill by two people, end it at once, and return its id."""
    made = office.post("/api/overrides", DRILL)
    seen = {"sha256": made["sha256"]}
    approver.post(f"/api/overrides/{made['id']}/countersign", seen)
    ended = {"reason": "演练结束，屏幕恢复正常"}
    approver.post(f"/api/overrides/{made['id']}/end", ended)
    return str(made["id"])
