"""Words of crisis, a list for each language.

To add a word, write it between commas under its category in the module of its language (nb.py,
en.py, ...), and a query with it into ``tests/directory/crisis_queries.py``. Words for one
municipality are added by its editors and need no new release.

How to write them:

- One form is enough where the language has a stemmer (Norwegian, English, Russian, German, French,
  Spanish, Lithuanian, Romanian, Turkish). Accents, capitals and apostrophes do not matter.
- ``ta livet av meg``: a phrase, its words in this order. The small words in ``light`` may stand
  in between and may be missing, except at its ends. Read what is left without them: where it
  means something else, mark the word, ``ikke =lenger leve``.
- ``mamma/pappa slår``: either word.
- ``selvmord*``: whatever begins like this. At least five letters; in Arabic writing four, in
  Ethiopic three.
- ``=raped``: this form only, with no ending, no typing error and not as part of a compound; for
  words that are one letter from an everyday word, in any language ("trussel", "Brussel").
- ``~gift``: the whole entry counts only on pages in this language, because it means something
  harmless in another one. Write it under ``harmless`` in that other one.
- ``harmless``: everyday words and phrases in which words of crisis are found by mistake.

A word that is forgotten costs more than one too many, but a list that cries wolf is switched off.
Most of these lists were gathered by people who do not speak the language: somebody who does
should look them over, the words of children and of slang above all. Nothing here describes how
to do harm, and nothing should.
"""

from __future__ import annotations

from . import ar, de, en, es, fa, fr, lt, nb, nn, pl, ro, ru, se, so, ti, tr, uk, ur
from .entry import CrisisWords

ALL: dict[str, CrisisWords] = {
    "nb": nb.WORDS,
    "nn": nn.WORDS,
    "se": se.WORDS,
    "en": en.WORDS,
    "uk": uk.WORDS,
    "ar": ar.WORDS,
    "pl": pl.WORDS,
    "ru": ru.WORDS,
    "so": so.WORDS,
    "ti": ti.WORDS,
    "fa": fa.WORDS,
    "ur": ur.WORDS,
    "tr": tr.WORDS,
    "lt": lt.WORDS,
    "ro": ro.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "de": de.WORDS,
}
