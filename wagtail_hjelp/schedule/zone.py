"""Local time and the time line.

Rules are local times; answers are moments. Between them stand clock changes, resolved as RFC 5545
(3.3.5) and Python (PEP 495, ``fold=0``) do: a time that occurs twice is the first, and a time that
does not occur is counted with the offset before the change, so that 02:30 on the night in March is
03:30. The end of a span can then come before its start; such spans are dropped.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .rules import DAY


class Local(NamedTuple):
    """A moment as the clock on the wall: the day's ordinal and minutes since its midnight.

    ``plain`` says that no clock changes from the day before to the day after.
    """

    ordinal: int
    minute: int
    plain: bool


class Zone:
    """A time zone by its IANA name, with what has been asked of it in memory."""

    def __init__(self, name: str = "Europe/Oslo") -> None:
        self.name = name
        self.info = ZoneInfo(name)
        self._plain: dict[int, bool] = {}
        self._midnights: dict[int, int] = {}
        # Ten thousand schedules are asked about the same moment.
        self._last: tuple[float, Local] = (-1.0, self._locate(-1.0))

    def locate(self, timestamp: float) -> Local:
        """Return where on the wall clock a moment (seconds since 1970 in UTC) is."""
        last = self._last
        if last[0] == timestamp:
            return last[1]
        found = self._locate(timestamp)
        self._last = (timestamp, found)
        return found

    def timestamp(self, ordinal: int, minute: int) -> int:
        """Return the moment of a local time, in whole seconds; ``minute`` may be over 24 hours."""
        if self.is_plain(ordinal):
            return self._midnight(ordinal) + minute * 60
        extra, minute = divmod(minute, DAY)
        day = date.fromordinal(ordinal + extra)
        hour, minute = divmod(minute, 60)
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.info)
        return int(local.timestamp())

    def moment(self, timestamp: float) -> datetime:
        """Return a moment as a local, aware datetime."""
        return datetime.fromtimestamp(timestamp, self.info)

    def midnight(self, day: date) -> datetime:
        """Return the moment at which a day begins."""
        return self.moment(self.timestamp(day.toordinal(), 0))

    def today(self, instant: datetime) -> date:
        """Return the local date of a moment."""
        return instant.astimezone(self.info).date()

    def clock_changes(self, first: date, last: date) -> list[date]:
        """Return the days from ``first`` to ``last`` that do not have 24 hours."""
        return [
            date.fromordinal(ordinal)
            for ordinal in range(first.toordinal(), last.toordinal() + 1)
            if self.timestamp(ordinal + 1, 0) - self.timestamp(ordinal, 0) != DAY * 60
        ]

    def _locate(self, timestamp: float) -> Local:
        local = datetime.fromtimestamp(timestamp, self.info)
        ordinal = local.toordinal()
        return Local(ordinal, local.hour * 60 + local.minute, self.is_plain(ordinal))

    def is_plain(self, ordinal: int) -> bool:
        """Whether the clock is left alone from the day before to the day after."""
        plain = self._plain.get(ordinal)
        if plain is None:
            plain = self._plain[ordinal] = self._offset(ordinal - 1) == self._offset(ordinal + 2)
        return plain

    def _midnight(self, ordinal: int) -> int:
        found = self._midnights.get(ordinal)
        if found is None:
            local = datetime.fromordinal(ordinal).replace(tzinfo=self.info)
            found = self._midnights[ordinal] = int(local.timestamp())
        return found

    def _offset(self, ordinal: int) -> timedelta | None:
        return datetime.fromordinal(ordinal).replace(tzinfo=self.info).utcoffset()
