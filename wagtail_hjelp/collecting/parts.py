"""Parts of a record: how each is read from a page, put on it, and told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.db.models import TextChoices

from wagtail_hjelp import phone
from wagtail_hjelp.activities.reading import read_dates
from wagtail_hjelp.activities.words import dates_text
from wagtail_hjelp.conf import settings
from wagtail_hjelp.hours.moment import moment_of
from wagtail_hjelp.hours.words import date_text
from wagtail_hjelp.models.topics import Topic
from wagtail_hjelp.vocabularies import Purpose

from .importing.lookups import organisation_called, topics_of
from .weeks import is_plain, rows_of_week, week_of, week_text

Row = dict[str, Any]

# What all vocabularies call it.
_NOT_STATED = "unknown"


@dataclass(frozen=True)
class Part:
    """One thing that is told: a field of the page by the same name, unless a subclass says else."""

    name: str
    label: Any
    empty: ClassVar[Any] = ""

    def read(self, page: Any) -> Any:
        """Return the value that the page has, as plain data of JSON."""
        return getattr(page, self.name) or self.empty

    def write(self, page: Any, value: Any) -> None:
        """Put a value on the page."""
        setattr(page, self.name, value)

    def text(self, value: Any) -> str:
        """Return what a value says, in the active language; ``""`` for nothing."""
        return str(value or "")

    def is_said(self, value: Any) -> bool:
        """Whether a value says anything."""
        return bool(self.text(value))


@dataclass(frozen=True)
class Text(Part):
    """Words, a name or an address."""

    max_length: int = 200
    is_phone: bool = False

    def text(self, value: Any) -> str:
        return phone.display(value, settings.PHONE_REGION) if self.is_phone else str(value or "")


@dataclass(frozen=True)
class Number(Part):
    """A whole number, or None."""

    empty: ClassVar[Any] = None

    def read(self, page: Any) -> int | None:
        found: int | None = getattr(page, self.name)
        return found

    def text(self, value: Any) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class DatePart(Part):
    """A date, as ``"2026-12-24"``."""

    def read(self, page: Any) -> str:
        found: date | None = getattr(page, self.name)
        return found.isoformat() if found else ""

    def write(self, page: Any, value: Any) -> None:
        setattr(page, self.name, date.fromisoformat(value) if value else None)

    def text(self, value: Any) -> str:
        return date_text(date.fromisoformat(value), date.min) if value else ""


@dataclass(frozen=True)
class Code(Part):
    """One code out of a vocabulary; the vocabulary's "not stated" where there is nothing."""

    vocabulary: type[TextChoices] = TextChoices

    def read(self, page: Any) -> str:
        return str(getattr(page, self.name) or "")

    def write(self, page: Any, value: Any) -> None:
        field = page._meta.get_field(self.name)
        setattr(page, self.name, value or field.get_default())

    def text(self, value: Any) -> str:
        return str(self.vocabulary(value).label) if value in self.vocabulary.values else ""

    def is_said(self, value: Any) -> bool:
        return value != _NOT_STATED and super().is_said(value)


@dataclass(frozen=True)
class Codes(Part):
    """Any number of codes out of a vocabulary, in its order."""

    field: str = ""
    vocabulary: type[TextChoices] = TextChoices

    empty: ClassVar[Any] = ()

    def read(self, page: Any) -> list[str]:
        return [str(code) for code in getattr(page, self.field)]

    def write(self, page: Any, value: Any) -> None:
        setattr(page, self.field, [code for code in self.vocabulary.values if code in set(value)])

    def text(self, value: Any) -> str:
        chosen = set(value or ())
        return ", ".join(str(label) for code, label in self.vocabulary.choices if code in chosen)


@dataclass(frozen=True)
class Topics(Part):
    """Topics by their slugs."""

    empty: ClassVar[Any] = ()

    def read(self, page: Any) -> list[str]:
        return sorted(topic.slug for topic in page.topics.all())

    def write(self, page: Any, value: Any) -> None:
        page.topics.set(topics_of(value))

    def text(self, value: Any) -> str:
        found = Topic.objects.filter(slug__in=list(value or ())).order_by("sort_order", "pk")
        return ", ".join(topic.name for topic in found)


