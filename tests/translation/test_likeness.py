"""Whether a translation carries the facts of its source: real sentences, and any text at all."""

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.translation.likeness import (
    Difference,
    Doubt,
    Fact,
    Kind,
    difference,
    doubts,
    facts,
)

DEMO = Path(__file__).resolve().parents[2] / "example_site" / "demo" / "content"

# Language, Norwegian source, translation.
SAME = [
    # Telephone numbers
    ("en", "Ring legevakten på 116 117.", "Call the emergency doctor on 116117."),
    ("en", "Ring 116 117.", "Call 116\u2011117."),
    ("en", "Ring 116 117.", "Call 116\u00a0117."),
    ("en", "Ring 116 117.", "Call 116\u202f117."),
    ("en", "Ring 116 117.", "Call 116\u2009117."),
    ("en", "Ring 116 117.", "Call +47 116 117."),
    ("en", "Ring 116 117.", 'Call <a id="a1"><b>116</b> 117</a>.'),
    ("ar", "Ring 116 117.", "اتصل على الرقم \u2066116 117\u2069."),
    ("ar", "Ring 70 00 01 10 på dagtid.", "اتصل على ٧٠ ٠٠ ٠١ ١٠ نهارًا."),
    ("fa", "Ring 70 00 01 10.", "با ۷۰ ۰۰ ۰۱ ۱۰ تماس بگیرید."),
    ("en", "Ring 70 00 01 10.", "Call +47 70 00 01 10."),
    ("en", "Ring 70 00 01 10.", "Call (+47) 70000110."),
    ("en", "Ring 70 00 01 10.", "Call 0047 7000 0110."),
    ("en", "Ring 70 00 01 10.", "Call 7000 0110."),
    ("en", "Ring 70 00 01 10.", "Call 70-00-01-10."),
    ("uk", "Mobil 915 08 588, sms 02800.", "Мобільний 91 50 85 88, SMS 02800."),
    ("uk", "Ambassaden: +380 44 123 45 67", "Посольство: 00380441234567"),
    ("en", "Ring 113, 112 eller 110.", "Call 110, 112 or 113."),
    ("en", "Ring 113 112 110", "Call 113, 112, 110"),
    ("en", "113/112/110", "113, 112, 110"),
    ("en", "Nød: 113 116 117", "Emergency: 113, 116 117"),
    ("en", "Ring 22 59 13 00/116 117.", "Call 22 59 13 00 or 116 117."),
    ("en", "Konto 1234.56.78901", "Account 1234 56 78901"),
    ("uk", "Org.nr. 123 456 789", "Код організації 123456789"),
    # Times
    ("en", "Åpent kl. 14–16.", "Open 14:00–16:00."),
    ("en", "Åpent kl. 14–16.", "Open 2–4 pm."),
    ("en", "Åpent kl. 14–16.", "Open from 2 p.m. to 4 p.m."),
    ("en", "Åpent 14–16.", "Open between 2 and 4 pm."),
    ("en", "Åpent 14.00–16.30.", "Open 2–4:30pm."),
    ("en", "Åpent 10-14.", "Open 10 am to 2 pm."),
    ("en", "Åpent kl. 10-14.", "Open 10–2 pm."),
    ("en", "Åpent kl. 0800–1530.", "Open 8 am – 3:30 pm."),
    ("en", "Kl. 08.00", "8 AM"),
    ("en", "Fra kl. 12 til kl. 24", "From 12 pm to 12 am"),
    ("en", "Fra kl. 12 til kl. 24", "From noon until midnight"),
    ("en", "Fra 00.00 til 08.00", "24:00–8:00"),
    ("en", "Klokka 8 om kvelden", "At 8 pm"),
    ("ar", "Kl. 14–16", "من الساعة 2 إلى 4 مساءً"),
    ("ar", "Kl. 14", "الساعة ٢ م"),
    ("ar", "Kl. 8.30", "الساعة ٨:٣٠ صباحًا"),
    ("ar", "Kl. 12–13", "من 12 ظهرًا إلى 1 ظهرًا"),
    ("uk", "Åpent kl. 14–16.30.", "Відчинено з 14:00 до 16:30."),
    ("uk", "Kl. 20", "О 8 вечора"),
    ("uk", "Kl. 14", "О 2 годині дня"),
    ("uk", "2 dager", "2 дня"),
    ("ru", "Åpent kl. 9–20.", "Открыто с 9 утра до 8 вечера."),
    ("pl", "Åpent kl. 9–15.", "Czynne w godz. 9.00–15.00."),
    ("so", "Kl. 14.00", "Saacadda 2 galabnimo"),
    ("so", "Kl. 8.00", "8:00 subaxnimo"),
    ("ti", "Kl. 14.00–16.00", "ካብ ሰዓት 14፡00 ክሳብ 16፡00"),
    ("ti", "Kl. 14–16", "ካብ ሰዓት 14 ክሳብ 16"),
    # Dates
    ("en", "24. desember", "24 December"),
    ("en", "24. desember", "December 24th"),
    ("en", "24. desember 2026", "Dec. 24, 2026"),
    ("en", "24. desember 2026", "the 24th of December 2026"),
    ("en", "24.12.2026", "12/24/2026"),
    ("en", "24.12.26", "24 December 2026"),
    ("en", "Fra 24.12 til 2.1.", "From 24 December to 2 January"),
    ("en", "24.–26. desember kl. 14–16", "December 24–26, 2–4 pm"),
    ("en", "24., 25. og 26. desember", "24 December, 25 December and 26 December"),
    ("en", "24., 25. og 26. desember", "December 24, 25 and 26"),
    ("en", "Åpent i desember 10–14", "Open in December, 10 am–2 pm"),
    ("en", "Opptil 12 kan være med.", "Up to 12 may join."),
    ("en", "1. mai", "May 1"),
    ("en", "2026-12-24", "24 December 2026"),
    ("en", "1. juledag er stengt.", "Closed on Christmas Day."),
    ("en", "Stengt 1. juledag.", "Closed on 25 December."),
    ("ar", "Julaften er åpent.", "نفتح ليلة عيد الميلاد (24 ديسمبر)."),
    ("ar", "24. desember", "٢٤ كانون الأول"),
    ("ar", "24. og 25. desember 2026", "24 و25 ديسمبر 2026"),
    ("ar", "Fra 24. til 26. august", "من 24 إلى 26 أغسطس"),
    ("uk", "1. januar", "1 січня"),
    ("uk", "24. desember kl. 14", "24 грудня о 14:00"),
    ("uk", "24.–26. desember", "з 24 по 26 грудня"),
    ("ru", "2. mai", "2-го мая"),
    ("pl", "Fra 3. mars til 4. juni", "Od 3 marca do 4 czerwca"),
    ("so", "24. desember", "24ka Diseembar"),
    ("so", "24. desember", "Disember 24"),
    ("so", "1. februar", "1da Febraayo"),
    ("ti", "24. desember", "24 ታሕሳስ"),
    ("ti", "24. desember", "ታሕሳስ 24"),
    ("se", "24. desember", "juovlamánu 24. b."),
    ("nn", "Søndag 3. juli kl. 18", "Sundag 3. juli klokka 18"),
    ("es", "24. desember 2026", "24 de diciembre de 2026"),
    ("en", "24. desember kl. 14.00 til 18.00", "On 24 December from 2 pm until 6 pm"),
    ("en", "16.12 kl. 18", "Wednesday, December 16, 6 pm"),
    ("en", "1. og 2. juledag er det stengt", "Closed on 25 and 26 December"),
    ("en", "1.12.–3.12.2026", "1–3 December 2026"),
    ("en", "Natt til 25. desember kl. 00.30", "12:30 am on 25 December"),
    ("uk", "Åpent kl. 9 til 15", "Відчинено з 9 ранку до 3 дня"),
    ("ru", "Kl. 18.00–20.30, 3. januar 2027", "3 января 2027 года с 18:00 до 20:30"),
    ("pl", "2. januar 2027 kl. 10–14", "2 stycznia 2027 r. w godz. 10:00–14:00"),
    ("so", "Kl. 14–16 den 24. desember", "24-ka Diseembar saacadda 14:00-16:00"),
    ("so", "Kl. 10–14", "10 subaxnimo ilaa 2 galabnimo"),
    ("so", "15. mai", "15 May"),
    ("ti", "24.–26. desember", "ካብ 24 ክሳብ 26 ታሕሳስ"),
    ("ar", "24. desember 2026", "٢٤/١٢/٢٠٢٦"),
    ("ar", "24. desember 2026", "2026/12/24"),
    ("ar", "24. desember", "24 ديسمبر (كانون الأول)"),
    ("fa", "24. desember", "۲۴ دسامبر"),
    ("", "24. desember", "December 24"),
    # Money and other numbers
    ("en", "Det koster 1 200 kr.", "It costs NOK 1,200."),
    ("en", "Det koster kr 1 200,-", "It costs 1200 kroner"),
    ("en", "1 200,50 kr", "NOK 1,200.50"),
    ("en", "1.200,50", "1,200.50"),
    ("uk", "1.200,50 kr", "1 200,50 крон"),
    ("ar", "1 200,50 kr", "١٬٢٠٠٫٥٠ كرونة"),
    ("en", "50 kr", "50.00 kr"),
    ("uk", "50 %", "50%"),
    ("en", "2,5 liter", "2.5 litres"),
    ("en", "08 og 8", "8 and 8"),
    ("en", "2. etasje, rom 214", "2nd floor, room 214"),
    ("ru", "2. etasje", "2-й этаж"),
    ("ti", "Fra 13 år", "ካብ13 ዓመት"),
    ("en", "COVID-19, A4 og H1N1", "COVID-19, A4 and H1N1"),
    ("en", "under 5 < 10 &amp; 20", "below 5 < 10 & 20"),
    ("so", "3 ganger og 2 netter", "3 mar iyo 2 habeen"),
    ("ar", "Ring 112 og 113", "اتصل بـ112 و113"),
    ("ar", "5 m", "5 م"),
    ("ar", "2,5 %", "٢٫٥٪"),
    ("en", "Skoleåret 2026–2027", "The school year 2026/27"),
    ("en", "1 500–2 000 kroner", "1,500–2,000 kroner"),
    ("en", "50,- for voksne og 25,- for barn", "50 kr for adults and 25 kr for children"),
    # Words that say a number
    ("en", "To uker", "2 weeks"),
    ("en", "2 uker", "Two weeks"),
    ("en", "1 time", "An hour"),
    ("en", "2. etasje", "The second floor"),
    ("en", "Klokka åtte", "At 8 am"),
    ("en", "Kl. 8", "At eight"),
    ("nn", "7 dagar", "Sju dagar"),
    ("uk", "2 uker", "Два тижні"),
    ("uk", "2. etasje", "Другий поверх"),
    ("ru", "5 barn", "Пятеро детей"),
    ("pl", "3 barn", "Troje dzieci"),
    ("ar", "3 ganger", "ثلاث مرات"),
    ("ar", "2 uker", "أسبوعين"),
    ("ar", "11 barn", "أحد عشر طفلًا"),
    ("so", "3 barn", "Saddex carruur ah"),
    ("so", "12 barn", "Laba iyo toban carruur ah"),
    ("ti", "2 barn", "ክልተ ቆልዑ"),
    ("en", "Vi svarer døgnet rundt.", "We answer 24 hours a day."),
    ("ar", "Vi svarer hele døgnet, hver dag.", "نرد 24 ساعة، 7 أيام في الأسبوع."),
    ("uk", "2 ganger i uka", "Двічі на тиждень"),
    # Addresses
    ("en", "Skriv til Post@Havnesund.example.", "Write to post@havnesund.example"),
    ("en", "Se www.helsenorge.no.", "See https://helsenorge.no/"),
    ("en", "Se helsenorge.no/psykisk-helse, da.", "See (https://www.HelseNorge.no/psykisk-helse/)."),
    ("ti", "Se helsenorge.no", "ኣብhelsenorge.noን ርአ"),
    ("uk", "Les 1177.se", "Читайте на www.1177.se"),
]  # fmt: skip

