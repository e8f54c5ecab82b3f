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


# Where spans overlap, the highest rank is the answer. Inside a schedule a state is its rank; time
# that no span covers is closed, and ranks lowest.
GROUND = 0
RANKS: dict[State, int] = {
    State.CLOSED: GROUND,
    State.UNKNOWN: 1,
    State.BY_APPOINTMENT: 2,
    State.PHONE_ONLY: 3,
    State.OPEN: 4,
}
STATES: tuple[State, ...] = (
    State.CLOSED,
    State.UNKNOWN,
    State.BY_APPOINTMENT,
    State.PHONE_ONLY,
    State.OPEN,
)
HIGHEST = len(STATES) - 1
# From this rank up one gets help without an appointment.
LOWEST_OPEN = RANKS[State.PHONE_ONLY]
