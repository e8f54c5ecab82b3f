"""Mutation testing of the engine of opening hours: does a test notice when the code is made wrong?

    python scripts/mutants.py                          every module, all mutants (an hour)
    python scripts/mutants.py schedule.py week.py      some modules
    python scripts/mutants.py --every 10               each tenth mutant

Each mutant is the code with one small change: ``<`` for ``<=``, ``and`` for ``or``, 2 for 1. It is
written into a copy of the repository, and the example tests of the engine run against it; the
property tests stay out, since they would only take longer. A mutant that no test notices is
printed. Not all of them matter: some change only how long an answer takes.
"""

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = Path("wagtail_hjelp/schedule")
MODULES = (
    "calendar.py",
    "holidays.py",
    "norway.py",
    "outside.py",
    "rules.py",
    "schedule.py",
    "states.py",
    "timeline.py",
    "zone.py",
)
TESTS = ("tests/schedule",)
LEFT_OUT = ("test_against_osm.py", "test_brute_force.py", "test_osm_truth.py")

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


def changes(node: ast.AST) -> Iterator[Callable[[ast.AST], None]]:
    """Yield what can be changed at a node, as functions that change a copy of it in place."""
    if isinstance(node, ast.Compare):
        for position, compared in enumerate(node.ops):
            if other := COMPARISONS.get(type(compared)):
                yield lambda made, at=position, new=other: made.ops.__setitem__(at, new())
    elif isinstance(node, ast.BinOp) and (operator := OPERATORS.get(type(node.op))):
        yield lambda made, new=operator: setattr(made, "op", new())
    elif isinstance(node, ast.BoolOp):
        new_op = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield lambda made, new=new_op: setattr(made, "op", new())
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield lambda made: setattr(made, "value", made.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield lambda made: setattr(made, "value", not made.value)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield lambda made: setattr(made, "id", NAMES[made.id])
    elif isinstance(node, ast.If | ast.IfExp):
        yield lambda made: setattr(made, "test", ast.UnaryOp(ast.Not(), made.test))


def mutants(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the whole text of each mutant of a module."""
    tree = ast.parse(source)
    for position, node in enumerate(ast.walk(tree)):
        for change in changes(node):
            made = copy.deepcopy(tree)
            change(list(ast.walk(made))[position])
            yield getattr(node, "lineno", 0), ast.unparse(ast.fix_missing_locations(made))


def is_noticed(scratch: Path) -> bool:
    """Return whether a test fails in a copy of the repository."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider"]
    command += [f"--ignore={TESTS[0]}/{name}" for name in LEFT_OUT]
    try:
        done = subprocess.run(
            [*command, *TESTS],
            cwd=scratch,
            env={**os.environ, "PYTHONPATH": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--every", type=int, default=1, help="try only each n-th mutant")
    parser.add_argument("--lines", default="", help="only mutants of these lines: 100-180")
    options = parser.parse_args()
    first, _, last = options.lines.partition("-")
    tried = survived = 0
    with tempfile.TemporaryDirectory(prefix="hjelp-mutants-") as name:
        scratch = Path(name)
        for folder in ("wagtail_hjelp", "tests"):
            shutil.copytree(ROOT / folder, scratch / folder)
        shutil.copy(ROOT / "pyproject.toml", scratch)
        if is_noticed(scratch):
            print("The tests fail without any change.")
            return 2
        for module in options.modules:
            path = scratch / ENGINE / module
            source = path.read_text()
            plain = ast.unparse(ast.parse(source)).splitlines()
            for number, (line, text) in enumerate(mutants(source)):
                wanted = not first or int(first) <= line <= int(last or first)
                if number % options.every or not wanted:
                    continue
                tried += 1
                path.write_text(text)
                if not is_noticed(scratch):
                    survived += 1
                    new = [now for now in text.splitlines() if now not in plain]
                    print(f"{module}:{line}: {' / '.join(row.strip() for row in new)}", flush=True)
            path.write_text(source)
    print(f"{tried} mutants, {survived} that no test noticed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
