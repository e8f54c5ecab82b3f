"""Words of crisis in Norwegian nynorsk and dialects, where they are not those of bokmål."""

from __future__ import annotations

from .entry import CrisisWords

_PARENT = (
    "pappa/mamma/far/faren/mor/mora/foreldre/foreldra/stefar/stefaren/stemor/stemora/fosterfar"
)
_RELATIVE = f"{_PARENT}/bestefar/onkel/onkelen/bror/broren/storebror/fetter/fettaren/besten"
_PARTNER = "mannen/ektemannen/sambuar/sambuaren/kjærasten/kona/ektefellen/eksen/eksmannen/familien"
_HITS = "slår/slær/slo/sparkar/sparka/bankar/banka/dyttar/dytta/kvelar/kjøver/luggar/lugga/bit"
_CHILD = "barn/barnet/barna/borna/ungen/ungane/babyen/sonen/dottera/guten/jenta"
_PILLS = "pillar/tablettar/tablettane/paracet/medisin/medisinar/sovepillar/sovetablettar"

WORDS = CrisisWords(
    illness="""
        hjarteinfarkt, hjarteattakk, hjartestans, hjartestopp, hjartet stoppar/stoppa, hjarneslag,
        hjarnebløding, hjarnedrypp, fått/fekk/får/hatt slag, brystsmerter, vondt i bringa/brystet,
        smerter i bringa, trykk i bringa/brystet, får ikkje puste/pusta/pust/luft,
        ikkje får puste/pusta/pust/luft, ikkje puste/pusta, pustar ikkje, slutta å puste/pusta,
        vanskeleg å puste/pusta, tungt å puste/pusta, slit med å puste/pusta, pustevanskar,
        medvitslaus, medvitslause, utan medvit, svima av, svimt av, vaknar ikkje, livlaus, blør,
        =bløder, bløding, blør/bløder mykje/kraftig, indre bløding, blodet/blødinga stoppar ikkje,
        mistar/mista mykje blod, kastar opp blod, krampeanfall, får krampar, feberkrampar,
        feberkrampe, kjøvst, held på å kvelast, sett fast i halsen, sette i halsen, allergisk sjokk,
        drukna, drukning, skeivt andlet, skeiv munn, lam i andletet, knivstukken, stukken med kniv,
        påkøyrd, =livsfare/livsfaren, livstrugande, ring/ringje 113, =ambulanse, blodforgifting
    """,
    overdose=f"""
        overdose*, overdosert, teke/tatt/tok/tek/svelgt/svelgde/ete =for mange/mykje {_PILLS},
        for mange/mykje {_PILLS}, alkoholforgifting, drukke =for mykje, drukke seg/meg i hel
    """,
    poisoning="""
        ~=gift, forgift*, forgifta, forgifting, matforgifting, soppforgifting, røykforgifting,
        =giftig/giftige, rottegift, ete/drukke/svelgt gift, ete/drukke/svelgt/svelgde/drakk batteri/
        knappcelle/klor/vaskemiddel/såpe/salmiakk/lampeolje/tennvæske/parafin/lut/frostvæske/bensin/
        magnet/nikotin/snus/sopp, biten av hoggorm/slange, hoggormbit, hoggormbitt
    """,
    suicide="""
        sjølvmord*, sjølvmord, sjølvmor, sjølmord, sjølvmordstankar, sjølvmordsforsøk, sjølvdrap,
        sjolvmord*, ta/tek/teke/tok/tatt livet av, ta/tek/teke/tok livet mitt/sitt/meg,
        avslutta/avslutte/enda livet, gjere/gjer slutt på livet/alt,
        vil/ville/villa/ønskjer/ynskjer døy/døya/dø/døi, ønskjer/ynskjer å døy/dø,
        lyst til å døy/døya/dø, tenkjer på å døy/dø, skulle ønskje/ynskje eg var død/daud,
        ønskjer eg var død/daud, vil vera/vere død/daud, betre om eg var død/daud, betre utan meg,
        vil ikkje vakne/vakna, aldri vakne/vakna, vil/ville/ønskjer/ynskjer ikkje å leve/leva,
        orkar/orka ikkje å leve/leva, orkar/orka/orke ikkje meir/lenger/lengre/livet,
        ikkje orkar/orka/vil/ville/ønskjer/ynskjer/klarar/giddar leve/leva/livet,
        ikkje orkar/orka/klarar meir/lenger/lengre, ikkje har lyst til å leve/leva,
        klarar/klare ikkje meir, klarar/klare ikkje å leve/leva, gidd/giddar ikkje leve/leva,
        ikkje leve/leva meir/lenger/lengre, ikkje lyst til å leve/leva, ingenting å leve/leva for,
        inga meining med livet, livet er meiningslaust, lei av livet, hatar livet,
        mista lysten/viljen til å leve/leva, trøytt av livet, held ikkje ut meir/lenger,
        drepa/drepe meg sjølv/sjøl, eg vil drepa/drepe meg, drepa meg, henga/henge meg/seg,
        hengt seg, hoppa/hoppe frå brua, hoppa/hoppe framfor toget, skyta/skyte meg, dødstankar
    """,
    violence=f"""
        ~=vald, =valdeleg/valdelege, valdsutsett, familievald, partnarvald, barnevald, æresvald,
        valdsalarm, utsett for vald, vald i nære relasjonar/heimen/familien/ekteskapet,
        vald heime/mot/frå mann/mannen/far/partnar/kvinner/kvinne/barn, psykisk/fysisk vald,
        krisesenter*, mishandla, mishandling, slår/slær/slår meg/oss,
        han/ho/dei/nokon/{_PARTNER} {_HITS} meg/oss,
        {_PARTNER} slår/slær/slo/sparkar/trugar/truar/kontrollerer,
        {_PARENT} {_HITS} mamma/mor/kvarandre, sparkar/kvelar/luggar meg, redd =for {_PARTNER},
        redd =for han, redd heime,
        vert/blir/blei/vart/blitt/vorten slått/slegen/banka/truga/mishandla, slegen/slått av,
        trugar/truga/truar/trua meg/oss/med, trugsmål, =truslar/truslane, drapstrugsmål,
        drepa/drepe meg/oss, han/{_PARTNER} vil/skal drepa/drepe meg/oss,
        tør/torer ikkje gå/dra/vera/vere heim/heime, utrygg/utrygt heime, ikkje trygg/trygt heime,
        tvangsekteskap, tvangsgift*, tvungen/tvinga/tvingar meg til å gifta/gifte, kjønnslemlest*,
        menneskehandel, besøksforbod, =overfall/overfallen, stengt/låst meg inne
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, {_RELATIVE} {_HITS} meg/oss/mamma/broren/systera/veslebror,
        {_RELATIVE} vil/skal drepa/drepe meg/oss, {_RELATIVE} trugar/truar,
        {_PARENT} =drikk/drikker/drakk, {_PARENT} =er full/fulle/rusa/drukken,
        redd =for {_RELATIVE}, slegen/slått/banka av {_PARENT}, slegen/slått/banka heime,
        {_RELATIVE} er slem, slår/slær/slo/sparkar/bankar/luggar/mishandlar {_CHILD},
        {_CHILD} vert/blir/blei/vart slått/slegen/banka/mishandla/misbrukt, barnemishandling,
        omsorgssvikt, vanstell, vanskjøtt*, vanskjøtsel, ristar/rista babyen, uromelding,
        bekymringsmelding, uroleg for =barn, barnevernsvakt*, får ikkje mat heime, ikkje mat heime
    """,
    sexual_abuse=f"""
        valdtekt*, valdtekt, valdtektsforsøk, =valdta/valdtek/valdtar, valdteken, valdtatt, valdtok,
        valtekt*, overgrep*, =overgripar/overgriparar/overgriparen, incest*, misbrukt,
        misbrukar/misbruka meg, seksuell/seksuelt/seksuelle
        misbruk/misbrukt/vald/trakassering/utnytta/utnytting, tafsar, tafsa,
        {_RELATIVE} tek/tok/rører =på meg/tissen,
        tek/tok/teke/rører meg =på tissen/rumpa/brysta/underlivet,
        tvinga/tvungen/tvingar meg til sex, tvinga/tvungen/pressa til sex, sex mot min/mi vilje,
        nakenbilete
    """,
    self_harm="""
        sjølvskad*, sjølvskading, sjolvskad*, skada/skade/skadar meg/seg sjølv/sjøl,
        kutta/kutte/kuttar meg/seg, =skjera/skjere meg/seg, rispar/rispa meg/seg,
        slår/slær/slå meg sjølv, brenner meg sjølv, straffe/straffa/straffar meg sjølv,
        lyst til å skada/skade meg
    """,
    harmless="""
        er/blei/vart/blir/vert/bli/har/hadde vald, vald til/inn/ut/som/av, elgvald, jakt vald,
        vald jakt, vald for/til elgjakt/hjortejakt/jakt, gifta/gifte seg/oss/meg,
        bli/blei/vart/vert/er/vere/vera/var gift, gift med/i/og/eller/uten/utan, ikkje gift,
        giftig avfall, slå/slår/slær meg til ro, slår/slo meg ned/saman/laus/som,
        slo meg i kneet/foten/hovudet/handa/armen/ryggen,
        blir/blei/vart/vert/blitt slått/slegen saman/opp/fast,
        pappa/mamma/far/mor slår/slo opp/på/av, kutta/kutte meg fingeren/handa,
        orkar ikkje meir vinter/snø/regn/mas/jul
    """,
    light="""
        eg ho dei me de vi du han den det dykk å av på i til frå for med så som jo då no berre bare
        veldig heilt verkeleg meir lenger lengre alltid ofte kanskje min mitt mi mine noko nokon sin
        sitt si sine ein ei eit litt snart er var vert blir
    """,
)
