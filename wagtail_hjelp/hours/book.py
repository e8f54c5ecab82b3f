"""All schedules of a site: one calendar, the shared sets, each distinct set of rules once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F, Q
from wagtail.models import Site

from wagtail_hjelp.conf import settings
from wagtail_hjelp.schedule import Calendar, Rules, Schedule
from wagtail_hjelp.schedule.outside import OutsideHours

from .names import holiday_calendar
from .reading import HoursRows, Row, read_rows


@dataclass(frozen=True, slots=True)
class SharedSet:
    """Shared hours as other hours refer to them."""

    name: str
    rules: Rules


@dataclass(slots=True)
class HoursBook:
    """The schedules of a site, compiled once for each distinct set of rules."""

    calendar: Calendar
    shared: Mapping[int, SharedSet] = field(default_factory=dict)
    _compiled: dict[Rules, Schedule] = field(default_factory=dict)

    @classmethod
    def load(cls, site: Site | None) -> HoursBook:
        """Read the calendar and the shared sets of a site: two queries."""
        from wagtail_hjelp.models import SharedHours, SpecialDay

        own = Q(site__isnull=True) | Q(site=site) if site else Q(site__isnull=True)
        # Of equally long ones the calendar takes the last: a site's own, and the newest of those.
        # Databases do not agree on where NULL stands.
        found_days = SpecialDay.objects.filter(own).order_by(
            F("site_id").asc(nulls_first=True), "pk"
        )
        days = [rule for day in found_days if (rule := day.as_rule())]
        shared = {
            found.pk: SharedSet(found.name, found.rules()) for found in SharedHours.objects.all()
        }
        return cls(Calendar(settings.TIME_ZONE, holiday_calendar(), days), shared)

    def read(self, raw: Iterable[Row]) -> HoursRows:
        """Return what stored rows say."""
        return read_rows(raw, {pk: shared.rules for pk, shared in self.shared.items()})

    def schedule(self, rules: Rules) -> Schedule:
        """Return the schedule of some rules; the same object for equal rules."""
        found = self._compiled.get(rules)
        if found is None:
            found = self._compiled[rules] = Schedule(rules, self.calendar)
        return found

    def schedule_of(self, rows: HoursRows, offer: Schedule | None = None) -> Schedule | None:
        """Return the schedule of rows; None if nobody has said anything.

        ``offer`` is the schedule of the offer that a way in belongs to, for "whenever the offer is
        not open".
        """
        if rows.outside:
            return OutsideHours(offer) if offer is not None else None
        return None if rows.say_nothing else self.schedule(rows.rules)

    def shared_name(self, rows: HoursRows) -> str:
        """Return the name of the shared hours that rows point to, or ``""``."""
        shared = self.shared.get(rows.shared_id) if rows.shared_id is not None else None
        return shared.name if shared else ""
