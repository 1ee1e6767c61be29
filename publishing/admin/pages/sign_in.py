"""Let staff in: the sign-in page and the page that sets a password with a token.

Both are plain forms. The browser's own script hands them to the staff API, which sets
the session cookie that no script can read; no password passes the live connection.
"""

from fastapi import Request
from nicegui import ui

from publishing.admin.live import SIGN_IN
from publishing.admin.parts import Text, box
from publishing.admin.theme import dress

JOIN = "/join"


def add_sign_in() -> None:
    """Serve the two pages that need no session."""

    def sign_in(request: Request) -> None:
        dress(request.scope.get("root_path", ""))
        with _form("sign-in", "明白　公开发布中心"):
            _entry("账号", "login", kind="text", fill="username")
            _entry("密码", "password", kind="password", fill="current-password")
            _said()
            _send("登录")
            Text(
                "忘了密码，请找管理员重设。连续输错 5 次，账号锁 15 分钟。",
                classes="mut small",
            )

    def join(request: Request) -> None:
        dress(request.scope.get("root_path", ""))
        with _form("join", "设置密码"):
            Text(
                "密码 10 个字符以上，不要用账号名。这个链接只能用一次。", classes="mut"
            )
            _entry("新密码", "password", kind="password", fill="new-password")
            _entry("再写一遍", "again", kind="password", fill="new-password")
            _said()
            _send("保存密码")

    ui.page(SIGN_IN, title="登录 · 明白")(sign_in)
    ui.page(JOIN, title="设置密码 · 明白")(join)


def _form(act: str, title: str) -> ui.element:
    with box("door"):
        form = box(tag="form")
    form.props["data-form"] = act
    form.props["autocomplete"] = "on"
    with form, box(tag="h1"):
        box("mark")
        Text(title)
    return form


def _entry(label: str, name: str, *, kind: str, fill: str) -> None:
    with Text(label, tag="label"):
        made = box(tag="input")
    made.props["name"] = name
    made.props["type"] = kind
    made.props["autocomplete"] = fill
    made.props["required"] = "true"
    made.props["maxlength"] = "128"


def _said() -> None:
    made = Text("", tag="p", classes="said")
    made.props["data-said"] = "true"
    made.props["role"] = "alert"
    made.props["hidden"] = True


def _send(label: str) -> None:
    made = Text(label, tag="button", classes="a-btn primary tall")
    made.props["type"] = "submit"