@dataclass(frozen=True)
class Organiser(Part):
    """Who is behind an activity, by name: the page of that name, if there is one."""

    def read(self, page: Any) -> str:
        return page.organiser.title if page.organiser_id else page.organiser_name

    def write(self, page: Any, value: Any) -> None:
        name = str(value or "").strip()
        if page.organiser_id and page.organiser.title == name:
            return
        found = organisation_called(name) if name else None
        page.organiser = found.page_ptr if found is not None else None
        page.organiser_name = "" if found is not None else name


@dataclass(frozen=True)
class Rows(Part):
    """When it happens: rows as the page stores them, each with the id that its dates go by."""

    empty: ClassVar[Any] = ()

    def read(self, page: Any) -> list[Row]:
        return [
            {"type": row["type"], "id": row.get("id", ""), "value": _bare(row["value"])}
            for row in page.dates.raw_data
        ]

    def write(self, page: Any, value: Any) -> None:
        rows = [
            {"type": row["type"], "id": row.get("id") or str(uuid4()), "value": _listed(row)}
            for row in value
        ]
        page.dates = page.dates.stream_block.to_python(rows)

    def text(self, value: Any) -> str:
        return "\n".join(dates_text(read_dates(value or ()), moment_of(None).today))


def _bare(value: Mapping[str, Any]) -> Row:
    """Return a row's value with its list of dates as plain dates."""
    found = dict(value)
    if "days" in found:
        found["days"] = [
            day["value"] if isinstance(day, Mapping) else day for day in found["days"] or ()
        ]
    return found


def _listed(row: Mapping[str, Any]) -> Row:
    """Return a row's value with its list of dates as StreamField stores one."""
    value = dict(row["value"])
    if "days" in value:
        value["days"] = [
            {"type": "item", "id": str(uuid4()), "value": day} for day in value["days"]
        ]
    return value


# --- rows of a StreamField of facts ---------------------------------------------------------


def _raw(value: Any) -> list[Row]:
    # A row that is there or not, and says nothing more, has no value.
    return [
        {**row, "value": dict(row["value"]) if isinstance(row["value"], Mapping) else row["value"]}
        for row in value.get_prep_value()
    ]


def _first(rows: list[Row], kind: str) -> Row | None:
    """Return the first row of a kind; of contact points, the first one of a general purpose."""
    own = [row for row in rows if row["type"] == kind]
    general = [row for row in own if row["value"].get("purpose") == Purpose.GENERAL]
    return next(iter(general or own), None)


@dataclass(frozen=True)
class _Detail(Part):
    """One value within the first row of a kind, in a StreamField of facts."""

    stream: ClassVar[str]
    row_kind: ClassVar[str]
    # Without any of these a row says nothing, and is taken away.
    needed: ClassVar[tuple[str, ...]] = ()

    def _key(self) -> str:
        raise NotImplementedError

    def _kind(self) -> str:
        return self.row_kind

    def _needed(self) -> tuple[str, ...]:
        return self.needed

    def read(self, page: Any) -> Any:
        row = _first(_raw(getattr(page, self.stream)), self._kind())
        return (row["value"].get(self._key()) if row else None) or self.empty

    def write(self, page: Any, value: Any) -> None:
        stream = getattr(page, self.stream)
        rows = _raw(stream)
        row = _first(rows, self._kind())
        if row is None:
            if not value:
                return
            row = {"type": self._kind(), "id": str(uuid4()), "value": self._fresh(stream)}
            rows.append(row)
        self._put(row["value"], value)
        if not row["value"].get("withheld") and not any(
            row["value"].get(name) for name in self._needed()
        ):
            rows.remove(row)
        setattr(page, self.stream, stream.stream_block.to_python(rows))

    def _put(self, row: Row, value: Any) -> None:
        row[self._key()] = value

    def _fresh(self, stream: Any) -> Row:
        block = stream.stream_block.child_blocks[self._kind()]
        return dict(block.get_prep_value(block.get_default()))


