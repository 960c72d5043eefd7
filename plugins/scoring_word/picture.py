"""Pictures: SVG drawn as PNG, since older Words show no SVG.

typst draws it, with the fonts that the writer of PDF carries; where either is missing the
picture is told in words instead.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

PPI = 200
_FONTS_OF = "scoring_pdf"
# A picture holds shapes and texts; whatever reaches outside of it is not drawn.
_REACHING = re.compile(
    r"<!DOCTYPE|<!ENTITY|<script|<foreignObject|@import|url\(\s*[\"']?(?!#)"
    r"|(?:href|src)\s*=\s*[\"'](?!#)",
    re.IGNORECASE,
)
_SOURCE = (
    "#set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt)\n"
    '#set text(font: "Tinos", fallback: false)\n'
    '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
)


def find_fonts() -> Path | None:
    """Give the folder of fonts with every Vietnamese letter, or None."""
    spec = find_spec(_FONTS_OF)
    places = [] if spec is None else list(spec.submodule_search_locations or ())
    folders = [Path(place) / "fonts" for place in places]
    return next((folder for folder in folders if any(folder.glob("*.ttf"))), None)


def draw_png(svg: str, width: int) -> bytes | None:
    """Draw a picture as wide as `width` twips; None where it cannot be drawn here."""
    fonts = find_fonts()
    if fonts is None or _REACHING.search(svg):
        return None
    try:
        import typst
    except ImportError:
        return None
    inputs = {"svg": svg, "width": str(width // 20)}
    with TemporaryDirectory(prefix="danvan-picture-") as root:
        try:
            # Its stub wants source and folders of one type, but no folder may be bytes.
            drawn = typst.compile(  # type: ignore[call-overload]
                _SOURCE.encode(),
                root=root,
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                format="png",
                ppi=PPI,
                sys_inputs=inputs,
            )
        except typst.TypstError:
            return None
    return bytes(drawn) if isinstance(drawn, bytes) else None


def size_of(png: bytes) -> tuple[int, int]:
    """Give the width and the height of a PNG in dots."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
