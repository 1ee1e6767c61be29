"""Say in words what is too much for a loop, and what staff may do; decide nothing."""

from publishing.admin.dates import long_lasting
from publishing.schedule.groups import MOST_MINUTES
from publishing.schedule.shares import Load

_MINUTE_S = 60


def days_words(load: Load) -> str:
    """Return in how many days of service each has come; empty where each day does."""
    if load.days <= 1:
        return ""
    return f"一天轮不完，每 {load.days} 个服务日至少一次"


def wait_words(load: Load) -> str:
    """Return how long what is owed is waited for, and how often at least it comes."""
    wait = f"要隔 {long_lasting(load.longest_s * 1000)} 才轮到一次"
    days = days_words(load)
    return f"{wait}（{days}）" if days else wait


def remedy_words(load: Load) -> str:
    """Return what staff may do about a loop that holds too much."""
    if load.in_time:
        return "请给长的出一份摘要页，或改挂别的分组"
    ways = "请改挂别的分组或别的时段，给长的出一份摘要页"
    minutes = -(-load.longest_s // _MINUTE_S)
    if minutes > MOST_MINUTES:
        return ways
    return f"{ways}，或把本组“最多隔几分钟放一次”放宽到 {minutes} 分钟"