@dataclass(frozen=True)
class ContactDetail(_Detail):
    """How one reaches them: the first telephone, e-mail or web page for anything."""

    contact: str = ""
    key: str = ""

    stream: ClassVar[str] = "contact_points"

    def _kind(self) -> str:
        return self.contact

    def _key(self) -> str:
        return self.key

    def _needed(self) -> tuple[str, ...]:
        return (self.key,)

    def text(self, value: Any) -> str:
        if self.contact == "phone" and value:
            return phone.display(value, settings.PHONE_REGION)
        return str(value or "")


@dataclass(frozen=True)
class PlaceDetail(_Detail):
    """Where it is. Another street is another point on the map, which is then looked up anew."""

    key: str = ""

    stream: ClassVar[str] = "where"
    row_kind: ClassVar[str] = "place"
    needed: ClassVar[tuple[str, ...]] = ("name", "street", "place", "postcode", "room")

    def _key(self) -> str:
        return self.key

    def _put(self, row: Row, value: Any) -> None:
        if self.key == "street" and row.get("street") != value:
            row["latitude"] = row["longitude"] = None
            row["entrance"] = ""
        row[self.key] = value


@dataclass(frozen=True)
class OnlineAddress(_Detail):
    """Where on the web one takes part."""

    stream: ClassVar[str] = "where"
    row_kind: ClassVar[str] = "online"
    needed: ClassVar[tuple[str, ...]] = ("url",)

    def _key(self) -> str:
        return "url"


@dataclass(frozen=True)
class VisitDetail(PlaceDetail):
    """Where an organisation is visited, and when: the opening hours of the week."""

    stream: ClassVar[str] = "contact_points"
    row_kind: ClassVar[str] = "visit"
    needed: ClassVar[tuple[str, ...]] = ("street", "place")

    @property
    def is_hours(self) -> bool:
        return self.key == "hours"

    def read(self, page: Any) -> Any:
        found = super().read(page)
        return week_of(found or ()) if self.is_hours else found

    def write(self, page: Any, value: Any) -> None:
        if self.is_hours and week_of(_hours(page)) == value:
            # Periods, exceptions and special days beside the week stay.
            return
        super().write(page, value)

    def _put(self, row: Row, value: Any) -> None:
        if self.is_hours:
            kept = [one for one in row.get("hours") or () if not is_plain(one)]
            row["hours"] = [*rows_of_week(value), *kept]
        else:
            super()._put(row, value)

    def text(self, value: Any) -> str:
        if not self.is_hours:
            return str(value or "")
        return week_text(value)


def _hours(page: Any) -> list[Row]:
    row = _first(_raw(page.contact_points), "visit")
    return list((row["value"].get("hours") if row else None) or ())


@dataclass(frozen=True)
class OfferHours(Part):
    """The opening hours of an offer, where they are those of a plain week; None for others, which
    no simple form can say, and which are left as they are."""

    empty: ClassVar[Any] = ()

    # Beside a week these say something else, and no exception from it.
    _others: ClassVar[frozenset[str]] = frozenset(
        {"weekly", "always", "by_appointment", "follows_calendar", "same_as"}
    )

    def read(self, page: Any) -> Any:
        rows = _raw(page.opening_hours)
        if any(row["type"] in self._others and not is_plain(row) for row in rows):
            return None
        return week_of(rows)

    def write(self, page: Any, value: Any) -> None:
        rows = _raw(page.opening_hours)
        if value is None or self.read(page) is None or week_of(rows) == value:
            return
        kept = [row for row in rows if not is_plain(row)]
        block = page.opening_hours.stream_block
        page.opening_hours = block.to_python([*rows_of_week(value), *kept])

    def text(self, value: Any) -> str:
        return week_text(value or ())