# Language, Norwegian source, translation, what is missing and what is added.
OTHER = [
    ("en", "Ring 116 117.", "Call 117 116.", ["116117"], ["117116"]),
    ("ar", "Ring 116 117.", "اتصل على ١١٧ ١١٦.", ["116117"], ["117116"]),
    ("ar", "Ring 70 00 01 10.", "اتصل على 10 01 00 70.", ["70000110"], ["10", "1", "0", "70"]),
    ("en", "Ring 70 00 01 10.", "Call 70 00 01 11.", ["70000110"], ["70000111"]),
    ("en", "Ring 70 00 01 10.", "Call +46 70 00 01 10.", ["70000110"], ["+4670000110"]),
    ("en", "Ring 113 eller 112.", "Call 112.", ["113"], []),
    ("uk", "Ring 112.", "Телефонуйте 112 або 113.", [], ["113"]),
    ("en", "Ring 116 117.", "Call the emergency doctor.", ["116117"], []),
    ("en", "2 barn 14 år", "2 children aged 41", ["14"], ["41"]),
    ("en", "Åpent 14.00", "Open 2:00", ["14:00"], ["02:00"]),
    ("en", "Kl. 14–16", "2–4 am", ["14:00", "16:00"], ["02:00", "04:00"]),
    ("en", "Kl. 8", "8 pm", ["08:00"], ["20:00"]),
    ("en", "Kl. 12", "12 am", ["12:00"], ["00:00"]),
    ("en", "Kl. 12", "At midnight", ["12:00"], []),
    ("ar", "Kl. 8", "الساعة 8 مساءً", ["08:00"], ["20:00"]),
    ("uk", "Kl. 14.30", "О 14:00", ["14:30"], ["14:00"]),
    ("en", "24 timer", "24/7", ["24"], ["24/7"]),
    ("en", "14 dager", "1400 dager", ["14"], ["1400"]),
    ("en", "24. desember", "24 November", ["12-24"], ["11-24"]),
    ("en", "24. desember", "The 24th", ["12-24"], ["24"]),
    ("en", "24. desember 2026", "24 December 2025", ["2026"], ["2025"]),
    ("en", "24. desember og 2. januar", "2 December and 24 January",
     ["12-24", "01-02"], ["12-02", "01-24"]),
    ("uk", "1. januar", "1 лютого", ["01-01"], ["02-01"]),
    ("ar", "24. desember", "24 نوفمبر", ["12-24"], ["11-24"]),
    ("", "24. desember", "24. november", ["12-24"], ["11-24"]),
    ("en", "2. juledag", "26 November", [], ["11-26"]),
    ("en", "Det koster 1 200 kr.", "It costs NOK 12,000.", ["1200"], ["12000"]),
    ("en", "2,5 liter", "25 litres", ["2.5"], ["25"]),
    ("en", "20 kr", "20:00", ["20"], ["20:00"]),
    ("en", "3 uker", "Two weeks", ["3"], []),
    ("en", "To uker", "3 weeks", [], ["3"]),
    ("en", "To leger på rom 3", "Two doctors in room 2", ["3"], ["2"]),
    ("en", "113 barn", "One hundred children", ["113"], []),
    ("en", "Se helsenorge.no/a", "See helsenorge.no/b", ["helsenorge.no/a"], ["helsenorge.no/b"]),
    ("en", "post@a.no", "post@b.no", ["post@a.no"], ["post@b.no"]),
    ("en", "Ring 113 eller 113.", "Call 113.", ["113"], []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "translation"), SAME)
