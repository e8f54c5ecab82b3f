"""Organisations, activities, seasons and themes: from the content files to planned pages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.models import ActivityPage, OrganisationPage, Season, SeasonName
from wagtail_hjelp.schedule.recurrence import mismatch

from .content import FOLDER, SOURCE, ContentError, MissingWords, Words
from .dates import date_of, pause_of
from .hours import HoursReader
from .planned import Ids, PlannedPage, contact_points, one_line
from .raw import Raw, raw_block, raw_item, stable_id

_OUR_OWN = {
    "key",
    "topics",
    "offers",
    "organiser",
    "dates",
    "where",
    "contact_points",
    "confirmed_days_ago",
}


@dataclass(frozen=True, slots=True)
class Happenings:
    """``activities_facts.toml``: facts of organisations and activities, shared by all languages."""

    organisations: list[Raw]
    activities: list[Raw]
    seasons: list[Raw]
    themes: list[Raw]
    changes: list[Raw]

    def organisation_of(self, offer: str) -> str:
        """Return the key of the organisation that gives an offer, or ``""``."""
        return next(
            (row["key"] for row in self.organisations if offer in row.get("offers", ())), ""
        )


def read_happenings() -> Happenings:
    """Read ``activities_facts.toml``."""
    tree = tomllib.loads((FOLDER / "activities_facts.toml").read_text(encoding="utf-8"))
    return Happenings(**{name: tree.get(name, []) for name in Happenings.__dataclass_fields__})


# --- pages --------------------------------------------------------------------------------


def organisation_page(row: Raw, hours: HoursReader) -> PlannedPage:
    key = row["key"]

    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        return _texts(words, "organisations", key, optional=("volunteers_how",))

    return PlannedPage(
        f"organisation:{key}",
        OrganisationPage,
        key,
        words_of,
        facts={
            **_plain(row, OrganisationPage),
            "contact_points": contact_points(f"{key}.contact", row["contact_points"], hours),
        },
        parent="organisations",
        topics=row["topics"],
        confirmed_days_ago=row["confirmed_days_ago"],
    )


def activity_page(row: Raw, hours: HoursReader) -> PlannedPage:
    key = row["key"]

    def words_of(words: Words, ids: Ids) -> dict[str, Any]:
        optional = ("practical", "getting_there", "volunteers_how")
        return _texts(words, "activities", key, optional=optional)

    facts = {
        **_plain(row, ActivityPage),
        "dates": date_rows(key, row["dates"], hours.today),
        "where": [
            {
                "type": place["type"],
                "value": {
                    name: str(value) if isinstance(value, float) else value
                    for name, value in place.items()
                    if name != "type"
                },
                "id": stable_id(f"{key}.where.{number}"),
            }
            for number, place in enumerate(row.get("where", ()), start=1)
        ],
        "contact_points": contact_points(f"{key}.contact", row.get("contact_points", ()), hours),
    }
    if "sign_up_by" in facts:
        facts["sign_up_by"] = date_of(facts["sign_up_by"], hours.today)
    organiser = row.get("organiser")
    return PlannedPage(
        f"activity:{key}",
        ActivityPage,
        key,
        words_of,
        facts=facts,
        links={"organiser": f"organisation:{organiser}"} if organiser else {},
        parent="calendar",
        topics=row.get("topics", []),
        confirmed_days_ago=row["confirmed_days_ago"],
    )


def date_rows(key: str, rows: Iterable[Raw], today: date) -> list[Raw]:
    """Return rows of dates as the raw value of a field, as they are on the day of loading."""
    return [
        {
            "type": row["type"],
            "value": _date_row(f"{key}.dates.{number}", row, today),
            "id": stable_id(f"{key}.dates.{number}"),
        }
        for number, row in enumerate(rows, start=1)
    ]


def _date_row(name: str, row: Raw, today: date) -> Raw:
    value = {key: given for key, given in row.items() if key != "type"}
    if row["type"] == "break":
        first, last = pause_of(row["first"], row["last"], today)
        return {"first": first.isoformat(), "last": last.isoformat()}
    for field in ("first", "last", "day", "until"):
        if field in value:
            value[field] = date_of(value[field], today).isoformat()
    if "days" in value:
        value["days"] = [
            raw_item(name, day, date_of(day, today).isoformat()) for day in value["days"]
        ]
    if row["type"] in ("weekly", "monthly"):
        value.setdefault("every", 1)
        value.setdefault("weekdays", []) if row["type"] == "weekly" else None
    if row["type"] == "monthly":
        rule = read_dates([{"type": "monthly", "value": value, "id": name}]).rows[0]
        value["first"] = (mismatch(rule) or rule.first).isoformat()
    return value


def _plain(row: Raw, model: Any) -> dict[str, Any]:
    """Return the facts of a row that are values of the page's own fields as they stand."""
    found = {name: value for name, value in row.items() if name not in _OUR_OWN}
    if unknown := found.keys() - set(model.facts):
        raise ContentError(f"activities_facts.toml: {row['key']} has other fields: {unknown}")
    return found


def _texts(words: Words, section: str, key: str, optional: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {name: words.text(section, key, name) for name in ("title", "summary")}
    body = one_line(words.text(section, key, "body"))
    found["body"] = [raw_block(key, "text", "text", body)]
    for name in optional:
        try:
            found[name] = words.text(section, key, name)
        except MissingWords:
            found[name] = ""
    return found


# --- seasons and changes ------------------------------------------------------------------


def load_seasons(found: Happenings, words: Mapping[str, Words], today: date) -> bool:
    """Make the seasons as the files say; return whether any changed."""
    changed = False
    for row in found.seasons:
        first, last = date_of(row["first"], today), date_of(row["last"], today)
        name = words[SOURCE].text("seasons", row["key"], "name").format(year=first.year)
        season = Season.objects.filter(slug=row["key"]).first() or Season(slug=row["key"])
        if (season.name, season.first, season.last) != (name, first, last):
            season.name, season.first, season.last = name, first, last
            season.save()
            changed = True
        for code, own in words.items():
            if code == SOURCE:
                continue
            try:
                text = own.text("seasons", row["key"], "name").format(year=first.year)
            except MissingWords:
                continue
            _entry, created = SeasonName.objects.update_or_create(
                season=season, language_code=code, defaults={"name": text}
            )
            changed |= created
    return changed


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """What becomes of one date of an activity; ``day`` is the date that its rows give."""

    activity: str
    day: date
    what: str
    reason: str
    starts: int | None
    ends: int | None


def planned_changes(found: Happenings, today: date) -> list[PlannedChange]:
    """Return the changes of single dates as they are on the day of loading."""
    return [
        PlannedChange(
            f"activity:{row['activity']}",
            date_of(row["day"], today),
            row["what"],
            row.get("reason", ""),
            _minutes(row.get("starts")),
            _minutes(row.get("ends")),
        )
        for row in found.changes
    ]


def _minutes(text: str | None) -> int | None:
    if text is None:
        return None
    found = time.fromisoformat(text)
    return found.hour * 60 + found.minute
