"""The house: which way imports flow, what the front door shows, how things are called."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import scoring
from scoring.plugin import hooks

ROOT = Path(__file__).parents[1]
FLOORS = ("model", "plugin", "engine", "cli")
EXAMPLE = ROOT / "docs" / "examples" / "danvan-thon-van-hoa"
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/__init__.py"))
TENANTS = [*PLUGINS, EXAMPLE / "thon_van_hoa"]
LONGEST_FUNCTION = 80
LONGEST_FIRST_LINE = 92


def list_modules(*folders):
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


HOUSE = list_modules(ROOT / "scoring")
MODULES = [*HOUSE, *list_modules(*TENANTS)]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def said(path):
    return path.relative_to(ROOT).as_posix()


def list_tracked():
    """Give every file of the checkout that git knows, or would be asked to know."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode:
        pytest.skip("this is no checkout of git")
    return [path for line in done.stdout.splitlines() if (path := ROOT / line).is_file()]


def list_imports(tree):
    """Give (line, module, names) of every import: inside functions and for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            yield node.lineno, "." * node.level + (node.module or ""), names


# ---- direction ---------------------------------------------------------------------------


def floors_above(path):
    """Give the floors that a module of the house must not know."""
    inside = path.relative_to(ROOT / "scoring").parts
    return () if inside[0] not in FLOORS else FLOORS[FLOORS.index(inside[0]) + 1 :]


@pytest.mark.parametrize("path", HOUSE, ids=said)
def test_a_floor_knows_only_itself_and_the_floors_below(path):
    above = floors_above(path)
    wrong = []
    for line, module, names in list_imports(TREES[path]):
        if module == "scoring":
            # The door stands outside; only the number of the release is fetched from there.
            modules = [f"scoring.{name}" for name in names if name != "__version__"]
        else:
            modules = [module]
        wrong += [
            f"{line}: {one}"
            for one in modules
            if one.split(".")[0] == "scoring" and (one.split(".")[1:2] or [""])[0] in above
        ]
    assert wrong == []


@pytest.mark.parametrize("path", [p for p in HOUSE if floors_above(p)], ids=said)
def test_no_floor_takes_names_from_the_front_door(path):
    taken = {
        name
        for _, module, names in list_imports(TREES[path])
        if module == "scoring"
        for name in names
    }
    assert taken <= {"__version__", *FLOORS}


@pytest.mark.parametrize("tenant", TENANTS, ids=said)
def test_a_tenant_comes_in_by_the_front_door_alone(tenant):
    others = {one.name for one in TENANTS} - {tenant.name}
    for path in list_modules(tenant):
        for line, module, names in list_imports(TREES[path]):
            where = f"{said(path)}:{line}"
            assert not module.startswith(("scoring.", ".")), where
            assert module.split(".")[0] not in others, where
            if module == "scoring":
                assert set(names) <= set(scoring.__all__), where


def test_the_library_is_data():
    assert [said(path) for path in (ROOT / "criteria").rglob("*.py")] == []


# ---- the front door ----------------------------------------------------------------------


def names_for_type_checkers():
    tree = ast.parse((ROOT / "scoring" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    home_by_name = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        for alias in node.names:
            assert alias.asname == alias.name, f"{alias.name} is not marked as public"
            home_by_name[alias.name] = node.module.removeprefix("scoring.")
    return home_by_name


def test_the_front_door_shows_type_checkers_what_it_gives():
    assert names_for_type_checkers() == scoring._HOME_BY_NAME


@pytest.mark.parametrize("name", sorted(scoring._HOME_BY_NAME))
def test_a_public_name_is_what_its_home_calls_it(name):
    home = importlib.import_module(f"scoring.{scoring._HOME_BY_NAME[name]}")
    assert getattr(scoring, name) is getattr(home, name)
    assert name in dir(scoring)


def test_a_name_that_is_not_public_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="no public name 'tính_điểm'"):
        _ = scoring.tính_điểm


# ---- hooks -------------------------------------------------------------------------------


HOOKS = sorted(name for name in vars(hooks) if name.startswith("scoring_"))


@pytest.fixture
def importable_example(monkeypatch):
    monkeypatch.syspath_prepend(str(EXAMPLE))


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_ships_with_a_plugin_that_uses_it(hook, importable_example):
    users = [one.name for one in TENANTS if hasattr(importlib.import_module(one.name), hook)]
    assert users


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_called_by_the_house(hook):
    page = ROOT / "scoring" / "plugin" / "hooks.py"
    assert any(hook in path.read_text(encoding="utf-8") for path in HOUSE if path != page)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented(hook):
    page = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")
    assert f"## `{hook}`" in page


@pytest.mark.parametrize("tenant", TENANTS, ids=said)
def test_a_plugin_claims_no_hook_that_does_not_exist(tenant, importable_example):
    module = importlib.import_module(tenant.name)
    claimed = {name for name in vars(module) if name.startswith("scoring_")}
    packages = {info.name for info in pkgutil.iter_modules(module.__path__)}
    assert claimed - packages <= {*HOOKS, *(one.name for one in TENANTS)}


# ---- the library -------------------------------------------------------------------------


SETS = sorted(path for path in (ROOT / "criteria").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", SETS, ids=said)
def test_a_set_of_the_library_is_whole(folder):
    names = {path.name for path in folder.iterdir()}
    texts = [(other / "criteria.toml").read_text(encoding="utf-8") for other in SETS]
    # Items are scored with the set they feed: its folder holds them and what comes of them.
    feeds = any(f'items = "{folder.name}"' in text for text in texts)
    whole = {"criteria.toml", "README.md"} | (set() if feeds else {"units.csv", "expected.csv"})
    assert whole <= names <= {*whole, "units.csv", "expected.csv", "items.csv"}


# ---- names and words ---------------------------------------------------------------------


@pytest.mark.parametrize("path", HOUSE, ids=said)
def test_a_module_of_the_house_is_one_word(path):
    inside = path.relative_to(ROOT / "scoring").with_suffix("").parts
    for part in inside:
        assert re.fullmatch("[a-z]+|__init__|__main__", part)
        assert part not in ("utils", "common", "helpers", "misc", "base")


@pytest.mark.parametrize("path", MODULES, ids=said)
def test_no_class_or_function_hides_behind_an_empty_word(path):
    empty = re.compile("Manager|Helper|Util|Base$|^Base[A-Z]|^Abstract|Impl$|Data$|Info$")
    names = [
        node.name
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]
    assert [name for name in names if empty.search(name)] == []


def list_public(tree):
    """Give the module, its public classes and functions, and the public methods."""
    yield tree
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            for inner in node.body if isinstance(node, ast.ClassDef) else []:
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield inner


@pytest.mark.parametrize("path", MODULES, ids=said)
def test_what_is_public_says_what_it_gives(path):
    for node in list_public(TREES[path]):
        if isinstance(node, ast.Module) and not node.body:
            continue
        name = getattr(node, "name", "the module")
        first = (ast.get_docstring(node) or "").split("\n")[0]
        assert first, name
        assert first.endswith((".", "?", "…")), f"{name}: {first}"
        assert len(first) <= LONGEST_FIRST_LINE, f"{name}: {first}"


@pytest.mark.parametrize("path", MODULES, ids=said)
def test_a_function_can_be_read_in_one_look(path):
    lengths = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


# Written in parts, so that this file does not hold what it forbids.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|NotImplemented" r"Error)\b")
MACHINE = re.compile(
    r"(?<![\w.])/(wor"
    r"k|hom"
    r"e|roo"
    r"t|Use"
    r"rs)/[\w.]"  # a folder of one machine
    r"|[A-Z]:\\Use"
    r"rs\\"
    r"|py"
    r"pi\.org|pythonhos"
    r"ted\.org|simple/? *--index|index-u"
    r"rl"  # where packages are
)


def read_text(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("pattern", [UNFINISHED, MACHINE], ids=["unfinished", "machine"])
def test_no_file_holds_a_forbidden_word(pattern):
    found = [
        f"{said(path)}:{number}: {line.strip()}"
        for path in list_tracked()
        for number, line in enumerate(read_text(path).splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_a_link_of_a_page_leads_to_a_file(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), f"{said(path)}: {target}"


# ---- what the start costs ----------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "import scoring",
        "import scoring, scoring_basics, scoring_csv, scoring_pytest",
        "from scoring.cli.door import run; assert run(['--help']) == 0",
        "from scoring.cli.door import run; assert run(['score', '--help']) == 0",
        "from scoring.cli.door import run; assert run(['--version']) == 0",
    ],
)
def test_the_door_opens_without_anything_heavy(code):
    heavy = {"numpy", "rich", "tomli", "hypothesis", "pytest"}
    code += f"\nimport sys; sys.exit(' '.join({heavy!r} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
