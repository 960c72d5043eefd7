"""Texts are compared in one form, and no text makes that slow."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from scoring.model.text import nfc


@given(st.text())
def test_nfc_is_nfc_and_stays(text):
    assert nfc(text) == unicodedata.normalize("NFC", text)
    assert nfc(nfc(text)) == nfc(text)


def test_both_ways_of_typing_vietnamese_are_one():
    assert nfc(unicodedata.normalize("NFD", "Đường Nguyễn Huệ")) == "Đường Nguyễn Huệ"


def test_a_heap_of_accents_takes_no_time():
    start = time.process_time()
    heap = nfc("a" + "\u0301\u0323" * 250_000)
    assert time.process_time() - start < 2
    assert nfc(heap) == heap
