"""Hold the hall, the panels and one service item of the small county; data alone."""

from datetime import time
from typing import Any

from programme.hours import DayHours, OpenSpan
from programme.layout import Panel
from programme.programme import Hall

SCREEN = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)
KIOSK = Panel(width=1080, height=1920, diagonal_inches=43, distance_mm=3000)
HOURS = tuple(
    DayHours(
        weekday=day,
        spans=(OpenSpan(from_time=time(8, 30), to_time=time(17, 30)),),
    )
    for day in range(1, 6)
)
HALL = Hall(
    county_name="清禾县",
    name="清禾县政务服务中心",
    hours=HOURS,
    enquiry_place="1 楼大厅咨询台",
    enquiry_telephone="0555-010-0100",
)
SHEET: dict[str, Any] = {
    "departments": [
        {
            "id": "qinghe-mzj",
            "name": "清禾县民政局",
            "short_name": "县民政局",
            "telephone": "0555-010-0331",
            "duty": "管结婚登记和救助。",
        }
    ],
    "counters": [
        {
            "id": "qinghe-hall-31",
            "department": "qinghe-mzj",
            "building": "清禾县政务服务中心",
            "floor": 1,
            "window": "31",
            "way": "进门右转",
            "hours": [],
            "telephone": "0555-010-0131",
        }
    ],
    "life_events": [
        {"id": "marriage", "name": "结婚离婚", "icon": "favorite", "order": 6}
    ],
    "items": [
        {
            "id": "qinghe-mzj-001",
            "name": "内地居民结婚登记",
            "plain_name": "领结婚证",
            "department": "qinghe-mzj",
            "counter": "qinghe-hall-31",
            "kind": "行政确认",
            "who": "符合条件的男女双方",
            "materials": [{"name": "身份证", "originals": 2, "copies": 0}],
            "steps": ["两个人一起到"],
            "promised_working_days": 0,
            "fee": "免费",
            "visits": 1,
            "result": "结婚证",
            "phrases": ["领证", "结婚登记", "扯证"],
            "life_events": ["marriage"],
        }
    ],
}
"""A sheet with one service item."""
