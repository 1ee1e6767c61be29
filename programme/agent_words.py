"""Say in plain words what each state of an agent means, and what to do; pure.

The device's own page and the centre's show the same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from programme.agent_states import AgentState

Tone = Literal["ok", "info", "warn", "bad", "prov"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """Be how a state is shown: colour, icon, name, and one sentence what to do."""

    name: str
    tone: Tone
    icon: str
    """A name of the icon font; it never stands without the words."""
    sentence: str


def words_of(state: AgentState) -> StateWords:
    """Return the words of a state."""
    return _WORDS[state]


def known_state(text: str) -> AgentState | None:
    """Return the state that a device names; None: of a version that is newer."""
    try:
        return AgentState(text)
    except ValueError:
        return None


def _words(name: str, tone: Tone, icon: str, sentence: str) -> StateWords:
    return StateWords(name=name, tone=tone, icon=icon, sentence=sentence)


_WORDS: Mapping[AgentState, StateWords] = MappingProxyType(
    {
        AgentState.UNENROLLED: _words(
            "还没登记",
            "warn",
            "tv",
            "还没联系上发布中心。请看网线和中心的网址，联系上以后屏上有登记码。",
        ),
        AgentState.ENROLLING: _words(
            "等着登记",
            "info",
            "schedule",
            "请在管理页“终端”里按“登记一台”，输入这台设备的登记码。",
        ),
        AgentState.ENROLMENT_REFUSED: _words(
            "登记没有成",
            "bad",
            "lock",
            "登记码不对或已过期。请看屏上的新登记码，再登记一次。",
        ),
        AgentState.AWAITING: _words(
            "等第一份节目",
            "info",
            "schedule",
            "中心还没有给这个分组发布内容。发布以后会自己显示，不用管。",
        ),
        AgentState.SYNCING: _words(
            "正在取新内容",
            "info",
            "download",
            "正在取新内容，取好、核对好再换，一般几分钟。不用管。",
        ),
        AgentState.CURRENT: _words("正常", "ok", "check_circle", "一切正常。"),
        AgentState.STALE: _words(
            "很久没连上中心",
            "warn",
            "cloud_off",
            "靠存好的节目照常放，到期的照样按时换下。请看网线和路由器。",
        ),
        AgentState.LONG_ALONE: _words(
            "太久没连上中心",
            "bad",
            "cloud_off",
            "只放应公示的，宣传的先停；记录已注明。请尽快修好线路，或用 U 盘导入。",
        ),
        AgentState.REFUSED: _words(
            "新内容没通过核对",
            "bad",
            "error",
            "原来的照常放。请打电话告诉发布中心的管理员，不要重启。",
        ),
        AgentState.STORAGE_FAILING: _words(
            "磁盘写不进去",
            "bad",
            "error",
            "存好的照常放，记录先放在内存里。请不要断电，尽快清理或更换磁盘。",
        ),
        AgentState.CLOCK_DOUBTED: _words(
            "时钟不准",
            "prov",
            "schedule",
            "照常放，证据已标记。请让机器自动对时；断电就不准的，主板电池要换。",
        ),
        AgentState.RECALL_PENDING: _words(
            "撤下的回执还没送到",
            "warn",
            "history",
            "要撤下的已经撤下。线路一通，回执最先送到中心，不用管。",
        ),
        AgentState.TWIN: _words(
            "有另一台机器在用同一个身份",
            "bad",
            "error",
            "这台的磁盘被复制过。请关掉复制出来的那台，清空它的数据文件夹再重新登记。",
        ),
    }
)
