"""Show the certificates of a disclosure and issue another; decide nothing (REQ-70)."""

from publishing.admin.live import Live
from publishing.admin.parts import Button, Text, box, card, empty, heading_cells
from publishing.admin.section import Section
from publishing.certificates.certificates import CertificateLine, Certificates

_WORDS = (
    "给档案和检查用：一份 PDF，一份可以用 mingbai verify 核验的文件。"
    "它证明屏幕显示过，不证明有人看过。"
)


class CertificatesCard:
    """Be the part of a disclosure's page that speaks of certificates."""

    def __init__(
        self, *, live: Live, disclosure: str, certificates: Certificates
    ) -> None:
        self._live = live
        self._disclosure = disclosure
        self._certificates = certificates
        self._section = Section(self._load, self._draw)

    async def draw(self) -> None:
        """Draw it for the first time."""
        await self._section.refresh()

    async def _load(self) -> tuple[CertificateLine, ...]:
        return await self._live.ask(self._certificates.listing, self._disclosure)

    def _draw(self, found: tuple[CertificateLine, ...]) -> None:
        with card("公示证明", icon_name="verified"):
            Text(_WORDS, tag="p", classes="mut")
            Button("出公示证明", self._live.handler(self._issue), icon="add")
            if not found:
                empty("还没有出过公示证明。")
                return
            with box("list", tag="table"):
                heading_cells("什么时候出的", "算数", "不足", "日志条数", "文件")
                with box(tag="tbody"):
                    for one in found:
                        self._row(one)

    def _row(self, one: CertificateLine) -> None:
        with box(tag="tr"):
            Text(self._live.calendar.exact(one.issued_at), tag="td")
            Text(one.day_kind.words(one.counted), tag="td")
            Text(one.day_kind.words(one.short), tag="td")
            Text(str(one.log_size), tag="td")
            with box(tag="td"), box("row-of"):
                _file("PDF", f"/api/certificates/{one.id}/sheet")
                _file("核验文件", f"/api/certificates/{one.id}/bundle")

    async def _issue(self) -> None:
        await self._live.ask(self._certificates.issue, self._disclosure)
        await self._section.refresh()
        self._live.say("公示证明出好了，PDF 和核验文件都在下面。")


def _file(words: str, address: str) -> None:
    made = Text(words, tag="a", classes="a-btn")
    made.props["href"] = address
    made.props["data-icon"] = "download"
    made.props["download"] = "true"
