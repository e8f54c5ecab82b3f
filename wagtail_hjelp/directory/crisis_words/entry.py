"""The form of a language's list of words of crisis."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisWords:
    """Words and phrases of one language, between commas; see the package for how to write them.

    There is one field for each category of :class:`~wagtail_hjelp.directory.crisis.Crisis`.
    """

    illness: str = ""
    overdose: str = ""
    poisoning: str = ""
    suicide: str = ""
    violence: str = ""
    child_harm: str = ""
    sexual_abuse: str = ""
    self_harm: str = ""
    # Everyday words and phrases that look like those above. They win over what is found inside
    # them: "cooking" is not "choking" with a typing error, and "kill time" threatens nobody.
    harmless: str = ""
    # Small words, between spaces, that may stand between the words of a phrase, and may be
    # missing there. Never a word that turns the meaning, such as "not" or "want".
    light: str = ""
