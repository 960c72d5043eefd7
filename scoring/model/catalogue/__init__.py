"""The catalogue of problems: a chapter a file, its codes by letter and number.

C0 `files` · C1 `shape` · C2 `rules` · C3 `tree` · C4 `policies` · C5 `verdicts` · C6 `care` ·
S1 `sheets` · S2 `units` · S3 `cells` · H1 `council` · H2 `papers`.
"""

from scoring.model.catalogue.care import *
from scoring.model.catalogue.cells import *
from scoring.model.catalogue.council import *
from scoring.model.catalogue.entry import *
from scoring.model.catalogue.files import *
from scoring.model.catalogue.papers import *
from scoring.model.catalogue.policies import *
from scoring.model.catalogue.rules import *
from scoring.model.catalogue.shape import *
from scoring.model.catalogue.sheets import *
from scoring.model.catalogue.tree import *
from scoring.model.catalogue.units import *
from scoring.model.catalogue.verdicts import *
