"""Find a Chromium for the browser tests, or try to get one."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    named = os.environ.get("HJELP_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    for command in COMMANDS:
        path = shutil.which(command)
        if path and _answers(path):
            return path
    return _playwrights_own()


def install() -> str | None:
    """Try the system's packages (as root), then Playwright's download. Return its path or None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("No Chromium found: trying `apt-get install chromium` …", flush=True)
        _quiet(["apt-get", "update", "-qq"])
        _quiet(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        if path := find():
            return path
    print("No Chromium found: trying `playwright install chromium` …", flush=True)
    _quiet([sys.executable, "-m", "playwright", "install", "chromium"])
    return find()


def _answers(path: str) -> bool:
    # Some systems have a command of that name that only says how to install it.
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "hrom" in done.stdout


def _playwrights_own() -> str | None:
    if importlib.util.find_spec("playwright") is None:
        return None
    # Asked in a process of its own: Playwright's loop must not outlive the question.
    code = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    path = done.stdout.strip()
    return path if path and Path(path).is_file() else None


def _quiet(command: list[str]) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=env, capture_output=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  did not work: {error}", flush=True)
