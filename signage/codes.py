"""Draw the code that a passer-by takes a disclosure home with; decide no words."""

import io

import segno

_QUIET_MODULES = 4


def code_svg(text: str) -> bytes:
    """Return a QR code of a text: ink on white, error level M, quiet zone 4 modules."""
    made = segno.make(text, error="m", micro=False, boost_error=False)
    out = io.BytesIO()
    made.save(
        out,
        kind="svg",
        border=_QUIET_MODULES,
        dark="#15212b",
        light="#ffffff",
        omitsize=True,
        xmldecl=False,
        nl=False,
    )
    return out.getvalue()
