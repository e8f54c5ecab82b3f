"""What numerals and addresses look like in running text."""

from __future__ import annotations

import re

from .words import MONTHS

BREAK = re.compile(
    r"</?(?:blockquote|br|div|embed|h[1-6]|hr|img|li|ol|p|t[dhr]|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|code|em|i|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# With a semicolon only ("?a=1&copy=2"); html.unescape fails on numbers of thousands of digits.
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Marks of direction, soft hyphens, zero-width spaces, Arabic vowels and tatweel.
UNSEEN = re.compile(
    r"[\u00ad\u061c\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
# Characters that the patterns know as another: apostrophes, separators, alef in all its forms.
SAME = (
    dict.fromkeys("’‘ʼ`´٬", "'")
    | dict.fromkeys("٫，", ",")
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
    | {"：": ":", "፡": ":", "．": ".", "＋": "+", "−": "-", "ى": "ي"}
)

# Latin letters only: Tigrinya and Arabic write words of one letter together with an address.
_HOST = r"(?:[a-z0-9à-ɏ-]{1,63}\.){1,8}"
_EMAIL = rf"(?<![a-z0-9._%+-])[a-z0-9._%+-]{{1,64}}@{_HOST}[a-z]{{2,24}}"
_WEB = (
    rf"(?<![a-z0-9à-ɏ_.@-])(?:(?:https?://|www\.){_HOST}[a-z]{{2,24}}"
    rf"|{_HOST}(?:no|com|org|net|info|eu|example|se|dk|fi|de|uk|ua|pl|int|app|nu)(?![a-z0-9à-ɏ]))"
    r"(?::\d{1,5})?(?:[/?#][a-z0-9à-ɏ_./~%?#=&+:;,@!$*()-]*)?"
)
ADDRESS = re.compile(f"(?P<email>{_EMAIL})|{_WEB}")

START = re.compile(r"\+ ?\d|\d")
INTERNATIONAL = re.compile(r"(?:\+ ?|00)[1-9]\d*(?: ?\(0\))?(?:(?:\) ?|[ .-])\d+){0,8}")
NATIONAL = re.compile(
    r"(?:[2-9]\d([ .-])\d\d\1\d\d\1\d\d|[2-9]\d\d([ .-])\d\d\2\d{3}|[2-9]\d{7}|116[ .-]?\d{3}"
    r"|(?!(?:19|20)\d\d (?:19|20))[2-9]\d{3} \d{4})(?!\d|[.,:]\d)"
)
ISO_DATE = re.compile(r"((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d)")
DATE = re.compile(r"(\d\d?)([./-])( ?)(\d\d?)\2\3((?:19|20)\d\d|[2-5]\d)(?!\d|\2\d)")
THOUSANDS = re.compile(
    r"[1-9]\d{0,2}([ .,'])\d{3}(?:\1\d{3}){0,5}(?:(?!\1)[.,]\d\d?)?(?!\d|[.,]\d)"
)
PAIR = re.compile(r"(\d+)([:.,/])(\d+)(?!\d|\2\d)")
DIGITS = re.compile(r"\d+")
EMERGENCY = frozenset({"110", "112", "113"})

# Between an hour and its half of the day, and the halves: before noon, after noon, at night.
HALF = re.compile(
    r"(?:-?[dtk]a)?(?: ?(?:o'clock|годин\w*|год\.|час\w*|ч\.?))? ?(?:"
    r"(?P<am>a(?:\. ?m\.|\.? ?m\b)|in the morning|om (?:morg[eo]nen|formiddagen)|صباحا?\b"
    r"|فجرا?\b|ص\b|ранку\b|утра\b|rano\b|(?:subax|aroor)(?:nimo|dii|tii)\w*|ንግሆ|ቅ\.?ቀ\.?)"
    r"|(?P<pm>p(?:\. ?m\.|\.? ?m\b)|in the (?:afternoon|evening)|om (?:ettermiddag|kveld)en"
    r"|مساءا?\b|عصرا?\b|ظهرا?\b|بعد الظهر|م\b|дня\b|вечора\b|вечера\b|po południu|wieczorem"
    r"|(?:galab|fiid)(?:nimo|tii|kii)\w*|ምሸት|ድ\.?ቀ\.?)"
    r"|(?P<night>at night|om natt[ae]n?|ليلا?\b|ночі\b|ночи\b|w nocy|habeen(?:nimo|kii)\w*|ለይቲ))"
)
CLOCK = re.compile(r"(?:\b(?:kl\.?|klokk[ae]n?|at|godz\.?|godzin\w+|saacad\w*)|الساعة|ሰዓት) ?$")
_OR = (
    "og|eller|til|and|or|to|until|till|та|і|й|або|до|по|и|или|i|lub|do|iyo|ama|ilaa|و|او|الي|حتي"
    "|ን|ወይ|ክሳብ|ክሳዕ|ja|dahje"
)
LINK = re.compile(rf"\.?(?:-?(?:st|nd|rd|th|[dtk]a|\w))? ?(?:[-/,،&]|,? ?(?:{_OR})) ?[وንብ]?")
_MONTH = "|".join(
    "(" + "|".join(forms).replace("_", " ") + ")"
    for forms in zip(*(months.split() for months in MONTHS.values()), strict=True)
)
MONTH_AFTER = re.compile(
    r"\.?(?:-?(?:st|nd|rd|th|[dtk]a|aad|го|ого|е|ге|те|ше))? ?(?:of |من )?(?:شهر |bisha )?[ብ]?"
    rf"(?:{_MONTH})(?!\w)"
)
MONTH_BEFORE = re.compile(rf"(?<!\w)[وبلفብንካኣ]?(?:{_MONTH})\.? (?:the )?$")
HOLIDAY = re.compile(r"\.(?: ?(?:og|-) ?2\.)? ?(?:(jul)e|(nyttår)s|påske|pinse)da")
MONEY_AFTER = re.compile(
    r" ?(?:,-(?!\d)|kr\b|kroner?\b|nok\b|eur\b|[€$£]|крон|koron|كرون|karoon|kroon)"
)
MONEY_BEFORE = re.compile(r"(?:\b(?:kr\.?|nok|eur)|[€$£]) ?$")
LOOK_BACK = 30
