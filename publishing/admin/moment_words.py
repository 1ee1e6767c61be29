"""Say in plain sentences what a device's records prove of an instant; pure."""

from collections.abc import Mapping
from typing import Final

from publishing.admin.dates import Calendar, lasting
from publishing.evidence.moment import MomentKind
from publishing.inspection.moment_views import Missed, MomentView, Photograph, Stretch

_ENDS: Final[Mapping[str, str]] = {
    "turn_over": "这一页的时间到了",
    "replaced": "换了新的节目",
    "recalled": "被撤下",
    "overridden": "被应急插播打断",
    "hidden": "页面看不见了（被锁屏或别的窗口盖住）",
    "stood_still": "画面停住不动了（断电、关机，或浏览器死掉）",
    "closed": "浏览器正常关了",
    "clock_stepped": "时钟被调过，或机器睡过觉",
    "continued": "还在接着放",
    "wrong_pixels": "读回的画面和签发的不一样，被换掉",
    "covered": "读回时发现被别的东西挡住",
    "stopped": "按命令停下来，放默认页",
}
_STARTS: Final[Mapping[str, str]] = {
    "began": "浏览器重新打开（开机或重启）",
    "crashed": "浏览器崩溃后重新打开",
    "hung": "浏览器没有反应，被重新打开",
}
_VIEWS: Final[Mapping[str, str]] = {
    "default": "默认页：开放时间和咨询电话，没有公开事项",
    "notice": "提示页：设备还没有登记，或还没有节目",
    "emergency": "应急插播",
    "slide": "公开事项",
}
_CAUSES: Final[Mapping[str, str]] = {
    "time": "定时拍的",
    "adopted": "换了节目拍的",
    "first_of_day": "当天第一次出现时拍的",
    "override": "应急插播时拍的",
}
_GONE: Final[Mapping[str, str]] = {
    "erased": "上面有期满或因个人信息、保密、第三人权益撤下的内容",
    "aged": "满了保存期限，也没有公示证明、争议要用它",
}
CAPTURE_FAILURES: Final[Mapping[str, str]] = {
    "browser": "浏览器没有给出画面",
    "changed": "画面换得太快，三次都没有拍到同一页",
    "too_large": "照片太大",
    "disk": "设备磁盘写不进去",
}
_DOUBTFUL = frozenset({"wrong_pixels", "covered"})


_NOTHING: Final[Mapping[MomentKind, str]] = {
    MomentKind.CHANGING: "正好在换页",
    MomentKind.DARK: "没有证据说放着什么",
    MomentKind.UNHEARD: "还不知道：之后的记录还没有送到",
    MomentKind.NEVER: "这台设备那时还没有任何记录",
}


def headline(moment: MomentView) -> str:
    """Return the answer in one line."""
    shown = moment.shown
    if shown is None:
        return _NOTHING[moment.kind]
    if moment.kind is MomentKind.LISTED:
        return f"触摸屏在服务，可以查 {len(shown.listed)} 件公开事项"
    if moment.kind is MomentKind.SLIDE:
        return f"放的是“{shown.title or shown.disclosure}”"
    return _VIEWS.get(shown.view, shown.view)


def because(moment: MomentView, calendar: Calendar) -> tuple[str, ...]:
    """Return what is known around an instant of which nothing is proved."""
    said = []
    if moment.before is not None:
        at = calendar.exact(moment.before.to_at)
        end = _ENDS.get(moment.before.reason, "")
        told = f"，{end}" if end else ""
        said.append(f"之前最后放到 {at}（{_of(moment.before)}）{told}。")
    said += [
        f"{calendar.exact(start.at)} {_STARTS.get(start.reason, '')}。"
        for start in moment.starts
    ]
    if moment.after is not None:
        at = calendar.exact(moment.after.from_at)
        said.append(f"之后从 {at} 起又有（{_of(moment.after)}）。")
    if moment.kind is MomentKind.UNHEARD:
        said.append("设备断网时会先存着，连上以后自动补送。请过后再查，或看终端页。")
    return tuple(said)


def stretch_facts(shown: Stretch, calendar: Calendar) -> dict[str, str]:
    """Return what the record of an interval says."""
    seconds = int((shown.to_at - shown.from_at).total_seconds())
    told = {
        "从": calendar.exact(shown.from_at),
        "到": f"{calendar.exact(shown.to_at)}（{lasting(seconds)}）",
    }
    if shown.disclosure:
        told["登记号"] = shown.register_number or "—"
        told["第几页"] = f"第 {shown.page_number} 页，共 {shown.pages} 页"
    if shown.reason:
        told["怎么结束"] = _ENDS.get(shown.reason, shown.reason)
    told["节目"] = f"第 {shown.programme_version} 版"
    told["时钟"] = "可信" if shown.clock_sure else "可疑：前后被调过，时刻只作参考"
    if shown.reason in _DOUBTFUL:
        told["算不算展示"] = "不算"
    return told


def photograph_words(one: Photograph, moment: MomentView, calendar: Calendar) -> str:
    """Return when a picture was taken, and what stood there then."""
    apart = int(abs((one.at - moment.at).total_seconds()))
    side = "之前" if one.at <= moment.at else "之后"
    near = "就在这一刻" if apart == 0 else f"{lasting(apart)}{side}"
    cause = _CAUSES.get(one.cause, "")
    same = moment.shown is not None and one.page == moment.shown.page != ""
    view = "同一页" if same else _VIEWS.get(one.view, one.view).partition("：")[0]
    return f"{calendar.exact(one.at)}，{near}，{cause}。当时是{view}。"


def missing_words(one: Photograph, calendar: Calendar) -> str:
    """Return why a picture that a record names cannot be seen."""
    if one.gone_at is None:
        return "照片还没有送到，或设备存满丢掉了。记录还在。"
    because = _GONE.get(one.gone_because or "", "")
    return f"照片 {calendar.exact(one.gone_at)} 已删：{because}。记录和指纹还在。"


def missed_words(one: Missed, calendar: Calendar) -> str:
    """Return that a picture was due and there is none, and why."""
    reason = CAPTURE_FAILURES.get(one.reason, one.reason)
    return f"{calendar.exact(one.at)} 该拍一张，没有拍成：{reason}。"


def _of(stretch: Stretch) -> str:
    if stretch.disclosure:
        return f"“{stretch.title or stretch.disclosure}”第 {stretch.page_number} 页"
    if stretch.view == "listed":
        return f"触摸屏，{len(stretch.listed)} 件可查"
    return _VIEWS.get(stretch.view, stretch.view).partition("：")[0]
