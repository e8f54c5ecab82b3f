"""Run the suites and say plainly what ran and what could not.

    python scripts/run_tests.py [unit] [demo] [install] [stored] [queried] [-- arguments for pytest]

``unit``: the package in a host that is not ours. ``stored``: of that, what leans on Wagtail, for
another Wagtail. ``queried``: what asks the database anything of its own, for another database.
``demo``: the demo municipality, its HTML and, with a Chromium, the browser tests. ``install``: the
wheel in an empty site. Without arguments ``unit``, ``demo`` and ``install``. With
HJELP_REQUIRE_BROWSER=1 or CI=true a missing Chromium is a failure.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

from tests import chromium  # noqa: E402

# What another Wagtail may do otherwise: its admin, its pages, its blocks, its workflows.
ON_WAGTAIL = (
    "blocks",
    "collecting/importing/test_importing.py",
    "collecting/submissions",
    "collecting/test_owner_desk.py",
    "collecting/test_reports_desk.py",
    "desk",
    "models",
    "people/test_addresses.py",
    "setup/test_command.py",
    "setup/test_groups.py",
    "setup/test_roles.py",
    "test_checks.py",
    "translation/test_addresses.py",
    "translation/test_facts_and_words.py",
    "translation/test_language_page.py",
    "translation/test_lifecycle.py",
    "translation/test_review.py",
    "translation/test_translation_requests.py",
)
# What another database may answer otherwise: searches, dates, JSON, locks, constraints.
ON_DATABASE = (
    "activities",
    "collecting/importing/test_feeds.py",
    "collecting/importing/test_importing.py",
    "collecting/importing/test_killed.py",
    "collecting/submissions",
    "collecting/test_limits.py",
    "collecting/test_owners.py",
    "collecting/test_retention.py",
    "desk/occurrences",
    "directory",
    "models/activity_page",
    "models/test_organisation_page.py",
    "people/test_consent.py",
    "people/test_records.py",
    "setup/test_sections.py",
    "test_query_privacy.py",
    "translation/test_lifecycle.py",
    "translation/test_sharing.py",
    "translation/test_status.py",
)
# Of these, what is long and the same on all: what hundreds of examples say, and what only reads.
LONG = (
    "activities/test_agenda.py",
    "activities/test_reading.py",
    "collecting/submissions/test_hostile_steps.py",
    "desk/board",
    "desk/test_dates_preview.py",
    "desk/test_helplines.py",
    "desk/test_hours_preview.py",
    "desk/test_po_files.py",
)


def _of(folders: tuple[str, ...], but: tuple[str, ...]) -> list[str]:
    """Return pytest's arguments for these of the tests."""
    workers = os.environ.get("HJELP_WORKERS", "2")
    there = [f"tests/{path}" for path in folders]
    return ["-m", "not install", "-n", workers, *there, *(f"--ignore=tests/{path}" for path in but)]


SUITES = {
    "unit": ["-m", "not install", "-n", os.environ.get("HJELP_WORKERS", "2")],
    "stored": _of(ON_WAGTAIL, LONG),
    "queried": _of(ON_DATABASE, LONG),
    "demo": ["--ds=tests.demo_settings"],
    "install": ["-m", "install", "tests/install"],
}


