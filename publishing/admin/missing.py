"""Say in plain words that there is no such page, with the way back; it looks up none.

The page holds nothing of what was asked for, so nobody can write on it by an address.
"""

from fastapi import Request
from fastapi.responses import HTMLResponse
from nicegui import app as pages

_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>没有这一页 · 明白</title>
<link rel="stylesheet" href="{root}/look/admin.css"></head>
<body class="alone"><div class="door"><form action="{root}/"><h1>没有这一页</h1>
<p>地址可能写错了，或者这一页已经挪走。没有改动任何东西。</p>
<button class="a-btn primary tall" type="submit">回总览</button></form></div></body>
</html>
"""


def serve_missing() -> None:
    """Answer every address of the pages at which there is nothing."""
    pages.add_exception_handler(404, _missing)


async def _missing(request: Request, error: Exception) -> HTMLResponse:
    del error
    root = str(request.scope.get("root_path", ""))
    return HTMLResponse(_PAGE.format(root=root), status_code=404)
