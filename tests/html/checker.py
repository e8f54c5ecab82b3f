"""Validate a folder of HTML files: by the Nu Html Checker, or by html5lib without it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

ROOT = Path(__file__).resolve().parents[2]
VNU_JARS = (
    ROOT / ".cache/vnu/node_modules/vnu-jar/build/dist/vnu.jar",
    ROOT / "node_modules/vnu-jar/build/dist/vnu.jar",
)


def vnu_jar() -> Path | None:
    """Return the Nu Html Checker's jar (VNU_JAR, or where CI has npm put it), if it can run."""
    if shutil.which("java") is None:
        return None
    named = os.environ.get("VNU_JAR")
    candidates = (Path(named),) if named else VNU_JARS
    return next((path for path in candidates if path.is_file()), None)


def name_of_checker() -> str:
    return "the Nu Html Checker" if vnu_jar() else "html5lib (no java or no vnu.jar)"


def errors(folder: Path) -> list[str]:
    """Return one line per error in the folder's ``.html`` files."""
    jar = vnu_jar()
    if jar is None:
        if os.environ.get("HJELP_REQUIRE_VNU") == "1":
            pytest.fail("HJELP_REQUIRE_VNU=1, but there is no java or no vnu.jar", pytrace=False)
        return _html5lib_errors(folder)
    return _vnu_errors(folder, jar)


def _vnu_errors(folder: Path, jar: Path) -> list[str]:
    command = ["java", "-Xss4m", "-jar", str(jar)]
    command += ["--errors-only", "--skip-non-html", "--format", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        pytest.fail(f"vnu gave no answer: {done.stderr[:2000]}", pytrace=False)
    return [
        f"{Path(m.get('url', '?')).name}:{m.get('lastLine', '?')}: {m['message']}"
        f" | {' '.join(m.get('extract', '').split())}"
        for m in messages
        # "error", or "non-document-error": the checker itself stumbled
        if m["type"] != "info"
    ]


def _html5lib_errors(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.glob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        for (line, _column), code, details in parser.errors:
            message = html5lib.constants.E.get(code, code) % details
            found.append(f"{path.name}:{line}: {message}")
    return found
