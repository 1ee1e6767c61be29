"""Set pages whose files say their true size, so that a real device takes them."""

from dataclasses import replace
from typing import Any

from programme.canonical import sha256_hex
from publishing.house import use_cases
from tests.fakes.delivery import Delivery
from tests.fakes.desk_makers import FakePage, OnePageSetter
from tests.fakes.webp_heads import webp_page


class SizedPageSetter(OnePageSetter):
    """Set every revision on one page, as a WebP head of the panel's size."""

    def set_pages(self, *told: Any, **named: Any) -> tuple[FakePage, ...]:  # noqa: ANN401 - as the port
        """Return the pages of the other setter, drawn at their size."""
        return tuple(map(_sized, super().set_pages(*told, **named)))


def _sized(page: FakePage) -> FakePage:
    webp = webp_page(page.width, page.height, seed=page.words)
    return replace(page, webp=webp, pixels_sha256=sha256_hex(webp))


def with_sized_pages(delivery: Delivery) -> Delivery:
    """Return the same county, whose pages real devices take."""
    county = delivery.county
    services = replace(county.services, page_setter=SizedPageSetter())
    return replace(
        delivery,
        county=replace(county, services=services, cases=use_cases(services)),
    )
