"""Synonyms that come with the package, and those that editors add to them.

The left side is what people type, the right side what offers say. Both sides are stemmed, so
one form of each word is enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from . import analysis

# language, what is searched, what is found
SHIPPED: tuple[tuple[str, str, str], ...] = (
    ("nb", "doktor, doctor, fastlege, legekontor", "lege, fastlege, legesenter, legevakt"),
    ("nb", "selvmord, suicidal, livet, leve, dø", "selvmord, krise, kriseteam, legevakt, psykisk"),
    ("nb", "selvskading, kutte, skade", "psykisk, krise, helsestasjon"),
    ("nb", "deppa, deprimert, trist, nedstemt, depresjon", "psykisk, samtale"),
    ("nb", "angst, panikk, stress, bekymret, redd", "psykisk, samtale, krise"),
    ("nb", "psykolog, terapeut, terapi", "psykolog, psykisk, samtale"),
    ("nb", "ensom, alene, ensomhet", "samtale, møteplass, besøksvenn, frivillig"),
    ("nb", "slå, slår, mishandle, vold, partnervold", "vold, krisesenter"),
    ("nb", "voldtekt, overgrep, incest, misbrukt", "overgrep, krisesenter"),
    ("nb", "fylla, alkoholiker, narkoman, dop, hasj, narkotika", "rus, alkohol, avhengighet"),
    ("nb", "rådgivning, rådgiver, veileder, veiledning", "råd, rådgivning, veiledning"),
    ("nb", "penger, regning, inkasso, blakk, kreditt, luksusfellen", "økonomi, gjeld, nav"),
    ("nb", "sosialhjelp, trygd, dagpenger, arbeidsledig", "nav, økonomi, arbeid"),
    ("nb", "husleie, hjemløs, uteligger", "bolig, nav"),
    ("nb", "p-pille, prevensjon, kondom, klamydia, kjønnssykdom", "helsestasjon, ungdom"),
    ("nb", "gravid, baby, jordmor, amming", "helsestasjon, jordmor, familie"),
    ("nb", "skilsmisse, samlivsbrudd, parterapi, krangler", "familievern, samliv, familie"),
    ("nb", "dement, alzheimer, glemsk", "demens, hukommelse"),
    ("nb", "tannpine, tannverk", "tannlege, tannvakt, tann"),
    ("nb", "oversetter, tolking", "tolk"),
    ("nb", "asylsøker, innvandrer, ukrainer", "flyktning, introduksjon, norskopplæring"),
    ("nb", "dødsfall, begravelse, sørge", "sorg"),
    ("nb", "sykehus, akutten", "akuttmottak, sykehus, legevakt"),
    ("nb", "ambulanse, nødnummer", "legevakt, akuttmottak"),
    ("en", "doctor, gp, physician", "doctor, medical, emergency"),
    ("en", "suicide, suicidal", "crisis, emergency, mental"),
    ("en", "violence, abuse, rape, beaten", "violence, abuse, shelter, crisis"),
    ("en", "debt, money, bills, broke", "debt, money, finances"),
    ("en", "drugs, alcohol, addiction", "alcohol, drugs, substance"),
    ("en", "depressed, anxiety, sad, therapy", "mental, psychologist, talk"),
    ("en", "dentist, toothache", "dental, dentist"),
    ("uk", "лікар, доктор", "лікар, медична"),
    ("uk", "самогубство, суїцид", "кризова, психічного, невідкладна"),
    ("uk", "гроші, борг, борги", "боргів, економіка"),
    ("ar", "دكتور, طبيب", "طبيب, الطوارئ"),
    ("ar", "انتحار", "أزمة, الطوارئ, النفسية"),
)


class Synonyms:
    """Look-up from a query word to the words that should be found as well."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        self._found: dict[tuple[str, str], list[str]] = {}
        for language, searched, found in entries:
            for phrase in searched:
                for word in analysis.words(phrase):
                    key = (language, analysis.stem(word, language) if language else word)
                    self._found.setdefault(key, []).extend(
                        form
                        for target in found
                        for part in analysis.words(target)
                        for form in (part, analysis.stem(part, language or "nb"))
                    )

    def of(self, word: str, languages: Iterable[str]) -> list[str]:
        """Return the terms to search for beside the word itself."""
        keys = [("", word), *((code, analysis.stem(word, code)) for code in languages)]
        # Nynorsk readers search with bokmål words and the other way round.
        if any(code in ("nn", "nb", "no") for code in languages):
            keys += [("nb", analysis.stem(word, "nb")), ("nn", analysis.stem(word, "nn"))]
        return list(dict.fromkeys(term for key in keys for term in self._found.get(key, ())))


def shipped() -> Iterable[tuple[str, list[str], list[str]]]:
    """Yield the package's own synonyms as :class:`Synonyms` takes them."""
    for language, searched, found in SHIPPED:
        yield language, searched.split(","), found.split(",")
