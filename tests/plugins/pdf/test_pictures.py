"""The two official heads look as they did when somebody last looked at them.

Each is drawn, and the top of its first page is held to a small grey picture of it beside
this file. After a change of the layout, accept what is drawn now, and look at it:

    python -m tests.plugins.pdf.test_pictures --accept
"""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from scoring_pdf.write import typeset
from tests.plugins.pdf.samples import HEADS, SAME, decision

HERE = Path(__file__).parent / "pictures"
PPI = 100
TOP = 520  # rows of pixels: the head, the title, and what the paper rests on
TINY, MOST_OTHER, MOST_BYTES = 6, 20, 40_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


def read_png(data: bytes, most: int = TOP) -> np.ndarray:
    """Give the first rows of a PNG with 8 bits a channel, as (rows, columns, channels)."""
    assert data.startswith(SIGNATURE)
    at, packed, header = len(SIGNATURE), b"", b""
    while at < len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        body = data[at + 8 : at + 8 + size]
        header, packed = (
            (body, packed) if kind == b"IHDR" else (header, packed + body * (kind == b"IDAT"))
        )
        at += size + 12
    width, height, bits, colour, _, _, interlaced = struct.unpack(">LLBBBBB", header)
    assert (bits, interlaced) == (8, 0)
    step = CHANNELS[colour]
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, width * step + 1)
    pixels = np.zeros((min(height, most), width * step), np.uint8)
    for row, line in enumerate(lines[:most]):
        above = pixels[row - 1] if row else np.zeros(width * step, np.uint8)
        pixels[row] = unfilter(int(line[0]), line[1:], above, step)
    return pixels.reshape(-1, width, step)


def unfilter(kind: int, line: np.ndarray, above: np.ndarray, step: int) -> np.ndarray:
    """Undo what PNG does to a line so that it packs well."""
    if kind in (0, 2):
        return line + above if kind else line
    if kind == 1:
        whole = np.cumsum(line.reshape(-1, step), axis=0, dtype=np.uint8)
        return whole.reshape(-1)
    made = [0] * len(line)
    up = above.tolist()
    for at, value in enumerate(line.tolist()):
        left, corner = (made[at - step], up[at - step]) if at >= step else (0, 0)
        guess = (left + up[at]) >> 1 if kind == 3 else nearest(left, up[at], corner)
        made[at] = (value + guess) & 255
    return np.array(made, np.uint8)


def nearest(left: int, up: int, corner: int) -> int:
    """Give the neighbour nearest to left + up - corner, as the Paeth filter has it."""
    goal = left + up - corner
    return min((left, up, corner), key=lambda one: abs(goal - one))


def write_png(grey: np.ndarray) -> bytes:
    """Give a grey picture as PNG."""
    height, width = grey.shape
    lines = b"".join(b"\0" + row.tobytes() for row in grey)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return SIGNATURE + b"".join(chunk(*part) for part in parts)


def see(kind: str, **changes: object) -> np.ndarray:
    """Draw the top of a decision, in 16 steps of grey."""
    first, *_ = typeset(evolve(decision(kind), **changes), {}, format="png", ppi=PPI)
    pixels = read_png(first)
    return pixels[:, :, :3].min(axis=2) // 17 * 17


def reference(kind: str) -> np.ndarray:
    """Give the picture beside this file."""
    return read_png((HERE / f"{kind}.png").read_bytes())[:, :, 0]


def count_other(found: np.ndarray, expected: np.ndarray) -> int:
    """Count the small squares whose ink differs: letters that moved, lines that are missing.

    A square is compared by its mean, so that another way of smoothing edges is no difference.
    """
    if found.shape != expected.shape:
        return max(found.size, expected.size)
    means = []
    for one in (found, expected):
        rows, columns = (length // TINY for length in one.shape)
        cut = one[: rows * TINY, : columns * TINY].astype(np.int64)
        means.append(cut.reshape(rows, TINY, columns, TINY).sum(axis=(1, 3)))
    return int((abs(means[0] - means[1]) > MOST_OTHER * TINY * TINY).sum())


@pytest.mark.parametrize("kind", HEADS)
def test_the_head_looks_as_it_did(kind):
    assert (HERE / f"{kind}.png").stat().st_size <= MOST_BYTES
    assert count_other(see(kind), reference(kind)) == 0


CHANGES = {
    "a longer name": {"issuer": "Ủy ban nhân dân phường Phú Xuân Đông"},
    "no body above": {"superior": ""},
    "no number": {"number": None},
    "another number": {"number": "13/QĐ-UBND"},
    "another place": {"place": "Phú Xuyên"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("kind", HEADS)
def test_a_head_that_looks_otherwise_is_noticed(kind, change):
    changed = see(kind, letterhead=evolve(HEADS[kind], **change))
    assert count_other(changed, reference(kind)) > 0


@pytest.mark.parametrize("kind", HEADS)
def test_another_subject_is_noticed(kind):
    assert count_other(see(kind, subject=SAME("Về việc khác")), reference(kind)) > 0


def test_a_missing_rule_is_noticed():
    expected = reference("state")
    found = expected.copy()
    rows = (found < 128).sum(axis=1)
    # The rule under the motto: a long black line in the right half.
    rule = next(at for at in range(TOP) if (found[at, 400:] < 128).sum() > 150)
    found[rule - 1 : rule + 2, 400:] = 255
    assert rows.max() > 150
    assert count_other(found, expected) > 0


def test_pictures_are_read_as_they_were_written():
    grey = np.arange(256 * 3, dtype=np.int64).reshape(3, 256).astype(np.uint8)
    assert (read_png(write_png(grey))[:, :, 0] == grey).all()


if __name__ == "__main__" and sys.argv[1:] == ["--accept"]:
    HERE.mkdir(exist_ok=True)
    for name in HEADS:
        (HERE / f"{name}.png").write_bytes(write_png(see(name)))