def test_same_facts_in_other_words_are_no_difference(language, source, translation):
    assert difference(source, translation, language=language) == Difference()
    assert difference(translation, source, source_language=language, language="nb") == Difference()


@pytest.mark.parametrize(("language", "source", "translation", "missing", "added"), OTHER)
def test_other_facts_are_a_difference(language, source, translation, missing, added):
    found = difference(source, translation, language=language)
    assert [fact.value for fact in found.missing] == missing
    assert [fact.value for fact in found.added] == added
    assert found


NUMBER_WORDS = {
    "nn": "éin to tre fire fem seks sju åtte ni ti elleve tolv",
    "nb": "første annen tredje fjerde femte sjette syvende åttende niende tiende ellevte tolvte",
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "uk": "один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять",
    "ru": "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
    "ar": "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة أحد_عشر اثنا_عشر",
    "so": "kow laba saddex afar shan lix toddoba siddeed sagaal toban kow_iyo_toban laba_iyo_toban",
    "ti": "ሓደ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ ዓሰርተ ዓሰርተ_ሓደ ዓሰርተ_ክልተ",
}


@pytest.mark.parametrize("language", NUMBER_WORDS)
def test_word_excuses_its_own_number_and_no_other(language):
    words = [word.replace("_", " ") for word in NUMBER_WORDS[language].split()]
    for number, word in enumerate(words, 1):
        assert not difference(f"{number} km", f"{word} km", language=language)
        assert not difference(f"{word} km", f"{number} km", source_language=language)
        assert difference(f"{number + 3} km", f"{word} km", language=language)


MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "so": "Janaayo Febraayo Maarso Abriil Maajo Juun Luulyo Ogosto Sebteembar Oktoobar Nofeembar"
    " Diseembar",
    "ti": "ጥሪ ለካቲት መጋቢት ሚያዝያ ግንቦት ሰነ ሓምለ ነሓሰ መስከረም ጥቅምቲ ሕዳር ታሕሳስ",
    "se": "ođđajagimánnu guovvamánnu njukčamánnu cuoŋománnu miessemánnu geassemánnu suoidnemánnu"
    " borgemánnu čakčamánnu golggotmánnu skábmamánnu juovlamánnu",
}


@pytest.mark.parametrize("language", MONTHS)
def test_name_of_a_month_is_its_number(language):
    assert [facts(f"23 {month}", language)[0].value for month in MONTHS[language].split()] == [
        f"{month:02}-23" for month in range(1, 13)
    ]


def test_each_fact_says_what_it_is_how_it_was_written_and_what_is_compared():
    text = (
        "Ring <b>116 117</b> kl. 14–16.30 den 24. desember 2026, rom ٢١٤. Det koster kr 1 200,-."
        " Se www.Nav.no/en/ eller skriv til Post@Havnesund.example."
    )
    assert facts(text, "nb") == (
        Fact(Kind.PHONE, "116 117", "116117"),
        Fact(Kind.TIME, "14", "14:00"),
        Fact(Kind.TIME, "16.30", "16:30"),
        Fact(Kind.DATE, "24. desember", "12-24"),
        Fact(Kind.NUMBER, "2026", "2026"),
        Fact(Kind.NUMBER, "٢١٤", "214"),
        Fact(Kind.MONEY, "1 200", "1200"),
        Fact(Kind.WEB, "www.Nav.no/en/", "nav.no/en"),
        Fact(Kind.EMAIL, "Post@Havnesund.example", "post@havnesund.example"),
    )


