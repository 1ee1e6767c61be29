"""Say in one line what each subcommand does and needs; load none of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """What `mingbai --help` says about a command without loading it."""

    purpose: str
    """One line for the person at the keyboard."""
    extras: tuple[str, ...] = ()
    """The extras of this project that must be installed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """Be an act that people know by its own name; another command holds it."""

    command: str
    """Of which command it is a subcommand of the same name."""
    purpose: str
    """One line for the person at the keyboard."""


SHORTCUTS = {
    "export": Shortcut(
        command="centre", purpose="发布中心：收 U 盘带回的记录，再把内容写上去"
    ),
    "import": Shortcut(
        command="agent", purpose="不联网的设备：从 U 盘导入内容，把记录写上去"
    ),
}

SUBCOMMANDS = {
    "centre": Subcommand(
        purpose="运行发布中心：管理页面和设备接口", extras=("centre",)
    ),
    "wake": Subcommand(purpose="运行唤醒服务：告诉设备有新内容", extras=("centre",)),
    "keys": Subcommand(purpose="制作和查看签名密钥", extras=("centre",)),
    "backup": Subcommand(
        purpose="做备份、核对备份、登记密钥保管人", extras=("centre",)
    ),
    "restore": Subcommand(purpose="恢复备份，或演练一次恢复", extras=("centre",)),
    "journal": Subcommand(purpose="核验操作日志是否完整", extras=("centre",)),
    "archive": Subcommand(
        purpose="做一个单位一年的归档包，核对归档包", extras=("centre",)
    ),
    "certificate": Subcommand(
        purpose="给核验公示证明的人出存证日志的增长证明", extras=("centre",)
    ),
    "doctor": Subcommand(purpose="检查这台机器，说哪里不好、怎么办"),
    "inspect": Subcommand(purpose="查看一份文件导入后的样子", extras=("centre",)),
    "agent": Subcommand(purpose="运行设备的同步程序", extras=("device",)),
    "player": Subcommand(purpose="运行屏幕的播放程序", extras=("device",)),
    "kiosk": Subcommand(purpose="运行触摸一体机的页面服务", extras=("device",)),
    "ask": Subcommand(purpose="问一件事找谁办、带什么、怎么办", extras=("device",)),
    "verify": Subcommand(purpose="核验一份公示证明，不用网络，只用公钥"),
    "calendar": Subcommand(purpose="查工作日，数到第几个工作日"),
    "demo": Subcommand(
        purpose="启动演示县（清禾县）的全部程序", extras=("centre", "device")
    ),
}
"""In the order in which the help lists them."""

UNDESCRIBED = Subcommand(purpose="由另外安装的软件包提供")
"""Stands for a command that another package registers."""
