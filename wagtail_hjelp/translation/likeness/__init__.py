"""Whether a translated sentence still says what its source says, as far as digits can tell.

Numbers, telephone numbers, times, dates, amounts, e-mail and web addresses of a text are its
:func:`facts`. :func:`difference` compares those of a source and its translation, in whatever
script, order or custom they are written. :func:`doubts` says whether the words look translated.

A false alarm teaches translators to look away, so a numeral may be read in several ways ("10.12" is
a time, a date and a number), and two are the same if one surely is what the other may be. A word
("two", "noon", "julaften") never makes a difference; it can only excuse one. Not compared: signs
("-5"), currencies, weekdays, fractions such as ½, and months without a day.

Texts are plain or the HTML of wagtail-localize. Nothing here raises an error, whatever the text.
"""

from .comparing import Difference, difference
from .doubting import Doubt, doubts
from .reading import facts
from .tokens import Fact, Kind

__all__ = ["Difference", "Doubt", "Fact", "Kind", "difference", "doubts", "facts"]
