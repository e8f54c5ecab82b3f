"""Words that say a number, a month or a part of the day, by language.

The lists of Somali and Tigrinya are ours, and nobody has reviewed them. A mistake can only excuse
a difference of a small number, or fail to.
"""

from __future__ import annotations

# Patterns are for a text as _plain makes it. Months from January; "_" is a space.
MONTHS = {
    "nb": r"jan(?:uar)? feb(?:ruar)? mars apr(?:il)? mai juni? juli? aug(?:ust)? sept?(?:ember)?"
    r" okt(?:ober)? nov(?:ember)? des(?:ember)?",
    "en": r"january february march|mar april may june july august september oct(?:ober)? november"
    r" dec(?:ember)?",
    "uk": r"січ(?:ень|н[яі]) лют(?:ий|ого|ому) берез(?:ень|н[яі]) квіт(?:ень|н[яі])"
    r" трав(?:ень|н[яі]) черв(?:ень|н[яі]) лип(?:ень|н[яі]) серп(?:ень|н[яі]) верес(?:ень|н[яі])"
    r" жовт(?:ень|н[яі]) листопад[аі]? груд(?:ень|н[яі])",
    "ru": r"январ[ьяе] феврал[ьяе] март[ае]? апрел[ьяе] ма[йяе] июн[ьяе] июл[ьяе] август[ае]?"
    r" сентябр[ьяе] октябр[ьяе] ноябр[ьяе] декабр[ьяе]",
    "pl": r"stycz(?:eń|ni[au]) lut(?:y|ego|ym) mar(?:zec|c[au]) kwie(?:cień|tni[au]) maj[au]?"
    r" czerw(?:iec|c[au]) lip(?:iec|c[au]) sierp(?:ień|ni[au]) wrze(?:sień|śni[au])"
    r" październik[au]? listopad[au]? grud(?:zień|ni[au])",
    "ar": r"يناير|كانون_الثاني فبراير|شباط مارس|اذار ابريل|نيسان مايو|ايار يوني[وهة]|حزيران"
    r" يولي[وهة]|تموز اغسطس|اب سبتمبر|ايلول اكتوبر|تشرين_الاول نوفمبر|تشرين_الثاني"
    r" ديسمبر|كانون_الاول",
    "so": r"jan+a+yo|janaw[ae]ri f[ei]+br?a+yo maars[oa] abri+l ma+jo|maa?yo?|mey juun(?:yo)?"
    r" lu+l[iy]o|julaay|juulyo ago+s(?:to)?|ogosto s[ei]+[bp]t[ae]+mb[ae]r okto+b[ae]r"
    r" no+f[ei]+mb[ae]r d[ei]+s[ae]+mb[ae]r",
    "ti": r"ጥሪ ለካቲት መጋቢት ሚያዝያ|ምያዝያ|ሚያዚያ ግንቦት ሰነ [ሓሐ]ምለ ነ[ሓሐ]ሰ መስከረም ጥቅምቲ [ሕኅ]ዳር ታ[ሕኅ]ሳስ",
    "se": r"ođđajag[ei]m[aá]n+u guovvam[aá]n+u njukčam[aá]n+u cuoŋom[aá]n+u miessem[aá]n+u"
    r" geassem[aá]n+u suoidnem[aá]n+u borgem[aá]n+u čakčam[aá]n+u golggotm[aá]n+u"
    r" skábmam[aá]n+u juovlam[aá]n+u",
}
# In these a number after a month is no day of it: "i desember 10-14".
DAY_FIRST = frozenset({"nb", "uk", "ru", "pl", "da", "sv"})