class Suite:
    """One run of pytest in a process of its own."""

    def __init__(self, name: str, arguments: list[str], folder: Path, env: dict[str, str]) -> None:
        self.name = name
        self.report = folder / f"{name}.xml"
        self.arguments = ["--color=no", f"--junitxml={self.report}", *SUITES[name], *arguments]
        self.env = env
        self.log = folder / f"{name}.log"
        self.started = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.output: IO[bytes] | None = None
        self.code = 0

    def start(self, *, hidden: bool) -> None:
        """Start pytest; ``hidden`` keeps what it prints until :meth:`finish`."""
        self.started = time.monotonic()
        self.output = self.log.open("wb") if hidden else None
        command = [sys.executable, "-m", "pytest", *self.arguments]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdout=self.output, stderr=subprocess.STDOUT
        )
        if not hidden:
            _heading(self.name)

    def finish(self) -> None:
        assert self.process is not None
        self.code = self.process.wait()
        if self.output is not None:
            self.output.close()
            _heading(self.name)
            print(self.log.read_text(encoding="utf-8", errors="replace"), flush=True)
        # pytest's "no tests collected", when somebody asked for a selection
        if self.code == 5:
            self.code = 0

    def cases(self) -> list[tuple[str, str]]:
        """Return ``(file, outcome)`` for each test that was collected."""
        if not self.report.is_file():
            return []
        found = []
        for case in ElementTree.parse(self.report).iter("testcase"):
            outcome = "passed"
            for child in case:
                if child.tag in {"failure", "error"}:
                    outcome = "failed"
                elif child.tag == "skipped" and outcome == "passed":
                    outcome = "skipped"
            found.append((case.get("classname", ""), outcome))
        return found

    def property(self, name: str) -> str:
        if not self.report.is_file():
            return ""
        for item in ElementTree.parse(self.report).iter("property"):
            if item.get("name") == name:
                return item.get("value", "")
        return ""


def main() -> int:
    names, arguments = _arguments(sys.argv[1:])
    env = dict(os.environ)
    browser = None
    required = env.get("HJELP_REQUIRE_BROWSER") == "1" or env.get("CI") == "true"
    if "demo" in names:
        browser = chromium.find()
        if browser is None and env.get("HJELP_NO_DOWNLOAD") != "1":
            browser = chromium.install()
        if browser:
            env["HJELP_CHROMIUM"] = browser

    with tempfile.TemporaryDirectory(prefix="hjelp-tests-") as scratch:
        suites = [Suite(name, arguments, Path(scratch), env) for name in names]
        by_name = {suite.name: suite for suite in suites}
        # These take all cores; the other two wait for a browser and for pip.
        for name in ("unit", "stored", "queried"):
            if suite := by_name.get(name):
                suite.start(hidden=False)
                suite.finish()
        if install := by_name.get("install"):
            install.start(hidden=True)
        if demo := by_name.get("demo"):
            demo.start(hidden=False)
            demo.finish()
        if install:
            install.finish()
        return _summary(suites, browser, required)


def _arguments(given: list[str]) -> tuple[list[str], list[str]]:
    names, rest = [], []
    for position, argument in enumerate(given):
        if argument == "--":
            rest = given[position + 1 :]
            break
        if argument not in SUITES:
            sys.exit(__doc__)
        names.append(argument)
    return names or ["unit", "demo", "install"], rest


def _heading(name: str) -> None:
    print(f"\n######## {name} ########", flush=True)


def _summary(suites: list[Suite], browser: str | None, required: bool) -> int:
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    lines = []
    code = 0
    for suite in suites:
        cases = suite.cases()
        counts = {outcome: sum(1 for _f, found in cases if found == outcome) for outcome in totals}
        for outcome, count in counts.items():
            totals[outcome] += count
        said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
        wrong = f" (pytest ended with {suite.code})" if suite.code else ""
        lines.append(f"{suite.name + ':':<9} {said or 'nothing ran'}{wrong}")
        code = code or suite.code
        if suite.name == "demo":
            in_browser = [o for f, o in cases if re.search(r"\bbrowser\b", f) and o != "skipped"]
            if browser and in_browser:
                lines.append(f"Browser tests: ran with {browser} ({len(in_browser)})")
            else:
                why = "none selected" if browser else "no Chromium found, and none to be had"
                lines.append(f"Browser tests: NOT RUN, {why}")
                if required and not browser:
                    code = code or 1
            if checker := suite.property("html_checker"):
                lines.append(f"HTML: validated by {checker}")
    print("\n######## what ran ########")
    print(*lines, sep="\n")
    print(f"\n{totals['passed']} passed, {totals['failed']} failed, {totals['skipped']} skipped")
    return code


if __name__ == "__main__":
    sys.exit(main())