def test_number_after_a_month_is_a_day_only_where_people_write_so():
    assert facts("I desember 10–14", "nb")[0] == Fact(Kind.NUMBER, "10", "10")
    assert facts("December 10–14", "en")[0] == Fact(Kind.DATE, "December 10", "12-10")


def test_difference_shows_what_each_side_wrote():
    assert difference("Ring 116 117 kl. 8.", "Call 117 116 at 8 pm.", language="en") == Difference(
        missing=(Fact(Kind.PHONE, "116 117", "116117"), Fact(Kind.TIME, "8", "08:00")),
        added=(Fact(Kind.NUMBER, "117 116", "117116"), Fact(Kind.TIME, "8 pm", "20:00")),
    )


@pytest.mark.parametrize(
    ("language", "source", "translation", "expected"),
    [
        # What is only facts and names, or one word, may be the same.
        ("en", "116 117", "116 117", ()),
        ("en", "Facebook", "Facebook", ()),
        ("en", "Legevakt", "Legevakt", ()),
        ("en", "post@havnesund.example", "post@havnesund.example", ()),
        ("en", "Røde Kors i Havnesund", "Røde Kors i Havnesund", ()),
        ("uk", "Mental Helse: 116 123", "Mental Helse: 116 123", ()),
        ("en", "", "", ()),
        ("en", "Velkommen", "", ()),
        # Not translated
        ("en", "Akutt hjelp", "Akutt hjelp", (Doubt.UNTRANSLATED,)),
        ("uk", "Ring oss på 116 117.", "<b>Ring oss</b> på 116117", (Doubt.UNTRANSLATED,)),
        # Bokmål and Nynorsk are often the same
        ("nn", "Kontakt oss", "Kontakt oss", ()),
        ("da", "Hele døgnet", "Hele døgnet", ()),
        ("nn", "Du kan komme alene. " * 12, "Du kan komme alene. " * 12, (Doubt.UNTRANSLATED,)),
        # Length
        ("en", "Åpent hele døgnet", "Open day and night", ()),
        ("en", "Du kan ringe oss hvis du trenger noen å snakke med om kvelden.", "You can",
         (Doubt.SHORT,)),
        ("en", "Du kan ringe oss.", "", (Doubt.SHORT,)),
        ("en", "Du kan ringe oss.", "You can call us. " * 8, (Doubt.LONG,)),
        ("ti", "Du trenger ikke si hva du heter, og du trenger ikke ha ordene klare.",
         "ስምካ ክትነግር ኣየድልየካን፡ ቃላት ድሉው ክኸውን እውን ኣየድልየካን።", ()),
        ("so", "Du trenger ikke si hva du heter, og du trenger ikke ha ordene klare.",
         "Uma baahnid inaad sheegto magacaaga, umana baahnid inaad erayada diyaar u haysato hore.",
         ()),
        ("ar", "Du trenger ikke si hva du heter, og du trenger ikke ha ordene klare.",
         "لست مضطرًا إلى ذكر اسمك، ولا يلزم أن تكون الكلمات جاهزة.", ()),
    ],
)  # fmt: skip
def test_doubts_are_about_words_and_their_length(language, source, translation, expected):
    assert doubts(source, translation, language=language) == expected


