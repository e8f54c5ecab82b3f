"""Words of crisis in Polish, listed by their beginnings where they are inflected."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "bije/biją/bił/biła/bili/pobił/pobiła/pobili/uderzył/uderzyła/uderza/dusi/dusił/kopie/kopnął"
)
_PARENT = "tata/tato/tatuś/ojciec/mama/matka/ojczym/macocha/rodzice"
_RELATIVE = f"{_PARENT}/wujek/dziadek/brat"
_PARTNER = "mąż/partner/chłopak/konkubent/żona/były/teściowa/narzeczony"
_CHILD = "dziecko/dziecka/dzieci/dziecku/syna/córkę/niemowlę"
_PILLS = "tabletek/tabletki/leków/leki/proszków/pigułek"

WORDS = CrisisWords(
    illness="""
        =zawał/zawału/zawałem, zawał serca, atak serca, =udar/udaru/udarem, udar mózgu, wylew,
        zatrzymanie serca/krążenia/akcji,
        ból/bóle/boli/ucisk/kłucie/kłuje/uciska w klatce/klatka/piersiach/mostku/sercu,
        boli klatka/serce, ból/bóle klatki, nie mogę/może/moge oddychać/oddychac/złapać,
        nie oddycha, przestał/przestała oddychać, ciężko/trudno oddychać,
        trudności/problemy z oddychaniem, duszę/dusze się, dusi się, duszności, nieprzytomn*,
        nieprzytomny, stracił/straciła/traci/utrata przytomność/przytomności, zemdla*, omdlen*,
        nie budzi się, nie mogę dobudzić, krwotok*, krwawi/krwawię/krwawienie, krew nie przestaje,
        dużo krwi, wykrwawia, drgawki/drgawek, napad/atak padaczki/padaczkowy, anafilak*,
        wstrząs alergiczny, zadław*, zakrztusił/zakrztusiła/krztusi się, topi się, =utonął/utonęła,
        tonie dziecko, dziecko tonie, rana kłuta/postrzałowa, pchnięty nożem,
        wezwać/wezwij/potrzebna/potrzebuję karetkę/karetka/karetki/pogotowie, zagrożenie życia,
        sepsa
    """,
    overdose=f"""
        przedawkow*, przedawkowanie,
        wziąłem/wzięłam/wziął/wzięła/połknął/połknęła/połknąłem/połknęłam/zażył/zażyła za dużo/dużo
        {_PILLS}, za =dużo {_PILLS}, nałykał/nałykała się {_PILLS}
    """,
    poisoning="""
        zatruci*, zatrucie, zatruty/zatruta/zatrute, =zatruł/zatruła/zatrułem/zatrułam/zatruć,
        otruci*, otruty/otruta/otruć/otruł/otruła, trucizn*, trujący/trująca/trujące/trujących,
        zaczadz*, tlenek węgla, wypił/wypiła/wypiło/połknął/połknęła/połknęło/zjadł/zjadła/zjadło
        wybielacz/domestos/detergent/baterię/bateria/magnes/grzyby/grzyb/kreta/kwas/benzynę/
        truciznę/kapsułkę, płyn do naczyń wypił/wypiła/wypiło, wypił/wypiła/wypiło płyn do,
        ukąszenie/ukąsiła/ukąsił/ugryzła żmii/żmija/żmiję/węża/wąż
    """,
    suicide="""
        samobój*, samobójstwo, samobójcze, zabić/zabiję/zabije/zabiłem/zabił/zabiła się/siebie,
        się zabić/zabiję/zabije, odebrać/odbiorę sobie życie, skończyć/skończę ze sobą,
        skończyć ze/z życiem, targnąć się na życie,
        chcę/chciałbym/chciałabym/chce umrzeć/zdechnąć/zginąć/umierać, chcę nie żyć,
        nie chcę/chce żyć, nie chcę/chce mi żyć, nie chcę/chce istnieć/obudzić,
        nie chcę/chce tu być, nie mam siły/sił/ochoty/sensu żyć, nie mam po co żyć,
        nie ma sensu żyć, życie nie ma sensu, nie widzę sensu życia/życiu, mam dość/dosyć życia,
        dość/dosyć życia, lepiej żebym/gdybym/jakbym umarł/umarła/nie,
        wolałbym/wolałabym nie żyć/umrzeć, zmęczony/zmęczona życiem, nie daję/daje/dam rady/rade,
        myśli o śmierci, powiesić/powieszę się, się powiesić, podciąć/podetnę żyły/żył,
        skoczyć/skoczę z mostu/okna/dachu/pod, zniknąć na zawsze
    """,
    violence=f"""
        przemoc*, przemoc domowa, {_HITS} mnie/nas/żonę/mamę/kobietę, mnie/nas {_HITS},
        {_PARTNER} {_HITS}/grozi/kontroluje/maltretuje, on/ona {_HITS} mnie, {_PARENT} {_HITS} mamę,
        =pobicie/pobicia, pobita/pobity, =groźby/groźba/groźbami,
        grozi/grożą/groził mi/nam/śmiercią, zabije/zabić mnie, chce mnie zabić,
        boję/boje się męża/partnera/chłopaka/jego/go/teściowej/byłego, boję/boje się domu,
        boję/boje się być/wracać/iść/wrócić domu, znęca*, znęcanie, maltretow*, =stalking/stalker,
        prześladuje/śledzi/szantażuje mnie, przymusowe/wymuszone małżeństwo/małżeństwa/ślub,
        zmuszają/zmusza mnie do ślubu/małżeństwa, zmuszana/zmuszona do ślubu/małżeństwa,
        handel ludźmi, schronisko dla kobiet/ofiar, dom dla kobiet/ofiar, niebieska karta,
        ośrodek kryzysowy, zabójstwo honorowe, obrzezanie kobiet/dziewczynek, zamknął mnie
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, {_RELATIVE} {_HITS} mnie/nas, {_RELATIVE} mnie/nas {_HITS},
        mnie/nas {_HITS} {_RELATIVE}, {_RELATIVE} chce mnie zabić, {_HITS} {_CHILD},
        {_CHILD} bite/pobite/maltretowane/bity/krzywdzone/zaniedbane, krzywdz* {_CHILD},
        zaniedbanie {_CHILD}, krzywda {_CHILD}, znęca*/znęcanie się nad dzieckiem/dziećmi,
        przemoc wobec dzieci/dziecka, boję/boje się taty/ojca/mamy/matki/ojczyma/rodziców,
        {_PARENT} pije/piją/pijany/pijana/pijani, dziecko w niebezpieczeństwie
    """,
    sexual_abuse="""
        gwałt/gwałtu/gwałty/gwałtem/gwałcie/gwałtów, zgwałc*, zgwałcona, zgwałcenie, gwałcici*,
        gwałci/gwałcił, molestow*, molestowanie, molestuje/molestują, wykorzyst* seksualn*,
        wykorzystywanie seksualne, przemoc*/napaść seksualn*, seksualn* przemoc/wykorzyst*/napaść,
        kazirodz*, pedofil*, dotyka/dotykał/obmacuje/obmacywał mnie, mnie dotyka/obmacuje,
        zmusił/zmuszał/zmusza do seksu/współżycia, seks bez zgody, seks wbrew woli, nagie zdjęcia,
        pigułka gwałtu
    """,
    self_harm="""
        samookalecz*, samookaleczenie, samouszkodz*, okalecz*, tnę/tne/ciąć/cięcie/potnę się,
        się tnę/tne/ciąć, tnę/tne/ciąć ręce/rękę/żyły, krzywdzę/krzywdzić siebie/się,
        robię/zrobić/robić/zrobiłam/zrobię sobie krzywdę
    """,
    harmless="""
        udar słoneczny/cieplny, krew z nosa, krwawienie z nosa/dziąseł, krwawi dziąsło,
        dużo leków recepta, matka/mama bije rekord
    """,
    light="""
        ja ty on ona my wy oni one i a że to bardzo po prostu tak już dłużej więcej mi mój moja moje
        moi swój swoje w we na z ze do o od przez za się znowu ciągle zawsze czasem tego
    """,
)
