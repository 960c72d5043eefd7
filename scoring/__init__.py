"""Score units exactly, by criteria sets that a council can defend.

This is the front door: every public name and nothing else. Names are loaded when they
are first used, so that `danvan --help` does not wait for numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.engine.catalog import FoundSet as FoundSet
    from scoring.engine.catalog import find_set as find_set
    from scoring.engine.catalog import list_sets as list_sets
    from scoring.engine.check import example_problems as example_problems
    from scoring.engine.check import expected_problems as expected_problems
    from scoring.engine.check import read_table as read_table
    from scoring.engine.check import score_folder as score_folder
    from scoring.engine.compare import Change as Change
    from scoring.engine.compare import compare_criteria as compare_criteria
    from scoring.engine.compile import Program as Program
    from scoring.engine.compile import compile_criteria as compile_criteria
    from scoring.engine.compose import compose as compose
    from scoring.engine.council import read_council as read_council
    from scoring.engine.enter import enter_table as enter_table
    from scoring.engine.enter import enter_with_problems as enter_with_problems
    from scoring.engine.explain import explain as explain
    from scoring.engine.explain import explain_leaf as explain_leaf
    from scoring.engine.outline import outline_of as outline_of
    from scoring.engine.policies import say_policies as say_policies
    from scoring.engine.questions import Question as Question
    from scoring.engine.read import read_criteria as read_criteria
    from scoring.engine.revisions import Revision as Revision
    from scoring.engine.revisions import as_said as as_said
    from scoring.engine.revisions import revisions as revisions
    from scoring.engine.run import run as run
    from scoring.engine.save import differing as differing
    from scoring.engine.save import save_files as save_files
    from scoring.engine.serialise import digest as digest
    from scoring.engine.serialise import evaluations as evaluations
    from scoring.engine.serialise import serialise as serialise
    from scoring.engine.tabulate import tabulate as tabulate
    from scoring.engine.tabulate import write_cell as write_cell
    from scoring.engine.tell import ROLE_SAID as ROLE_SAID
    from scoring.engine.tell import STATUS_SAID as STATUS_SAID
    from scoring.engine.tell import UNIT_STATE_SAID as UNIT_STATE_SAID
    from scoring.engine.why import why as why
    from scoring.model.catalogue import Catalogue as Catalogue
    from scoring.model.catalogue import Said as Said
    from scoring.model.catalogue import among as among
    from scoring.model.catalogue import no_unit_named as no_unit_named
    from scoring.model.catalogue import not_settled as not_settled
    from scoring.model.catalogue import shortened as shortened
    from scoring.model.catalogue import unreadable_sheet as unreadable_sheet
    from scoring.model.catalogue import worded as worded
    from scoring.model.columns import Column as Column
    from scoring.model.columns import Numbers as Numbers
    from scoring.model.columns import State as State
    from scoring.model.columns import always_wide as always_wide
    from scoring.model.columns import choose as choose
    from scoring.model.columns import total as total
    from scoring.model.council import Body as Body
    from scoring.model.council import Council as Council
    from scoring.model.council import Meeting as Meeting
    from scoring.model.council import Member as Member
    from scoring.model.council import PaperHead as PaperHead
    from scoring.model.council import Signer as Signer
    from scoring.model.council import Vote as Vote
    from scoring.model.criteria import ROLES as ROLES
    from scoring.model.criteria import UNIT_KINDS as UNIT_KINDS
    from scoring.model.criteria import Basis as Basis
    from scoring.model.criteria import CriteriaSet as CriteriaSet
    from scoring.model.criteria import Criterion as Criterion
    from scoring.model.document import LETTERHEADS as LETTERHEADS
    from scoring.model.document import Block as Block
    from scoring.model.document import Document as Document
    from scoring.model.document import Grid as Grid
    from scoring.model.document import Heading as Heading
    from scoring.model.document import Item as Item
    from scoring.model.document import Letterhead as Letterhead
    from scoring.model.document import Outline as Outline
    from scoring.model.document import PageBreak as PageBreak
    from scoring.model.document import Paragraph as Paragraph
    from scoring.model.document import Picture as Picture
    from scoring.model.document import Section as Section
    from scoring.model.document import Signature as Signature
    from scoring.model.document import Signatures as Signatures
    from scoring.model.document import TableColumn as TableColumn
    from scoring.model.document import short_digest as short_digest
    from scoring.model.errors import CouncilError as CouncilError
    from scoring.model.errors import CriteriaError as CriteriaError
    from scoring.model.errors import DuplicateOfferError as DuplicateOfferError
    from scoring.model.errors import MissingExtraError as MissingExtraError
    from scoring.model.errors import NumberError as NumberError
    from scoring.model.errors import PaperError as PaperError
    from scoring.model.errors import PluginError as PluginError
    from scoring.model.errors import PluginFaultError as PluginFaultError
    from scoring.model.errors import PluginLoadError as PluginLoadError
    from scoring.model.errors import ProblemsError as ProblemsError
    from scoring.model.errors import ScoringError as ScoringError
    from scoring.model.errors import SheetError as SheetError
    from scoring.model.errors import UnknownNameError as UnknownNameError
    from scoring.model.errors import say_file_error as say_file_error
    from scoring.model.explanation import Explanation as Explanation
    from scoring.model.explanation import Step as Step
    from scoring.model.interval import Interval as Interval
    from scoring.model.names import file_stems as file_stems
    from scoring.model.names import slug as slug
    from scoring.model.numbers import Rounding as Rounding
    from scoring.model.numbers import machine_number as machine_number
    from scoring.model.numbers import parse_number as parse_number
    from scoring.model.numbers import say_number as say_number
    from scoring.model.numbers import say_share as say_share
    from scoring.model.problems import Place as Place
    from scoring.model.problems import Problem as Problem
    from scoring.model.problems import Severity as Severity
    from scoring.model.result import Result as Result
    from scoring.model.sheet import Layer as Layer
    from scoring.model.sheet import Provenance as Provenance
    from scoring.model.sheet import Remark as Remark
    from scoring.model.sheet import Sheet as Sheet
    from scoring.model.sheet import Table as Table
    from scoring.model.text import Text as Text
    from scoring.model.text import disarm as disarm
    from scoring.model.text import nfc as nfc
    from scoring.model.text import rearm as rearm
    from scoring.model.text import say_day as say_day
    from scoring.model.units import Coded as Coded
    from scoring.model.units import Unit as Unit
    from scoring.model.units import Units as Units
    from scoring.plugin.discover import Plugin as Plugin
    from scoring.plugin.hooks import Commands as Commands
    from scoring.plugin.hooks import hookimpl as hookimpl
    from scoring.plugin.kinds import DOWN as DOWN
    from scoring.plugin.kinds import UP as UP
    from scoring.plugin.kinds import Case as Case
    from scoring.plugin.kinds import Cells as Cells
    from scoring.plugin.kinds import Form as Form
    from scoring.plugin.kinds import GateKind as GateKind
    from scoring.plugin.kinds import Importer as Importer
    from scoring.plugin.kinds import Late as Late
    from scoring.plugin.kinds import Limit as Limit
    from scoring.plugin.kinds import Points as Points
    from scoring.plugin.kinds import RuleKind as RuleKind
    from scoring.plugin.kinds import Say as Say
    from scoring.plugin.kinds import Slot as Slot
    from scoring.plugin.kinds import Standing as Standing
    from scoring.plugin.kinds import TieBreaker as TieBreaker
    from scoring.plugin.kinds import Worked as Worked
    from scoring.plugin.kinds import Writer as Writer
    from scoring.plugin.parameters import BANDS as BANDS
    from scoring.plugin.parameters import COUNT as COUNT
    from scoring.plugin.parameters import DATE as DATE
    from scoring.plugin.parameters import FLAG as FLAG
    from scoring.plugin.parameters import ID as ID
    from scoring.plugin.parameters import NUMBER as NUMBER
    from scoring.plugin.parameters import POSITIVE as POSITIVE
    from scoring.plugin.parameters import SHARE as SHARE
    from scoring.plugin.parameters import TEXT as TEXT
    from scoring.plugin.parameters import Band as Band
    from scoring.plugin.parameters import Entry as Entry
    from scoring.plugin.parameters import Parameter as Parameter
    from scoring.plugin.parameters import ParameterFault as ParameterFault
    from scoring.plugin.parameters import ParameterType as ParameterType
    from scoring.plugin.parameters import cover_once as cover_once
    from scoring.plugin.parameters import fault as fault
    from scoring.plugin.parameters import list_of as list_of
    from scoring.plugin.parameters import number_or as number_or
    from scoring.plugin.parameters import one_of as one_of
    from scoring.plugin.parameters import read_interval as read_interval
    from scoring.plugin.parameters import table_of as table_of
    from scoring.plugin.registry import Registry as Registry
    from scoring.plugin.registry import load_registry as load_registry

__version__ = "0.1.0"

_HOME_BY_NAME: dict[str, str] = {
    **dict.fromkeys(("FoundSet", "find_set", "list_sets"), "engine.catalog"),
    **dict.fromkeys(
        ("example_problems", "expected_problems", "read_table", "score_folder"), "engine.check"
    ),
    **dict.fromkeys(("Change", "compare_criteria"), "engine.compare"),
    **dict.fromkeys(("Program", "compile_criteria"), "engine.compile"),
    "compose": "engine.compose",
    "read_council": "engine.council",
    **dict.fromkeys(("enter_table", "enter_with_problems"), "engine.enter"),
    **dict.fromkeys(("explain", "explain_leaf"), "engine.explain"),
    "outline_of": "engine.outline",
    "say_policies": "engine.policies",
    "read_criteria": "engine.read",
    **dict.fromkeys(("Revision", "as_said", "revisions"), "engine.revisions"),
    **dict.fromkeys(("differing", "save_files"), "engine.save"),
    "run": "engine.run",
    **dict.fromkeys(("tabulate", "write_cell"), "engine.tabulate"),
    "Question": "engine.questions",
    **dict.fromkeys(("digest", "evaluations", "serialise"), "engine.serialise"),
    **dict.fromkeys(("ROLE_SAID", "STATUS_SAID", "UNIT_STATE_SAID"), "engine.tell"),
    "why": "engine.why",
    **dict.fromkeys(
        (
            "Catalogue",
            "Said",
            "among",
            "no_unit_named",
            "not_settled",
            "shortened",
            "unreadable_sheet",
            "worded",
        ),
        "model.catalogue",
    ),
    **dict.fromkeys(
        ("Body", "Council", "Meeting", "Member", "PaperHead", "Signer", "Vote"), "model.council"
    ),
    **dict.fromkeys(
        ("Column", "Numbers", "State", "always_wide", "choose", "total"), "model.columns"
    ),
    **dict.fromkeys(("ROLES", "UNIT_KINDS", "Basis", "CriteriaSet", "Criterion"), "model.criteria"),
    **dict.fromkeys(
        (
            "LETTERHEADS",
            "Block",
            "Document",
            "Grid",
            "Heading",
            "Item",
            "Letterhead",
            "Outline",
            "PageBreak",
            "Paragraph",
            "Picture",
            "Section",
            "Signature",
            "Signatures",
            "TableColumn",
            "short_digest",
        ),
        "model.document",
    ),
    **dict.fromkeys(
        (
            "CouncilError",
            "CriteriaError",
            "DuplicateOfferError",
            "MissingExtraError",
            "NumberError",
            "PaperError",
            "PluginError",
            "PluginFaultError",
            "PluginLoadError",
            "ProblemsError",
            "ScoringError",
            "SheetError",
            "UnknownNameError",
            "say_file_error",
        ),
        "model.errors",
    ),
    **dict.fromkeys(("Explanation", "Step"), "model.explanation"),
    "Interval": "model.interval",
    **dict.fromkeys(("file_stems", "slug"), "model.names"),
    **dict.fromkeys(
        ("Rounding", "machine_number", "parse_number", "say_number", "say_share"),
        "model.numbers",
    ),
    **dict.fromkeys(("Place", "Problem", "Severity"), "model.problems"),
    "Result": "model.result",
    **dict.fromkeys(("Provenance", "Layer", "Remark", "Sheet", "Table"), "model.sheet"),
    **dict.fromkeys(("Text", "disarm", "nfc", "rearm", "say_day"), "model.text"),
    **dict.fromkeys(("Coded", "Unit", "Units"), "model.units"),
    **dict.fromkeys(("Commands", "hookimpl"), "plugin.hooks"),
    **dict.fromkeys(
        (
            "DOWN",
            "UP",
            "Case",
            "Cells",
            "Form",
            "GateKind",
            "Importer",
            "Late",
            "Limit",
            "Points",
            "RuleKind",
            "Say",
            "Slot",
            "Standing",
            "TieBreaker",
            "Worked",
            "Writer",
        ),
        "plugin.kinds",
    ),
    **dict.fromkeys(
        (
            "BANDS",
            "COUNT",
            "DATE",
            "FLAG",
            "ID",
            "NUMBER",
            "POSITIVE",
            "SHARE",
            "TEXT",
            "Band",
            "Entry",
            "Parameter",
            "ParameterFault",
            "ParameterType",
            "cover_once",
            "fault",
            "list_of",
            "number_or",
            "one_of",
            "read_interval",
            "table_of",
        ),
        "plugin.parameters",
    ),
    "Plugin": "plugin.discover",
    **dict.fromkeys(("Registry", "load_registry"), "plugin.registry"),
}

__all__ = ["__version__", *_HOME_BY_NAME]


def __getattr__(name: str) -> Any:
    home = _HOME_BY_NAME.get(name)
    if home is None:
        raise AttributeError(f"scoring has no public name {name!r}")
    value = getattr(import_module(f"scoring.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