# --- Real texts ---------------------------------------------------------------------------


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{key}[{index}]")
    elif isinstance(value, str):
        yield key, value


def _demo_words(language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for prefix in ("", "activities_"):
        content = tomllib.loads((DEMO / f"{prefix}{language}.toml").read_text(encoding="utf-8"))
        words |= {prefix + key: text for key, text in _leaves(content)}
    headings = tomllib.loads((DEMO / "blocks.toml").read_text(encoding="utf-8"))
    return words | {f"blocks.{key}": text for key, text in _leaves(headings[language])}


@pytest.mark.parametrize("language", ["nn", "en", "uk", "ar"])
def test_words_of_the_demo_municipality_raise_no_alarm(language):
    source, translation = _demo_words("nb"), _demo_words(language)
    alarms = {
        key: (
            difference(text, translation[key], language=language),
            doubts(text, translation[key], language=language),
        )
        for key, text in source.items()
        if key in translation
    }
    # So many have digits that the test says something.
    assert sum(bool(facts(text, "nb")) for text in source.values()) > 50
    assert {key: alarm for key, alarm in alarms.items() if any(alarm)} == {}


# --- Any text at all ----------------------------------------------------------------------

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲ +-.,:/'@<>&#;()\n\u00a0\u2066\u200f"),
        st.sampled_from("kl amp.m. desember may og NOK"),
    ),
    max_size=60,
)
LANGUAGES = st.sampled_from(
    ["", "nb", "nn", "en", "uk", "ru", "pl", "ar", "so", "ti", "se", "fa", "x-y"]
)
# Zeros of decimal digits: Arabic-Indic, Persian, Devanagari, fullwidth, mathematical bold.
ZEROS = st.sampled_from("٠۰०０𝟎")
SHORT_NUMBERS = ["110", "112", "113", "116 117", "116 123", "116 006", "02800"]
PHONES = st.one_of(
    st.sampled_from(SHORT_NUMBERS),
    st.from_regex(r"[2-9][0-9]( [0-9]{2}){3}", fullmatch=True),
    st.from_regex(r"[489][0-9]{2} [0-9]{2} [0-9]{3}", fullmatch=True),
    st.from_regex(r"\+46 8 [1-9][0-9]{2} [0-9]{3} [0-9]{2}", fullmatch=True),
)
# Numbers above those that words say, and none that a digit less turns into itself with zeros.
COUNTS = st.integers(113, 9999).map(str)


