"""pandas with openpyxl from a cold start: a workbook of integers to a ranking as CSV."""

from __future__ import annotations

import sys

import pandas as pd

from tests.benchmarks.peers.pandas_frames import score

if __name__ == "__main__":
    made = score(pd.read_excel(sys.argv[1], engine="openpyxl"))
    made[["total", "grade", "rank", "rank_overall"]].to_csv(sys.argv[2])
