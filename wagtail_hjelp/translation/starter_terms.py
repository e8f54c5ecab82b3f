"""The glossary to begin with: words that bokmål's help pages are full of, in eight languages.

Reviewed by nobody yet: no speaker of the languages and no professional translator has read it. It
says what the package's own texts say where they have the word. Set-up puts it into an empty
glossary, where the site's translators mend it; nothing here is shown to a resident.

The best word comes first, with commas between those that are as good.
"""

from __future__ import annotations

# To translators, who read the source language. Not in nynorsk, where the words are the same.
NOTES: dict[str, str] = {
    "legevakt": "Skriv «legevakt» i parentes første gang på siden: det er ordet på skiltet.",
    "fastlege": "Skriv «fastlege» i parentes første gang på siden.",
    "akuttmottak": "På sykehuset. Ikke det samme som legevakt.",
    "NAV": "Navnet oversettes ikke. Forklar det heller første gang på siden.",
    "taushetsplikt": "At de som hjelper, ikke forteller det videre. Forklar det gjerne slik.",
}

# By language, then by word in the source.
STARTER_TERMS: dict[str, dict[str, str]] = {
    "nn": {
        "legevakt": "legevakt",
        "fastlege": "fastlege",
        "krisesenter": "krisesenter",
        "nødnummer": "naudnummer",
        "akuttmottak": "akuttmottak",
        "kommune": "kommune",
        "NAV": "NAV",
        "timebestilling": "timebestilling, timetinging",
        "tolk": "tolk",
        "helsestasjon": "helsestasjon",
        "hjelpetelefon": "hjelpetelefon",
        "barnevern": "barnevern",
        "frivillig": "frivillig",
        "taushetsplikt": "teieplikt",
    },
    "en": {
        "legevakt": "out-of-hours doctor, out-of-hours medical service, urgent care",
        "fastlege": "GP, general practitioner, regular doctor",
        "krisesenter": "crisis centre, crisis shelter, women's shelter",
        "nødnummer": "emergency number",
        "akuttmottak": "emergency department",
        "kommune": "municipality",
        "NAV": "NAV",
        "timebestilling": "appointment, booking",
        "tolk": "interpreter",
        "helsestasjon": "child health clinic, health clinic, health centre",
        "hjelpetelefon": "helpline",
        "barnevern": "child welfare service, child welfare, child protection",
        "frivillig": "volunteer, voluntary",
        "taushetsplikt": "duty of confidentiality, confidential",
    },
    "uk": {
        "legevakt": "черговий лікар, невідкладна допомога",
        "fastlege": "сімейний лікар",
        "krisesenter": "кризовий центр",
        "nødnummer": "екстрений номер, номер екстреної допомоги",
        "akuttmottak": "приймальне відділення",
        "kommune": "комуна, муніципалітет",
        "NAV": "NAV",
        "timebestilling": "запис на прийом",
        "tolk": "перекладач, усний переклад",
        "helsestasjon": "центр здоров’я для дітей, дитяча консультація",
        "hjelpetelefon": "телефон довіри, телефон допомоги, гаряча лінія",
        "barnevern": "служба захисту дітей",
        "frivillig": "волонтер, доброволець, добровільний",
        "taushetsplikt": "обов’язок зберігати таємницю, конфіденційність, нерозголошення",
    },
    "ar": {
        "legevakt": "الطبيب المناوب",
        "fastlege": "الطبيب العام, طبيب الأسرة",
        "krisesenter": "مركز الأزمات",
        "nødnummer": "رقم الطوارئ",
        "akuttmottak": "قسم الطوارئ",
        "kommune": "البلدية",
        "NAV": "NAV",
        "timebestilling": "حجز موعد",
        "tolk": "مترجم شفوي, ترجمة شفوية, مترجم",
        "helsestasjon": "مركز صحة الطفل, المركز الصحي",
        "hjelpetelefon": "خط المساعدة, هاتف المساعدة",
        "barnevern": "حماية الطفل",
        "frivillig": "متطوع, تطوعي",
        "taushetsplikt": "واجب السرية, السرية المهنية",
    },
    "pl": {
        "legevakt": "lekarz dyżurny, doraźna pomoc lekarska",
        "fastlege": "lekarz rodzinny",
        "krisesenter": "ośrodek kryzysowy, centrum kryzysowe",
        "nødnummer": "numer alarmowy",
        "akuttmottak": "szpitalny oddział ratunkowy",
        "kommune": "gmina",
        "NAV": "NAV",
        "timebestilling": "umówienie wizyty, rezerwacja wizyty",
        "tolk": "tłumacz, tłumaczenie ustne",
        "helsestasjon": "przychodnia dla dzieci i młodzieży, poradnia dla dzieci",
        "hjelpetelefon": "telefon zaufania, telefon pomocy, infolinia",
        "barnevern": "służba ochrony dzieci",
        "frivillig": "wolontariusz, wolontariat, dobrowolny",
        "taushetsplikt": "obowiązek zachowania tajemnicy, tajemnica zawodowa, poufność",
    },
    "ru": {
        "legevakt": "дежурный врач, неотложная помощь",
        "fastlege": "семейный врач",
        "krisesenter": "кризисный центр",
        "nødnummer": "экстренный номер, номер экстренной помощи",
        "akuttmottak": "приёмное отделение",
        "kommune": "муниципалитет, коммуна",
        "NAV": "NAV",
        "timebestilling": "запись на приём",
        "tolk": "переводчик, устный перевод",
        "helsestasjon": "центр здоровья для детей, детская консультация",
        "hjelpetelefon": "телефон доверия, телефон помощи, горячая линия",
        "barnevern": "служба защиты детей",
        "frivillig": "волонтёр, доброволец, добровольный",
        "taushetsplikt": "обязанность хранить тайну, конфиденциальность, неразглашение",
    },
    "so": {
        "legevakt": "dhakhtarka heeganka ah",
        "fastlege": "dhakhtarka joogtada ah, dhakhtarka qoyska",
        "krisesenter": "xarunta xaaladaha adag",
        "nødnummer": "lambarka degdegga ah",
        "akuttmottak": "qaybta gargaarka degdegga ah",
        "kommune": "degmada, degmo",
        "NAV": "NAV",
        "timebestilling": "ballan qabsasho, ballan",
        "tolk": "turjubaan, turjumaan",
        "helsestasjon": "xarunta caafimaadka carruurta, xarunta caafimaadka",
        "hjelpetelefon": "telefoonka caawimada, khadka caawimada",
        "barnevern": "ilaalinta carruurta",
        "frivillig": "mutadawac",
        "taushetsplikt": "waajibka ilaalinta sirta, sir-hayn",
    },
    "ti": {
        "legevakt": "ተረኛ ሓኪም",
        "fastlege": "ቀዋሚ ሓኪም",
        "krisesenter": "ማእከል ጽንኩር ኩነታት",
        "nødnummer": "ቁጽሪ ህጹጽ ሓገዝ",
        "akuttmottak": "ክፍሊ ህጹጽ ሓገዝ",
        "kommune": "ምምሕዳር ከተማ",
        "NAV": "NAV",
        "timebestilling": "ቆጸራ ምሓዝ, ቆጸራ",
        "tolk": "ኣስተርጓሚ, ተርጓሚ",
        "helsestasjon": "ማእከል ጥዕና ህጻናት, ማእከል ጥዕና",
        "hjelpetelefon": "ተለፎን ሓገዝ, መስመር ሓገዝ",
        "barnevern": "ሓለዋ ቆልዑ",
        "frivillig": "ወለንተኛ",
        "taushetsplikt": "ግዴታ ምሕላው ምስጢር, ምስጢር",
    },
}


def starter_terms(language_code: str) -> list[tuple[str, str, str]]:
    """Return ``(word, what it is called, note)`` for a language, or none: "en-gb" gets English."""
    base = language_code.split("-")[0].lower()
    found = STARTER_TERMS.get(language_code.lower()) or STARTER_TERMS.get(base, {})
    return [
        (term, translation, "" if base == "nn" else NOTES.get(term, ""))
        for term, translation in found.items()
    ]