# Words for 0 to 12: cardinals, ordinals, duals. Where two make 11 or 12, the list ends at 10.
NUMBERS = {
    "nb": r"null én|éin|ett|éi|eitt|første|fyrste to|andre|annen|annet|begge tre|tredje fire|fjerde"
    r" fem|femte seks|sjette s(?:ju|yv)(?:a?e?nde)? åtte|ått[ea]nde ni|ni[ea]nde ti|ti[ea]nde"
    r" elleve|ellevte tolv|tolvte",
    "en": r"zero one|first|once|single two|second|twice|both|couple three|third four(?:th)?"
    r" five|fifth six(?:th)? seven(?:th)? eighth? nine|ninth ten(?:th)? eleven(?:th)?"
    r" twel(?:ve|fth)",
    "uk": r"нул[ья] од(?:ин|н[аеіоу]\w*)|перш\w* два|дві|двох|двом\w*|двоє|двічі"
    r"|друг(?:ий|[аеіоу]\w*) три|трьо\w*|троє|тричі|трет\w* чотир\w*|четвер[от]\w*"
    r" п'ят(?!ни|де|на)\w* ш[іо]ст\w*|шест[ио]\w* сім|сімох|семи|сьом\w* вісім|вось?м\w*"
    r" дев'ят(?!на)\w* десят\w* одинадцят\w* дванадцят\w*",
    "ru": r"нол\w*|нул\w* од(?:ин|н[аоиу]\w*)|перв\w* два|две|двух|двум\w*|двое|дважды|втор\w*"
    r" три|тр[её][хм]\w*|трое|трет\w* четыр(?:е|[её]\w*)|четвер[от]\w* пят(?!ни|де|на)\w*"
    r" шест(?!на)\w* семь|семи|седьм\w* восем[ьи]|восьм[ио]\w* девят(?!на)\w* десят\w*"
    r" одиннадцат\w* двенадцат\w*",
    "pl": r"zero jed[en]\w*|pierwsz\w* dw(?:a|ie|u|óch|aj|oje|ukrotnie)|drug\w*"
    r" trzy|trze[cm]\w*|troje czter(?:y|ech)|czwart(?!ek|ki)\w* pięciu?|pięć|piąt(?!ek|ki)\w*"
    r" sześ[ćc]\w*|szóst\w* siedem|siedmiu|siódm\w* osiem|ośmiu|ósm\w* dziewię[ćc]\w*|dziewiąt\w*"
    r" dziesię[ćc]\w*|dziesiąt\w* jedena\w* dwuna\w*|dwana\w*",
    "ar": r"صفر واحدة?|احدي?|اول|اولي"
    r" اثن\w+|ثاني?ة?|(?:يوم|اسبوع|ساعت|شهر|سنت|عام|مرت|طفل|شخص)(?:ين|ان)"
    r" ثلاثة?|ثالثة? اربعة?|رابعة? خمسة?|خامسة? ستة?|سادسة? سبعة?|سابعة?"
    r" ثماني?ة?|ثامنة? تسعة?|تاسعة? عشرة?|عاشرة?",
    "so": r"eber hal|kow|mid|ko+waad lab[ao]\w* sad+ex\w* afar\w*|afraad shan\w* lix\w* tod+oba\w*"
    r" sid+e+d\w* sagaal\w* toban\w*|tobnaad",
    "ti": r"ባዶ [ሓሐ]ደ|[ሓሐ]ንቲ|ቀዳማ\w* ክልተ\w*|ክልቲ\w*|ካል[ኣአ]\w* ሰለስተ\w*|ሳልሳ\w* [ኣአ]ርባዕተ\w*|ራብዓ\w*"
    r" [ሓሐ]ሙሽተ\w*|[ሓሐ]ምሻ\w* [ሽሹ]ዱሽተ\w*|ሻድሻ\w* ሸውዓተ\w*|ሾብዓተ\w*|ሻውዓ\w* [ሸሾ]ሞንተ\w*|ሻምና\w*"
    r" ትሽዓተ\w*|ታሽዓ\w* [ዓዐ]ሰርተ\w*|[ዓዐ]ስራ\w*",
}
# One letter or two that Arabic and Tigrinya write together with the word after them.
PREFIX = r"(?<!\w)(?:[وفبلك]?(?:ال|ل)?|[ብንካኣ])"
# Articles may stand for "1", but not in a time.
ARTICLES = {"nb": r"e(?:n|i|t|in|it)", "en": r"an? (?:minute|hour|day|night|week|month|year)"}
# What other words may stand for, in any language.
PHRASES = {
    r"døgn\w*|(?:a?round the clock|day and night|цілодобово|круглосуточно)|całą dobę|całodobow\w+"
    r"|مدار الساعة": ("24", "24/7"),
    r"(?:hver|kvar|alle|hele|heile) (?:dag|uk|vek)\w*": ("7",),
    r"midnatt|midnight|опівночі|полночь|полночи|o północy|منتصف الليل|saqda dhexe|ፍርቂ ለይቲ": (
        "00:00",
    ),
    r"noon|midday|опівдні|полдень|w południe|الظهر|ظهرا": ("12:00",),
    r"jul(?:aft[ea]n|ekvelden)|christmas eve": ("12-24",),
    r"f[øy]rste (?:og andre )?juledag|christmas day": ("12-25",),
    r"andre juledag|boxing day": ("12-26",),
    r"nyttårsaft[ea]n|new year's eve": ("12-31",),
    r"nyttårsdag|new year's day": ("01-01",),
}
