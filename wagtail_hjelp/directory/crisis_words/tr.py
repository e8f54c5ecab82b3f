"""Words of crisis in Turkish."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "dövüyor/dövüyorlar/döver/dövdü/dövdüler/vuruyor/vurdu/boğuyor/tokatlıyor/tekmeliyor/"
    "tehdit/dövmeye/hırpalıyor"
)
_PARENT = "babam/annem/üvey/anam/ailem/ebeveynlerim/babası/annesi"
_RELATIVE = f"{_PARENT}/amcam/dayım/abim/ağabeyim/dedem/kuzenim"
_PARTNER = "kocam/eşim/sevgilim/nişanlım/karım/partnerim/kayınvalidem/arkadaşım"
_PILLS = "hap/ilaç/haplar/ilaçlar/uyku"

WORDS = CrisisWords(
    illness="""
        kalp krizi, kalp durması, kalbi/kalbim durdu/duruyor/sıkışıyor, ~inme, =felç, felç geçirdi,
        beyin kanaması, göğüs ağrısı/ağrım/sıkışması, göğsüm ağrıyor/sıkışıyor/acıyor,
        göğsümde/göğsünde ağrı/baskı, nefes alamıyor/alamıyorum/almıyor/darlığı, nefes almakta,
        nefesim kesiliyor, bilinci kapalı/yok/kapandı, bilinç kaybı, bilinçsiz,
        =bayıldı/bayıldım/bayılıyor/bayılıyorum/bayılma/baygın, =uyanmıyor, kendinden geçti,
        =kanama/kanaması/kanıyor, kan durmuyor, çok kan, nöbet geçiriyor/geçirdi,
        epilepsi/sara nöbeti, havale geçiriyor/geçirdi, =boğuluyor/boğuluyorum/boğuldu/boğulma,
        boğazına takıldı/kaçtı, anafilaks*, anafilaktik, alerjik şok, bıçaklan*, bıçaklandı,
        ambulans çağır/çağırın/lazım/gerek, hayati tehlike
    """,
    overdose=f"""
        aşırı doz, doz aşımı, yüksek doz ilaç,
        çok/fazla/sürü {_PILLS} içti/içtim/aldım/aldı/yuttu/yuttum, çok fazla {_PILLS},
        bir kutu {_PILLS}
    """,
    poisoning="""
        zehir*, zehirlendi, zehirlenme, çamaşır suyu içti/içtim,
        deterjan/asit/benzin/tiner içti/içtim, pil/mıknatıs yuttu,
        yılan ısırdı/ısırığı/ısırması/soktu/sokması, karbonmonoksit
    """,
    suicide="""
        intihar*, intihar, kendimi/kendini/kendisini öldürmek/öldüreceğim/öldürecek/öldürdü,
        ölmek istiyorum/isterim/istiyor/istiyordum, yaşamak istemiyorum/istemiyor/istemem,
        artık dayanamıyorum/yaşayamıyorum, dayanamıyorum artık,
        yaşamaktan/hayattan/hayatımdan bıktım/yoruldum/usandım/nefret,
        hayatıma/yaşamıma/canıma son/kıymak/kıyacağım,
        yaşamanın/hayatın/hayatımın anlamı yok/kalmadı, kendimi asmak/asacağım, kendini astı,
        keşke ölsem/ölseydim, ölsem daha iyi, ölmeyi düşünüyorum, köprüden atlamak
    """,
    violence=f"""
        =şiddet/şiddeti/şiddete/şiddetten/şiddetin, {_PARTNER} {_HITS}, beni/bizi {_HITS},
        tehdit ediyor/etti/ediliyorum, tehdit*, tehdit, dayak, beni öldürecek/öldürmek/öldürür,
        ölüm tehdidi, kocamdan/eşimden/sevgilimden/ailemden/ondan korkuyorum, evde korkuyorum,
        eve gitmeye/dönmeye korkuyorum, zorla evlendir*, zorla evlilik, zorla evlendiriliyorum,
        namus/töre cinayeti, namus meselesi, kadın sünneti, sığınma evi, sığınmaevi, kadın sığınağı,
        insan ticareti, beni takip ediyor, eve kilitledi, darp
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, babam annemi/annem {_HITS}, çocuk istismar*, çocuk istismarı,
        çocuk ihmali, çocuğa şiddet,
        çocuğu/çocuğumu/çocukları/çocuklarımı/bebeği/oğlumu/kızımı {_HITS},
        babamdan/annemden/abimden/amcamdan korkuyorum, babam/annem içiyor/sarhoş
    """,
    sexual_abuse="""
        tecavüz*, tecavüz, taciz*, taciz, tacizci, cinsel istismar/saldırı/taciz/şiddet/sömürü,
        istismar*, istismar, =ensest, bana dokunuyor/elliyor/dokundu, zorla seks/ilişki/cinsel,
        rızam olmadan, çıplak fotoğraf/fotoğraflarım
    """,
    self_harm="""
        kendime/kendine zarar, kendimi kesiyorum/kesmek/kestim/jiletliyorum/yaralıyorum/yaralamak,
        kendini kesiyor/yaralıyor, bileklerimi/kolumu/kollarımı kesiyorum/kesmek/kestim
    """,
    harmless="""
        =iftihar, =intihal, diş eti kanaması, burun kanaması, burnu/burnum kanıyor
    """,
    light="""
        ben ve bir çok artık hep sürekli de da bu o şu ki mi daha her zaman gün benim beni bizi ise
        gibi için
    """,
)
