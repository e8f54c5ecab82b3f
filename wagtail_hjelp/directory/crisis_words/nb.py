"""Words of crisis in Norwegian bokmål, with the spoken forms that people type."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "slår/slar/slaar/slo/sparker/sparka/sparket/banker/banka/banket/dytter/dytta/dyttet/kveler/"
    "kvelte/lugger/lugga/lugget/denger/dengte/biter/klyper/skader/skada/mishandler/mishandlet"
)
_BEATS = (
    "slår/slar/slaar/slo/sparker/sparka/sparket/banker/banka/banket/denger/dengte/mishandler/"
    "mishandlet/lugger/lugga/lugget/kveler/kvelte"
)
_PARENT = (
    "pappa/pappaen/papa/mamma/mammaen/far/faren/mor/moren/mora/foreldre/foreldrene/foreldra/"
    "stefar/stefaren/stemor/stemoren/stepappa/bonuspappa/fosterfar/fosterforeldrene"
)
_RELATIVE = f"{_PARENT}/bestefar/bestefaren/onkel/onkelen/bror/broren/storebror/fetter/fetteren"
_PARTNER = (
    "mannen/ektemannen/samboer/samboeren/kjæreste/kjæresten/kona/ektefelle/ektefellen/partneren/"
    "eksen/eksmannen/ekskjæresten/eksmann/typen/svigermor/svigerfar/familien"
)
_WHO = f"han/hun/hu/de/noen/{_PARTNER}"
_CHILD = (
    "barn/barnet/barna/ungen/ungene/baby/babyen/sønnen/sønn/datter/datteren/dattera/gutten/jenta/"
    "elev/eleven/lillebror/lillesøster/broren/søsteren/søsken/spedbarn"
)
_SELF = "selv/sjøl/sjæl/sæl"
_PILLS = (
    "piller/pillene/tabletter/tablettene/paracet/ibux/medisin/medisiner/medisinen/sovepiller/"
    "sovetabletter/sovemedisin/paralgin/smertestillende"
)

WORDS = CrisisWords(
    illness="""
        hjerteinfarkt, hjerteattakk, infarkt, hjertestans, hjertestopp, hjertet stopper/stoppet,
        hjerneslag, hjernedrypp, hjerneblødning, fått/fikk/får/hatt slag, brystsmerte,
        smerter i brystet/bryst, smerte i brystet/bryst, vondt i brystet/bryst, vondt for brystet,
        trykk/press/klem i brystet/bryst, stikk/stikker i brystet, får ikke puste/pustet/pust/luft,
        ikke får puste/pustet/pust/luft, ikke puste, puster ikke, sluttet/slutta å puste,
        slutter å puste, pusteproblemer, pustebesvær, pustevansker, pustestopp, pustestans,
        får ikke liv i, slagsymptomer, slag symptom/symptomer, lammelse/lammelser i ansikt/ansiktet,
        vanskelig å puste, problemer med å puste, vansker med å puste, tungt å puste,
        sliter med å puste, puster tungt, tungpust, tungpustet, tungpusten, gisper etter luft,
        bevisstløs, bevistløs, ikke ved bevissthet, ikke kontakt med ham/han/henne/barnet, besvime,
        besvimt, svimt av, svimte av, våkner ikke, ikke vekke, livløs, blør, blødning,
        indre blødning, blodet/blødningen stopper ikke, blod overalt, blør mye/kraftig,
        mistet/mister mye blod, kaster opp blod, hoster blod, krampeanfall, feberkrampe,
        får/har/fått/fikk krampe/kramper/krampeanfall, epileptisk anfall, epilepsianfall, =kvelning,
        holder på å kveles, blir/blitt kvalt, fast i halsen, satte/satt/setter i halsen,
        mat i halsen, fremmedlegeme i halsen, allergisk sjokk, allergisjokk, anafylaksi,
        anafylaktisk, allergisk reaksjon, alvorlig skadd/skadet/skada,
        han/hun/noen er/ble/blitt skutt, drukne, druknet, drukning, drukningsulykke,
        lammet i ansiktet/armen, skjevt ansikt, skjev munn, skjev i ansiktet, snakker utydelig,
        knivstukket, knivstikking, stukket med kniv, skuddskade, skuddskadd, skadeskutt, påkjørt,
        ring/ringe 113, =ambulanse/ambulansen, =livsfare/livsfaren/livsfarlig, livstruende,
        ring/ringe/trenger/tilkalle ambulanse, blodforgiftning, sepsis, blå leppe/lepper
    """,
    overdose=f"""
        overdose*, overdose, overdosere, overdosert, overdåse,
        tatt/tok/tar/ta/svelget/svelga/spist/spiste =for mange/mye {_PILLS}, for mange/mye {_PILLS},
        tatt/tok/tar/svelget/spist/spiste 10/12/15/16/18/20/24/25/30/40/50/60/80/100 {_PILLS},
        mange piller på en gang, full boks piller/tabletter,
        tatt/tok/svelget/spist alle pillene/tablettene, drukket/drakk seg/meg i hjel,
        drukket/drakk =for mye, alkoholforgiftning, spritforgiftning, =nalokson/naloxon
    """,
    poisoning=f"""
        ~=gift, forgift*, forgifte, forgiftet, forgiftning, matforgiftning, soppforgiftning,
        røykforgiftning, gassforgiftning, medisinforgiftning, kullosforgiftning, =kullos, kulloks,
        karbonmonoksid, giftinformasjon, giftsentral, giftsentralen, =giftig/giftige, giftstoff,
        rottegift, musegift, i seg gift, i meg gift, spist/spiste/svelget/drukket/drakk gift,
        {_CHILD} spist/svelget/svelga/fått {_PILLS},
        {_CHILD} har spist/svelget/svelga/fått {_PILLS},
        svelget/svelga/svelgte/slukt/slukte/spist/spiste/drukket/drakk batteri/knappcelle/
        knappebatteri/klor/klorin/vaskemiddel/såpe/salmiakk/lampeolje/tennvæske/parafin/lut/
        rødsprit/frostvæske/bensin/avløpsåpner/oppvasktablett/vaskekapsel/magnet/magneter/nikotin/
        snus/sigarett/sopp/løsemiddel/hvitsprit, spist/spiste ukjent sopp,
        ukjente/farlige/giftige bær, bitt av hoggorm/huggorm/slange, hoggormbitt, huggormbitt,
        slangebitt
    """,
    suicide=f"""
        selvmord*, selvmord, selvmor, selvmordstanker, selvmordsfare, selvmordsforsøk, sjølmord*,
        =selmord, suicid*, suisid*, suisidal, suicidal, =suside/susid, suecid, suicide, sucide,
        ta/tar/tok/tatt livet av, ta/tar/tok/tatt livet mitt/sitt/ditt/meg,
        avslutte/avslutter/ende/slutte livet, gjøre/gjør slutt på livet/alt, avslutte =det hele,
        vil ende alt, vil/ville/vill dø, vil/ville heller dø, ønsker/ønske å dø, lyst til å dø,
        lyst å dø, tenker på å dø, tanker om å dø, fortjener å dø, like gjerne/godt dø,
        klar for å dø, måtte/må få dø, håper =jeg dør, ønsker/ønske jeg var død,
        skulle ønske jeg var død, bedre om jeg var død, bedre død, bedre om jeg ikke fantes,
        bedre uten meg, dødsønske, dødstanker, dødslengsel, mørke/svarte tanker,
        vil/ville/ønsker/ønske ikke å leve, vil/ville ikke leva,
        orker/orke/orka/orket ikke leve/leva/livet, gidder/gidde ikke leve/livet,
        klarer/klare ikke leve/livet, ikke leve mer/mere/lenger/lengre/lengere, ikke =lenger leve,
        ikke lyst til å leve, ikke lyst å leve, ingen/ikke lyst på livet, mistet livslysten,
        orker/orke/orka/orket ikke mer/mere/lenger/lengre/lengere,
        ikke orker/orka/orket/vil/ville/ønsker/klarer/gidder/makter leve/leva/livet,
        ikke orker/orka/klarer/makter mer/mere/lenger/lengre, ikke har lyst til å leve,
        ikke vil være her, ikke holder ut mer/lenger, klarer ikke mer/mere,
        holder ikke ut mer/lenger/lengre, holder ikke ut livet, makter ikke mer/lenger/livet,
        ingenting/ikke/ingen grunn til å leve, ikke =noe/noen å leve for, ingenting å leve for,
        livet er meningsløst, ingen mening med livet, ingen mening å leve, livet har ingen mening,
        ikke verdt å leve, livet er ikke verdt, lei av livet, lei livet, lei av å leve,
        trøtt/trett av livet, livstrøtt, livstrett, vil/ønsker ikke være/vær her mer/lenger,
        vil ikke eksistere/finnes/våkne, ikke våkne igjen, aldri våkne, sovne inn for alltid,
        sove for alltid, forsvinne =for alltid/godt, hater livet, aldri ble født, aldri vært født,
        mista/mistet/mangler lysten/viljen til å leve, leve er meningsløst, gir opp livet,
        tenker på døden, gjøre slutt på =det hele, gidder ikke mer/mere, jeg vil ikke mer,
        bryr seg om =jeg dør, drepe/dreper/drepte meg/seg {_SELF}, drepe meg,
        jeg/æ/eg vil drepe meg, henge/hengte/hengt meg, hengt/hengte seg,
        hoppe fra/av/ut brua/broa/bro/bru/broen, hoppe foran tog/toget/bil, skyte/skutt meg/seg,
        drukne meg
    """,
    violence=f"""
        =vold/volden/volds/voldelig/voldelige, voldsutsatt, voldsutøver, voldsoffer, voldsramt,
        voldsalarm, voldsbruk, voldssak, voldshandling, voldshendelse, kvinnevold, barnevold,
        gatevold, politivold, ungdomsvold, seksualvold, familievold, partnervold, =voldsmann,
        mishandle*, mishandling, krisesenter*, krisesenter, slår/slar/slaar/slåer meg/mæ/mei/oss,
        slo meg/mæ, {_WHO} {_HITS} meg/mæ/mei/oss/barna/mamma, {_WHO} har/har slått meg/oss,
        {_PARTNER} slår/slo/sparker/truer/kveler/kontrollerer, redd =for {_PARTNER},
        {_PARENT} {_HITS} mamma/moren/mor/hverandre/søsteren,
        slår/slo/banker kona/mannen/kjæresten/samboeren/mamma/mora/moren,
        sparker/sparket/sparka/kveler/kvelte/lugger/denger/dengte/angriper/angrep meg/mæ/oss,
        tok/tar kvelertak, blir/ble/blitt/bli slått/banka/banket/sparket/mishandlet/truet/trua,
        slått/banka/banket/sparket/kvalt/truet/trua/mishandlet/slått/angrepet av,
        trues/truet på livet, trues av, banker/banka/banket/bank meg opp, får/fikk/fått juling/bank,
        gir/ga meg juling/bank, =overfall/overfallet/overfalt/overfaller, angrepet av,
        =trussel/trusselen/trusler/truslene, truer/truet/trua/true meg/mæ/oss, truer/truet/trua med,
        drapstrus*, drapstrussel, dødstrus*, drept av, redd for å bli drept, drepe meg/oss,
        {_WHO}/{_PARENT} vil/skal/kommer/truer drepe meg/oss, redd =for ham/han/eks, redd hjemme,
        redd for å gå/dra/komme hjem, tør/tørr ikke gå/dra/komme/være hjem/hjemme,
        ikke tør gå/dra/komme/være hjem/hjemme, utrygg/utrygt hjemme, ikke trygg/trygt hjemme,
        tvangsgift*, tvangsekteskap, tvang og ekteskap,
        tvunget/tvungen/tvinges/tvinger/tvinge meg til å gifte,
        tvunget/tvinges/tvungen/tvang til å gifte, gifte meg/seg/bort mot min/sin/vilje,
        giftes/gifte meg bort, gifte meg med fetter/fetteren/kusine/kusinen,
        mot min/mi/sin/hennes/hans vilje, psykisk terror, terroriserer, terrorisert,
        {_PARENT} er voldelig, æresvold, æresrelatert, æresdrap, æreskultur, sosial kontroll,
        kjønnslemlest*, kjønnslemlestelse, lemlestelse, omskjæring av jenter/jente, omskåret jente,
        etterlatt i utlandet, sendt/sendes/sende meg til utlandet/hjemlandet mot,
        ufrivillig utenlandsopphold, menneskehandel, forfølger/overvåker/kontrollerer/stalker meg,
        blir forfulgt, blir stalket, =stalking/stalker, besøksforbud, låser/låste/låst meg/oss inne,
        stengt/sperret meg/oss inne, knivstukket, stukket med kniv, truet/trua med kniv,
        med kniv hjemme
    """,
    child_harm=f"""
        barnemishandling, barnemishandle*, barnevold, filleristing, filleristet, filleriste,
        rister/ristet/rista/riste babyen/baby/barnet/barn/spedbarn, {_RELATIVE} {_HITS},
        {_RELATIVE} {_HITS} meg/mæ/mei/oss/mamma/broren/søsteren/lillebror,
        {_RELATIVE} vil/skal drepe meg/oss, {_RELATIVE} truer/truet/trua, {_RELATIVE} har slått,
        {_PARENT} har slått meg, {_RELATIVE} slem, {_RELATIVE} låser/låste meg,
        {_PARENT} =drikker/drakk/rusmisbruker/alkoholiker/narkoman, {_PARENT} er voldelig,
        vold mot {_CHILD}, {_CHILD} utsatt for vold, lærer/læreren {_BEATS},
        {_PARENT} =er full/fulle/rusa/ruset/dopa/drukken, pappa/mamma full/rusa,
        redd =for {_RELATIVE}, slått/banka/banket av {_PARENT}, slått/banka/banket hjemme,
        {_BEATS} {_RELATIVE} meg/mæ/oss, {_BEATS} {_CHILD}, har slått {_CHILD},
        {_CHILD} blir/ble/blitt slått/banka/banket/mishandlet/misbrukt/skadet/truet,
        {_CHILD} med blåmerker, blåmerker på {_CHILD}, omsorgssvikt, vanskjøt*, vanskjøtsel,
        vanskjøttet, neglisjert barn, bekymringsmelding, bekymret/bekymra for =barn/nabobarn,
        barnevernvakt*, barnevernsvakt*, barn i fare, barn lider, barn alene hele natten/natta,
        får ikke mat hjemme/av, ikke mat hjemme, ingen passer på meg
    """,
    sexual_abuse=f"""
        voldtekt*, voldtekt, voldtekst, voldtektsforsøk, sovevoldtekt, gruppevoldtekt, festvoldtekt,
        voltekt*, voldekt*, =volltekt/valtekt/voldta/voldtar/voldtok/voldtas, voldtatt, =voltatt,
        volltatt, overgrep*, =overgriper/overgripere/overgriperen/overgriperne, overgrepsmottak,
        voldtektsmottak, overgrep, incest*, insest, inces, seksuelt/seksuell/seksuelle misbruk/
        misbrukt/vold/trakassering/trakassert/utnyttet/utnyttelse/krenkelse/krenket,
        misbrukt seksuelt, misbrukt, misbrukte/misbruker/misbruke meg, tafse/tafser/tafset/tafsa,
        =beføle/beføler/befølt/beføling, klår/klådde/klådd =på meg,
        {_RELATIVE} tar/tok/rører/rørte/klår =på meg/tissen, tar/tok/tatt/rører/rørte meg/mæ =på
        tissen/rumpa/puppene/brystene/underlivet/mellom,
        tar/tok/tatt/rører/rørte =på tissen/underlivet, tar/tok/tatt =på meg uten,
        dopet/dopa i drinken/glasset, tvang/tvinger/tvunget/tvinge meg til sex,
        tvunget/tvunga/presset/pressa til sex/samleie, sex mot min/mi vilje, mot min vilje sex,
        ufrivillig sex, sex uten samtykke, sex med meg mens jeg sov, noe i drinken/drikken/glasset,
        dop i drinken, dopet/dopa ned, neddopa, neddopet, voldtektsdop, nakenbilde/nakenbilder,
        blottet/blotta seg, grooming nett/nettet/barn, utpressing bilder/nakenbilder,
        seksuell utpressing, pedofil, overgrepsmateriale, barneporno
    """,
    self_harm=f"""
        selvskad*, selvskading, selvskade, selvskader, sjølskad*, selvskada, selvskadding,
        skade/skader/skada/skadet/skadde meg/seg/mæ {_SELF}, skade/skader meg med vilje,
        skade/skader kroppen min, lyst til å skade meg,
        kutte/kutter/kutta/kuttet meg/mæ/seg/håndledd/håndleddet/håndleddene/armene, kutte meg opp,
        skjære/skjærer/skar/skåret meg/seg/mæ, skjære/kutte opp armene/armen,
        rispe/risper/rispa/rispet meg/seg, klore/klorer meg/seg til blods,
        brenne/brenner meg/seg {_SELF}, slå/slår meg/mæ {_SELF}, straffe/straffer meg {_SELF},
        slår/dunker hodet i veggen, kutting selvskading, trang til å kutte
    """,
    harmless="""
        ~=rape, rape baby/babyen/spedbarn, får ikke rapet, granavolden, voldgift, tvangsmulkt,
        slå/slår meg til ro, slår/slo meg ned/sammen/løs/som/vrang,
        slo meg i kneet/foten/hodet/hånda/hånden/armen/ryggen/tåa/albuen/fingeren,
        slår oss ned/sammen/til ro, ble/blir/blitt/bli slått sammen/opp/fast,
        har slått meg til ro/løs/ned/sammen,
        pappa/mamma/far/mor/faren/moren/broren/bror slår/slo opp/på/av/rekord/rot,
        mor/far/faren/moren banker på, banker på døra/døren,
        tatt/tar på meg klær/ansvar/jakke/ansvaret, henge meg opp/på,
        kutte/kuttet/kutta/skar/skåret meg fingeren/fingre/tommelen/hånda/hånden,
        kutte meg løs/av/ut, kutter/kutte seg løs/av/ut, giftet/gifte/gifter/gift seg,
        gifte/gifta oss/meg, bli/ble/blir/blitt/er/var/være gift, gift med/i/par/og/eller/uten,
        ikke gift, giftemål, giftering, nygift, giftig avfall, giftfri, giftfritt,
        gift samboer/enslig/ugift/skilt/enke/person/personer/mann/kvinne,
        truede/truet/trua art/arter/natur/fugler/dyr,
        trussel/trusler mot natur/naturen/naturmangfold/klima/klimaet/arter, trusselbilde,
        mishandling av dyr, mishandler dyr, dyremishandling, voldsomt, tannkjøttet blør,
        blør fra/av tannkjøtt/tannkjøttet, blødende tannkjøtt, blødning tannkjøtt, blør neseblod,
        mens/menstruasjon/menstruasjonen blør, mensblødning,
        påkjørt dyr/elg/hjort/rådyr/rev/katt/hund/vilt/fugl,
        dyr/elg/hjort/rådyr/rev/katt/hund/vilt/fugl påkjørt/skadeskutt,
        skadeskutt dyr/elg/hjort/rådyr/fugl, drukne i arbeid/papirer/regninger/oppgaver,
        kvelertak konsert, konsert kvelertak, gjøre slutt på alt rot/bråk,
        orker ikke mer vinter/snø/regn/mas/reklame/støy/jul/julemas,
        foreldre/foreldrene/mor/far slår alarm/ring, familien slår seg,
        pc/pcen/skjermen/datamaskinen/appen/mobilen/telefonen hengt/hengte seg,
        pc/pcen/skjermen/datamaskinen/appen/mobilen/telefonen har hengt seg,
        hengt/hengte seg opp/fast/på, får/har/fått/fikk krampe/kramper i
        leggen/leggene/foten/beinet/beina/bena/tærne/magen,
        vondt i brystet/brystene ved/når amming/ammer
    """,
    light="""
        jeg æ æg eg e jæ jei han hun hu hen de dem det den vi dere du man å og av på i til fra for
        med så som jo da nå bare veldig helt virkelig mer mere lenger lengre alltid ofte kanskje min
        mitt mine mi noe noen sin sitt sine egen eget en et ei litt snart er var blir
    """,
)
