"""What may be true of a service at a moment."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Five different answers; ``UNKNOWN`` is never shown as ``CLOSED``."""

    OPEN = "open"
    PHONE_ONLY = "phone_only"
    BY_APPOINTMENT = "by_appointment"
    CLOSED = "closed"
    UNKNOWN = "unknown"

    @property
    def is_open(self) -> bool:
        """Whether one gets help now without having arranged it: what "open now" means."""
        return self is State.OPEN or self is State.PHONE_ONLY


# Where spans overlap, the highest rank is the answer. Inside a schedule a state is its rank. An
# explicit "closed 11:00-11:45" outranks all, since it is there to cut; time that no span covers is
# closed too, and ranks lowest.
GROUND, CUT = 0, 5
RANKS: dict[State, int] = {
    State.UNKNOWN: 1,
    State.BY_APPOINTMENT: 2,
    State.PHONE_ONLY: 3,
    State.OPEN: 4,
    State.CLOSED: CUT,
}
STATES: tuple[State, ...] = (
    State.CLOSED,
    State.UNKNOWN,
    State.BY_APPOINTMENT,
    State.PHONE_ONLY,
    State.OPEN,
    State.CLOSED,
)
# From this rank up to, but not including, CUT one gets help without an appointment.
LOWEST_OPEN = RANKS[State.PHONE_ONLY]
