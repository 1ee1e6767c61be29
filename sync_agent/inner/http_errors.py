"""Name what can go wrong with a request; it asks for nothing.

The tree::

    HttpFailed
    ├── CentreUnreachable   no connection, or it broke
    ├── LineForeign         somebody else answers, such as a network's login page
    ├── AnswerTooSlow       the whole time is up
    ├── AnswerTooLong       more bytes than were allowed
    └── AnswerRefused       an answer, but not the one wanted
"""


class HttpFailed(Exception):
    """Be the root of what can go wrong with a request."""

    code = "http_failed"
    later_s: float | None = None
    """After how many seconds to come back, where the other side said so."""
    brought: int = 0
    """How many whole files came before it; what is counted here was checked."""


class CentreUnreachable(HttpFailed):
    """Say that there is no connection, or that it broke."""

    code = "centre_unreachable"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("连不上发布中心，会自动再试。请检查网线和网络。")


class LineForeign(HttpFailed):
    """Say that somebody else answers in the centre's place."""

    code = "line_foreign"

    def __init__(self, url: str, later_s: float) -> None:
        self.url = url
        self.later_s = later_s
        super().__init__(
            "线路那头答话的不是本县的发布中心：网络可能要先登录，"
            "也可能证书或本机时钟不对。会隔一阵再试。"
        )


class AnswerTooSlow(HttpFailed):
    """Say that an answer took longer than the settings allow."""

    code = "answer_too_slow"

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("发布中心答得太慢，会自动再试。")


class AnswerTooLong(HttpFailed):
    """Say that an answer has more bytes than it may have."""

    code = "answer_too_long"

    def __init__(self, url: str, most_bytes: int) -> None:
        self.url = url
        self.most_bytes = most_bytes
        super().__init__(f"发布中心给的内容超过 {most_bytes} 字节，没有收下。")


class AnswerRefused(HttpFailed):
    """Say which status came instead of the one that was wanted."""

    code = "answer_refused"

    def __init__(
        self,
        url: str,
        status: int,
        body: bytes = b"",
        *,
        later_s: float | None = None,
    ) -> None:
        self.url = url
        self.status = status
        self.body = body
        self.later_s = later_s
        super().__init__(f"发布中心没有给出内容（{status}），会自动再试。")
