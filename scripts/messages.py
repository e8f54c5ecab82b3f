"""The package's catalogues: ``update`` collects and compiles, ``check`` says what is out of date.

``public`` lists the texts that residents read, which every language must have; the others are read
by editors and developers.

Needs gettext (xgettext, msgmerge). ``check`` changes nothing and exits 1 if a text in the code is
missing from a catalogue or stands where xgettext does not see it, if one in a catalogue is gone
from the code, or if a ``.mo`` differs from its ``.po``.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
# Every folder with a ``locale`` of its own.
PACKAGES = ("wagtail_hjelp", "example_site/home", "example_site/demo")


def main() -> int:
    if sys.argv[1:] == ["update"]:
        for package in _packages(ROOT):
            _collect(package)
            for po in _catalogues(package):
                polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
        return 0
    if sys.argv[1:] == ["check"]:
        found = problems()
        print(*found, sep="\n")
        print(f"Catalogues: {len(found)} problems" if found else "Catalogues: up to date")
        return 1 if found else 0
    if sys.argv[1:] == ["public"]:
        print(*sorted(public_messages()), sep="\n")
        return 0
    print(__doc__)
    return 2


def problems() -> list[str]:
    found = []
    with tempfile.TemporaryDirectory(prefix="hjelp-messages-") as scratch:
        for package in _packages(ROOT):
            name = package.relative_to(ROOT)
            copy = Path(scratch, name)
            shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
            _collect(copy)
            for po in _catalogues(package):
                now = _entries(polib.pofile(str(copy / po.relative_to(package))))
                then = _entries(polib.pofile(str(po)))
                where = po.relative_to(ROOT)
                found += [f"{where}: missing {text!r}" for text in sorted(now - then)]
                found += [f"{where}: no longer used {text!r}" for text in sorted(then - now)]
                found += _differences(po)
            found += _not_collected(package)
    return found


def _not_collected(package: Path) -> list[str]:
    """Texts that xgettext does not see, such as one within an f-string."""
    catalogue = polib.pofile(str(package / "locale/nb/LC_MESSAGES/django.po"))
    collected = {entry.msgid for entry in catalogue}
    return [
        f"{module.relative_to(ROOT)}: not collected {text!r}"
        for module in sorted(package.rglob("*.py"))
        for text in sorted(_calls(module, ALL_CALLS) - collected - {""})
    ]


# Everything in these is read by residents: labels of vocabularies and filters, names of topics.
PUBLIC_MODULES = (
    "vocabularies/activities.py",
    "vocabularies/contact.py",
    "vocabularies/helplines.py",
    "vocabularies/hours.py",
    "vocabularies/offers.py",
    "vocabularies/organisations.py",
    "directory/listing.py",
    "directory/organisation_listing.py",
    "activities/asked.py",
    "activities/month.py",
    "activities/when.py",
    "activities/words.py",
    "setup/topics.py",
    "acute/words.py",
    "acute/crisis_help.py",
    "blocks/urgency_card.py",
    "catalogue/words.py",
    "vocabularies/reports.py",
    "blocks/clock.py",
    "collecting/cleaning.py",
    "collecting/date_forms.py",
    "collecting/entries.py",
    "collecting/fields.py",
    "collecting/guard.py",
    "collecting/public.py",
    "collecting/report_page.py",
    "collecting/steps/activity.py",
    "collecting/steps/base.py",
    "collecting/steps/offer.py",
    "collecting/steps/organisation.py",
    "collecting/steps/sender.py",
    "collecting/steps/table.py",
    "collecting/visitors.py",
    "collecting/week_forms.py",
    "models/submissions.py",
)
# What organisations read that the editors' forms say as well.
PUBLIC_TEXTS = {
    "Is the year right? %(date)s is more than ten years away.",
    "Is the year right? It would last more than a year without a break. If it happens "
    "again and again, use “Every week” or “Every month”.",
    "The last date is before the first. Change one of them.",
    "The last date is before the first. Change one of them, or leave this empty if it is one day.",
    "Write when it starts. If it lasts all day, empty the other time too.",
}
# Letters to translators and reviewers are for those who work on the site.
OF_THE_DESK = {"admin", "notices.txt", "notices_subject.txt"}
# Elsewhere, what is translated at the moment it is shown is for residents, and what is
# translated lazily is a label in a form.
PUBLIC_FOLDERS = ("acute", "activities", "blocks", "directory", "hours", "models", "outlets")
PUBLIC_CALLS = {"gettext", "ngettext", "pgettext", "npgettext"}
ALL_CALLS = PUBLIC_CALLS | {"_", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}


def public_messages() -> set[str]:
    """The msgids of the package's texts that residents read."""
    package = ROOT / "wagtail_hjelp"
    found = set(PUBLIC_TEXTS)
    for entry in polib.pofile(str(package / "locale/nb/LC_MESSAGES/django.po")):
        if any(
            "templates/wagtail_hjelp/" in path and not OF_THE_DESK & set(path.split("/"))
            for path, _line in entry.occurrences
        ):
            found.add(entry.msgid)
    for module in PUBLIC_MODULES:
        found |= _calls(package / module, ALL_CALLS)
    for folder in PUBLIC_FOLDERS:
        for module in (package / folder).glob("*.py"):
            found |= _calls(module, PUBLIC_CALLS)
    return found


def _calls(module: Path, names: set[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            texts = [text for text in texts if isinstance(text, str)]
            # pgettext has its context first, ngettext its plural last.
            context = node.func.id.lstrip("n").startswith("p")
            found |= set(texts[1:2] if context else texts[:1])
    return found


def _packages(root: Path) -> list[Path]:
    return [root / name for name in PACKAGES if (root / name / "locale").is_dir()]


def _catalogues(package: Path) -> list[Path]:
    return sorted((package / "locale").glob("*/LC_MESSAGES/*.po"))


def _entries(catalogue: polib.POFile) -> set[str]:
    return {
        " | ".join(filter(None, [entry.msgctxt, entry.msgid, entry.msgid_plural]))
        for entry in catalogue
        if not entry.obsolete
    }


def _differences(po: Path) -> list[str]:
    mo = po.with_suffix(".mo")
    if not mo.is_file():
        return [f"{mo.relative_to(ROOT)}: missing, run `make messages`"]
    compiled = {_key(entry): _value(entry) for entry in polib.mofile(str(mo))}
    written = {_key(entry): _value(entry) for entry in polib.pofile(str(po)).translated_entries()}
    if compiled != written:
        return [f"{mo.relative_to(ROOT)}: differs from its .po, run `make messages`"]
    return []


def _key(entry: polib.POEntry | polib.MOEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or ""


def _value(entry: polib.POEntry | polib.MOEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def _collect(package: Path) -> None:
    """Run makemessages for the languages that the package has."""
    languages = [
        folder.name for folder in sorted((package / "locale").iterdir()) if folder.is_dir()
    ]
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--add-location",
        "file",
        "--no-wrap",
    ]
    for language in languages:
        command += ["--locale", language]
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=package, env=env, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