@given(ANY_TEXT, ANY_TEXT, LANGUAGES, LANGUAGES)
def test_no_text_raises(source, translation, source_language, language):
    difference(source, translation, source_language=source_language, language=language)
    doubts(source, translation, source_language=source_language, language=language)


@given(ANY_TEXT, LANGUAGES, LANGUAGES)
def test_text_has_no_difference_from_itself(text, source_language, language):
    assert not difference(text, text, source_language=source_language, language=language)


@given(ANY_TEXT.filter(lambda text: not set("<&") & set(text)), ZEROS, LANGUAGES)
def test_digits_of_another_script_are_the_same_facts(text, zero, language):
    other = "".join(
        chr(ord(zero) + unicodedata.decimal(char)) if char.isdecimal() else char for char in text
    )
    assert [(fact.kind, fact.value) for fact in facts(text, language)] == [
        (fact.kind, fact.value) for fact in facts(other, language)
    ]


@given(st.lists(PHONES | COUNTS, min_size=1, max_size=4), st.data())
def test_wrong_or_dropped_digit_is_always_found(numbers, data):
    def sentence(words: str, numbers: list[str]) -> str:
        return "".join(f"{words} {number}, " for number in numbers)

    wrong = list(numbers)
    index = data.draw(st.integers(0, len(numbers) - 1))
    number = numbers[index]
    place = data.draw(st.sampled_from([i for i, char in enumerate(number) if char.isdigit()]))
    instead = data.draw(st.sampled_from(["", *set("0123456789") - {number[place]}]))
    wrong[index] = number[:place] + instead + number[place + 1 :]
    assert difference(sentence("ring", numbers), sentence("call", wrong), language="en")


@given(PHONES, st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f", "\u2011", "\u200f \u200e"]))
def test_spaces_within_a_telephone_number_make_no_difference(number, space):
    assert not difference(f"Ring {number}.", f"Call {number.replace(' ', space)}.", language="en")


@given(st.sampled_from(["116 117", "116 123", "116 111"]), LANGUAGES)
def test_swapped_groups_of_a_short_number_are_found(number, language):
    swapped = " ".join(reversed(number.split()))
    assert difference(f"Ring {number}!", f"☎ {swapped}!", language=language)


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(["am", "pm"]))
def test_twelve_hour_clock_is_the_right_half_of_the_day(hour, other, half):
    right = hour % 12 + (12 if half == "pm" else 0)
    assert not difference(f"kl. {right}", f"{hour} {half}", language="en")
    if other != hour:
        assert difference(f"kl. {right}", f"{other} {half}", language="en")
    assert difference(f"kl. {(right + 12) % 24}", f"{hour} {half}", language="en")


@pytest.mark.parametrize(
    "piece", ["1", "113 ", "1.", "<a ", "a.", "&#1", "2-4 pm ", "24. og ", "٣"]
)
def test_huge_text_is_read(piece):
    text = piece * (100_000 // len(piece))
    assert not difference(text, text, language="en")


def test_character_reference_with_thousands_of_digits_is_only_text():
    assert facts(f"&#{'9' * 5000};")[0].value == "9" * 5000
