"""Find what is wrong on a device: its set, its records, its line; change nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from config.device import AgentSettings
from config.doctor import Check, Finding, bad, examine, good, warn
from config.doctor_machine import certificate, clock, disk, secrets, services
from programme.agent_words import words_of
from programme.clock import Clock
from sync_agent.disk import DiskRefused
from sync_agent.drain import Drain
from sync_agent.inner.line_steps import steps_to
from sync_agent.inner.needs import assets_of
from sync_agent.layout import Layout
from sync_agent.outbox_file import OutboxDestroyed, writers_in
from sync_agent.reading import StoreDamaged
from sync_agent.state import AgentState, StateReport, read_state
from sync_agent.store import Held, Store

_UNITS = (
    "mingbai-agent.service",
    "mingbai-player.service",
    "mingbai-kiosk.service",
)
_LEAST_BYTES = 100 * 1024 * 1024
_MANY_RECORDS = 50_000
_LONG = timedelta(days=7)
_WELL = frozenset({AgentState.CURRENT, AgentState.SYNCING})


def findings_of(told: AgentSettings, now: Clock) -> tuple[Finding, ...]:
    """Return what is found on a device; its own status page asks the same."""
    layout, at = Layout(told.state_folder), now.now()
    checks: list[tuple[str, Check]] = [
        ("磁盘", partial(disk, told.state_folder, least_bytes=_LEAST_BYTES)),
        ("密钥权限", partial(secrets, [layout.key, layout.key_copy, layout.identity])),
        ("节目单", partial(_shown, layout, at, told.storage.content_bytes)),
        ("同步程序", partial(_state, layout, at)),
        ("记录", partial(_outbox, layout, now)),
        ("服务", partial(services, _UNITS)),
        ("线路", partial(steps_to, told, at)),
    ]
    if told.ca_file is not None:
        advice = "请向发布中心要新的根证书文件。"
        of_ca = partial(
            certificate, told.ca_file, at, about="本县根证书", advice=advice
        )
        checks.append(("本县根证书", of_ca))
    return examine(checks)


def _shown(layout: Layout, now: datetime, most_bytes: int) -> Iterator[Finding]:
    """Yield what is adopted, how old it is, what it takes, what of it is damaged."""
    try:
        held = Store(layout.root, as_signed=True).load()
    except StoreDamaged:
        advice = "同步程序连上中心会自己取回来；连不上的请先修线路。"
        yield bad("节目单", "损坏，读不出来", advice)
        return
    if held is None:
        yield from clock(now)
        advice = "请在管理页“终端”里输入屏上的登记码，再等几分钟。"
        yield bad("节目单", "还没有收到过", advice)
        return
    made_at = held.programme.made_at
    yield from clock(now, known=made_at)
    days = (now - made_at).days
    # By a clock that was set back, an age would mean nothing.
    signed = f"{days} 天前" if days >= 0 else f"{made_at.astimezone():%Y-%m-%d} "
    words = f"第 {held.programme.version} 版，{signed}签发，{len(held.items)} 件"
    yield good("节目单", words)
    yield from _room(layout, held, most_bytes)
    yield from _damage(layout, held)


def _room(layout: Layout, held: Held, most_bytes: int) -> Iterator[Finding]:
    """Yield that what must be kept takes more than it should, where it does."""
    length = sum(layout.assets.length_of(name) for name in assets_of(held))
    if most_bytes and length > most_bytes:
        words = f"内容占 {length / 1e9:.1f} GB，超过设置的 {most_bytes / 1e9:.1f} GB"
        advice = (
            "要放的一件也不会丢。请换大一点的盘，把 agent.toml 里 content_bytes 调大。"
        )
        yield warn("素材", words, advice)


def _damage(layout: Layout, held: Held) -> Iterator[Finding]:
    # What a damaged part would have named is not known.
    try:
        bad_ones = {name for name in assets_of(held) if layout.assets.damaged(name)}
    except DiskRefused as error:
        yield bad("素材", str(error), "请重启这台机器。")
        return
    bad_ones |= set(held.damaged)
    if bad_ones:
        words = f"{len(bad_ones)} 个文件缺失或损坏"
        advice = "同步程序会自己重取；一直这样的，磁盘可能坏了，请换。"
        yield bad("素材", words, advice)
    else:
        yield good("素材", "全部完好")


def _state(layout: Layout, now: datetime) -> Iterator[Finding]:
    """Yield what the agent last said of itself."""
    report = read_state(layout.root)
    if report is None:
        advice = "请运行 systemctl start mingbai-agent，或 mingbai agent run。"
        yield bad("同步程序", "还没有运行过", advice)
        return
    yield from _state_words(report)
    last = report.last_sync_at
    if last is not None and now - last > _LONG:
        words = f"{(now - last).days} 天没有和中心同步"
        yield bad("同步", words, "请看下面“线路”的各步。到期的内容照样按时换下。")


def _state_words(report: StateReport) -> Iterator[Finding]:
    """Yield every state that holds, with what to do."""
    for state in report.conditions or (report.state,):
        told = words_of(state)
        error = f"：{report.last_error}" if report.last_error else ""
        words = f"{told.name}{error if state is report.state else ''}"
        advice = told.sentence
        if report.code is not None and state is AgentState.ENROLLING:
            advice = f"请在管理页“终端”里输入登记码 {report.code}。"
        if state in _WELL and not report.last_error:
            yield good("同步程序", words)
        elif told.tone == "bad":
            yield bad("同步程序", words, advice)
        else:
            yield warn("同步程序", words, advice)


def _outbox(layout: Layout, now: Clock) -> Iterator[Finding]:
    """Yield how many records wait for the centre, and which chain is destroyed."""
    count = 0
    for writer in writers_in(layout.root):
        try:
            with Drain(layout.root, writer, now) as drain:
                count += drain.count()
        except OutboxDestroyed as error:
            yield warn("记录", str(error), "程序会自己处理，不用动它。")
        except DiskRefused as error:
            yield bad("记录", str(error), "请看磁盘。")
    if count > _MANY_RECORDS:
        words = f"{count} 条还没有送到中心"
        yield warn("记录", words, "线路通了会自己送完；在那以前不要清空这台设备。")
    else:
        yield good("记录", f"{count} 条等着送")
