"""Records at random: whatever an editor or an organisation may have filled in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from wagtail_hjelp.collecting.files.records import dates_of
from wagtail_hjelp.schedule import mismatch
from wagtail_hjelp.vocabularies import (
    Answer,
    Audience,
    Cost,
    OrganisationKind,
    ServiceLanguage,
    SignUp,
)

LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufffe"
)
# What spreadsheets make formulas, quotes, columns and lines of.
SIGNS = st.sampled_from(
    [*"=+-@'\";,|\t", "''", "'=", "=1+1", "@SUM(A1)", "\n", "_x000A_", "<b>&amp;", "æøå", "قهوة"]
)
texts = st.lists(SIGNS | LETTERS, max_size=12).map("".join).map(str.strip)
lines = texts.map(lambda text: " ".join(text.split()))
titles = lines.map(lambda text: text or "Kafé")
keys = st.just("") | lines
phones = st.sampled_from(["", "+4722225555", "+4791508588", "116117", "02800", "+46812345678"])
emails = st.sampled_from(["", "kari@example.org", "=cmd@example.org", "+1@example.org"])
urls = st.sampled_from(["", "https://example.org/?a=1;b", "http://example.org"])
slugs = st.lists(st.sampled_from(["a", "b-c", "-", "9", "mental-health"]), max_size=3, unique=True)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
clocks = st.just("") | st.times().map(lambda at: f"{at:%H:%M}")


def codes(vocabulary: Any) -> st.SearchStrategy[list[str]]:
    """Return lists of codes in the vocabulary's order."""
    return st.sets(st.sampled_from(vocabulary.values)).map(
        lambda chosen: [code for code in vocabulary.values if code in chosen]
    )


@st.composite
def times(draw: st.DrawFn) -> dict[str, str]:
    starts = draw(clocks)
    return {"starts": starts, "ends": draw(clocks) if starts else ""}


@st.composite
def date_rows(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["once", "weekly", "monthly", "listed", "break"]))
    first = draw(days)
    later = (first + timedelta(days=draw(st.integers(1, 400)))).isoformat()
    if kind == "break":
        return {"kind": kind, "first": first.isoformat(), "last": later}
    own = draw(times())
    if kind == "once":
        return {
            "kind": kind,
            "day": first.isoformat(),
            "last": draw(st.sampled_from(["", later])),
        } | own
    if kind == "listed":
        chosen = draw(st.sets(days, min_size=1, max_size=20))
        return {"kind": kind, "days": [day.isoformat() for day in sorted(chosen)]} | own
    shared = {"every": draw(st.integers(1, 52)), "until": draw(st.sampled_from(["", later]))} | own
    if kind == "weekly":
        weekdays = draw(st.sets(st.integers(0, 6))) | {first.weekday()}
        return {"kind": kind, "first": first.isoformat(), "weekdays": sorted(weekdays)} | shared
    ordinals = draw(st.sets(st.sampled_from([1, 2, 3, 4, -1]), min_size=1))
    row: Any = {
        "kind": kind,
        "first": first.isoformat(),
        "weekday": draw(st.integers(0, 6)),
        "ordinals": sorted(ordinals, key=lambda number: number % 7),
    } | shared
    # From its first date on, as forms ask for too.
    if found := mismatch(dates_of([row]).rows[0]):  # type: ignore[arg-type]
        row |= {"first": found.isoformat(), "until": ""}
    return row


@st.composite
def activities(draw: st.DrawFn) -> dict[str, Any]:
    ages = sorted(draw(st.tuples(st.integers(0, 120), st.integers(0, 120))))
    cost = draw(st.sampled_from(Cost.values))
    amounts = st.sampled_from(["", "50.00", "1500.50"])
    dates = draw(st.lists(date_rows(), max_size=3))
    if all(row["kind"] == "break" for row in dates):
        dates = []
    return {
        "key": draw(keys),
        "title": draw(titles),
        "summary": draw(texts) or "-",
        "organisation": draw(lines),
        "dates": dates,
        "place": draw(lines),
        "street": draw(lines),
        "postcode": draw(st.sampled_from(["", "0152", "6415", "SE-123 45"])),
        "town": draw(lines),
        "online_url": draw(urls),
        "phone": draw(phones),
        "email": draw(emails),
        "web": draw(urls),
        "audiences": draw(codes(Audience)),
        "languages": draw(codes(ServiceLanguage)),
        "age_from": draw(st.sampled_from([None, ages[0]])),
        "age_to": draw(st.sampled_from([None, ages[1]])),
        "come_alone": draw(st.sampled_from(Answer.values)),
        "cost": cost,
        "cost_amount": "" if cost == "free" else draw(amounts),
        "sign_up": draw(st.sampled_from(SignUp.values)),
        "sign_up_url": draw(urls),
        "sign_up_phone": draw(phones),
        "sign_up_email": draw(emails),
        "sign_up_by": draw(st.just("") | days.map(date.isoformat)),
        "practical": draw(texts),
        "topics": draw(slugs),
        "language": draw(st.sampled_from(["", "nb", "zh-hans"])),
    }


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "key": draw(keys),
        "title": draw(titles),
        "summary": draw(texts) or "-",
        "kind": draw(st.sampled_from(OrganisationKind.values)),
        "number": draw(st.sampled_from(["", "974760673"])),
        "street": draw(lines),
        "postcode": draw(st.sampled_from(["", "0152"])),
        "town": draw(lines),
        "phone": draw(phones),
        "email": draw(emails),
        "web": draw(urls),
        "audiences": draw(codes(Audience)),
        "languages": draw(codes(ServiceLanguage)),
        "topics": draw(slugs),
        "language": draw(st.sampled_from(["", "nb"])),
    }


def lists_of(records: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[Any]]:
    """Return lists in which each key is there once, and whatever has several dates has one."""

    def with_keys(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        taken: set[str] = set()
        for place, record in enumerate(found):
            if record["key"] in taken or (len(record.get("dates", ())) > 1 and not record["key"]):
                record["key"] = f"key {place}"
            taken |= {record["key"]} - {""}
        return found

    return st.lists(records, max_size=3).map(with_keys)
