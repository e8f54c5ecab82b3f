"""Words of crisis in Somali."""

from __future__ import annotations

from .entry import CrisisWords

_PARENT = "aabbahay/aabahay/aabbe/aabo/aabe/hooyaday/hooyo/hooyada/waalidkay/waalidiinta/aabbaheed"
_RELATIVE = f"{_PARENT}/adeerkay/abtigay/walaalkay/awoowgay/adeer"
_PARTNER = "ninkayga/ninkaygu/ninkeyga/ninkeygu/saygayga/seygeyga/xaaskaygu/xaaskayga/qoyskayga"
_HITS = "garaacaa/garaaca/garaacdaa/garaacday/garaacay/garaacaan/dilaa/dila/dishaa/tumaa/tunto"

WORDS = CrisisWords(
    illness="""
        wadno/wadne/wadnaha istaag, wadna istaag, wadnaha istaagay/joogsaday, wadno qabad,
        wadne qabad, =faalig, istarook, xabad/laab xanuun,
        xabadka/laabta/xabadku xanuunaya/xanuun/xanuunaysa,
        ma neefsan/neefsanayo/neefsanayso karo/karto/karaa, ma neefsan karo, neefsan kari waayay/la,
        neefsashada dhib, neefsanayn, aan neefsanayn, neefsasho la'aan, neefta ku dhegtay/dhagtay,
        miyir beel/la'/beelay/daboolan/doorsoon, miyirbeel*, =suuxay/suuxday/suuxdin,
        ma soo toosayo, dhiigbax*, dhiig bax, dhiig baxaya/badan, dhiiggu joogsan, qallal,
        suuxdin qallal, wax cunaha, cunaha ku dhegay, biyo ku hafay, =hafasho, mindi lagu dhuftay,
        khatar nolosha, naf khatar, khatar nafta, ambalaas/ambalaaska/ambulans u/yeedh/wac
    """,
    overdose="""
        xad dhaaf daawo/kaniini/dawo, daawo/dawo/kaniini xad dhaaf,
        kaniini/kiniini/daawo/dawo badan qaatay/qaadatay/cunay/liqay/liqday,
        qaatay/liqay/cunay kaniini/kiniini/daawo badan
    """,
    poisoning="""
        ~=sun/sunta, =sumow/sumowday/sumowdo/sumowga, sumoob*, sumaysan,
        sun cabay/cabbay/cabtay/cunay, cabay/cabbay/cabtay/cunay/liqay sun, mas qaniinay/qaniinyo,
        batari/baytari liqay
    """,
    suicide="""
        isdil, isdilid, isdilka, isdilidda, is dil/dilid/dilka/dilidda,
        is dilaya/dilo/dilayaa/dilaa/disho/dilay, inaan is dilo, waan is dilayaa,
        naftayda/nafteyda jaro/gooyo/gooya/dilo, naf goyn,
        naftiisa/nafteeda gooyay/goysay/jartay/jaray, rabaa/raba inaan dhinto/dhimto,
        doonayaa/doonaya inaan dhinto, inaan dhinto rabaa/ayaan, dhimasho rabaa,
        ma/mana rabo inaan noolaado/sii, nolosha/noloshayda ma/nacay/necbahay, nolosha ka daalay,
        ma noolaan karo, noloshayda soo/waan afjaro/afjarayaa, noloshayda dhammee/dhameeyo,
        nolol ma rabo, wax aan u noolaado ma
    """,
    violence=f"""
        rabshad/rabshadda/rabshado/rabshadaha qoyska/guriga, rabshad/rabshadda, gacan ka hadal/qaad,
        tacaddi, xadgudub guriga/qoyska, {_PARTNER} i/na {_HITS}, wuu/way/ayuu i {_HITS},
        i garaacaa/garaaca/garaacay/garaacdaa, na garaacaa, garaacis, garaacid, hanjabaad,
        hanjabaada, ii/i hanjabay/hanjabaa/hanjabayaa, i cabsi geliyaa,
        ka baqayaa/baqanayaa/cabsanayaa {_PARTNER}, {_PARTNER} ka baqayaa/baqanayaa/cabsanayaa,
        i dilayaa/dili, guur khasab/qasab/khasban, guurka khasabka/qasabka, khasab guur,
        la igu khasbayo guur, gudniinka/gudniin fircooniga/haweenka/gabdhaha/dumarka,
        tahriibinta dadka, sharaf dil
    """,
    child_harm=f"""
        {_RELATIVE} i/na {_HITS}, {_RELATIVE} {_HITS}, carruur/caruur/ilmaha/ilmo
        garaacid/garaacis/garaacaa/tacaddi/dayac/dayacan/xadgudub,
        xadgudub/tacaddi/dayac carruurta/caruurta/ilmaha,
        {_RELATIVE} ka baqayaa/baqanayaa/cabsanayaa, ka baqayaa/baqanayaa/cabsanayaa {_RELATIVE},
        {_PARENT} waa sakhraan/sakhraansan
    """,
    sexual_abuse="""
        kufsi, =kufsiga/kufsaday/kufsatay/kufsanaya, la i kufsaday/kufsatay, faraxumayn, faraxumeyn,
        fara xumayn/xumeyn/xumeeyay, xadgudub/tacaddi/xadgudubka jinsi/galmo/galmood,
        jinsi xadgudub/tacaddi, galmo khasab/qasab, sawirro qaawan, i taabtay/taabanayaa meel
    """,
    self_harm="""
        naftayda/nafteyda dhaawac/dhaawaco/dhibaateeyo/dhibo/dhaawacaa,
        is dhaawac/dhaawacid/dhaawacaya/jarjaraya/jarjar, isdhaawac, is jarjarid,
        gacmahayga jarjaraa/jaro
    """,
    light="""
        aan ayaan waxaan waan anigu aniga oo iyo in ay uu aad ka ku u soo sii la si kale hadda weli
        wuu way ayaa ayuu baa mar walba kasta
    """,
)
