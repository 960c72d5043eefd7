"""Every kind of problem there is, the engine's and those of our plugins, by code."""

import scoring_excel.problems
import scoring_word.problems
from scoring.model import catalogue

PARTS = (catalogue.CATALOGUE, scoring_excel.problems.CATALOGUE, scoring_word.problems.CATALOGUE)
CATALOGUE = {code: entry for part in PARTS for code, entry in part.items()}
