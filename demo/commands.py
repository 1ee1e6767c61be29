"""Answer `mingbai demo`: run the demo county until it is told to stop."""

import logging
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from config.terminal import echo, echo_text
from demo.county_run import CountyFailed, RunningCounty, running_county
from demo.desk import DeskRefused
from demo.own_keys import known_passphrases
from demo.places import Places, Ports
from demo.program import ProgramFailed
from programme.clock import SystemClock

app = typer.Typer(
    add_completion=False,
    name="demo",
    help="示范县 清禾县：发布中心、一块横屏、一台触摸屏。",
)


@app.command(help="启动示范县，印出地址和账号，按 Ctrl-C 停止。")
def demo(
    folder: Annotated[Path, typer.Option(help="示范县的文件放在哪里。")] = Path(
        "demo-county"
    ),
    port: Annotated[int, typer.Option(help="五个端口里的第一个。")] = 8700,
    *,
    browser: Annotated[
        bool, typer.Option(help="用没有窗口的浏览器放屏幕页，留下播放记录。")
    ] = True,
) -> None:
    """Run the demo county and print its addresses.

    Raises:
        Exit: With code 1, where a step did not work; the message says which.
    """
    logging.basicConfig(level="WARNING")
    places = Places(folder=folder.absolute(), ports=Ports.from_base(port))
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    clock = SystemClock()
    began = clock.monotonic()
    try:
        with running_county(places, clock=clock, say=echo, browser=browser) as county:
            echo_text(_addresses(county, clock.monotonic() - began))
            stopping.wait()
    except (CountyFailed, DeskRefused, ProgramFailed, FileNotFoundError) as error:
        echo_text(str(error), err=True)
        raise typer.Exit(1) from error


def _addresses(county: RunningCounty, seconds: float) -> str:
    places = county.places
    logins = "\n".join(
        f"    {login:<10} {password}" for login, password in county.passwords.items()
    )
    phrases = "\n".join(
        f"    {login:<10} {phrase}"
        for login, phrase in known_passphrases(places).items()
    )
    return f"""
清禾县（虚构）已启动，用时 {seconds:.0f} 秒：
  管理页面    {places.centre_url}/staff/    （证书由本县自己的根签发，浏览器会提醒）
  大厅横屏    {places.player_url}/    （按 1920×1080 看）
  触摸屏      {places.kiosk_url}/    （按 1080×1920 看）
  对外网页    {places.public_url}/    （二维码打开的就是这里）
  账号和密码（本机现做的，只在这里和 {places.credentials} 里）：
{logins}
  签名钥匙的口令（批准、核对纸面时要）：
{phrases}
按 Ctrl-C 停止。"""
