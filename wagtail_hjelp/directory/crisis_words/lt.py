"""Words of crisis in Lithuanian."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = "muša/mušė/sumušė/trenkė/smaugia/smaugė/spardo/daužo/smurtauja/grasina"
_PARENT = "tėvas/tėtis/tėtė/mama/motina/patėvis/pamotė/tėvai"
_RELATIVE = f"{_PARENT}/dėdė/brolis/senelis"
_PARTNER = "vyras/vaikinas/sugyventinis/partneris/žmona/sutuoktinis/buvęs/draugas"
_CHILD = "vaiką/vaikus/vaikas/vaikai/sūnų/dukrą/kūdikį"

WORDS = CrisisWords(
    illness="""
        širdies smūgis/smūgį/priepuolis/priepuolį/sustojimas, infarktas, infarkt*,
        ~=insultas/insulto/insultą, ištiko insultas, krūtinės skausmas/skausmai,
        skauda/spaudžia krūtinę/krūtinėje/širdį, skausmas/skausmai krūtinėje,
        negaliu/negali/nebegaliu kvėpuoti, =nekvėpuoja, sunku kvėpuoti, ~=dūstu/dūsta, be sąmonės,
        prarado/neteko sąmonę/sąmonės, =nualpo/apalpo, neatsibunda, kraujuoj*, kraujav*,
        kraujavimas, kraujas nesustoja, daug kraujo, traukuliai, epilepsijos priepuolis, anafilaks*,
        anafilaksija, alerginis šokas, =užspringo/springsta, skęsta, nuskendo,
        kviesti/kvieskite/reikia greitąją/greitoji/greitosios, pavojus gyvybei, sepsis
    """,
    overdose="""
        perdoz*, perdozavimas, perdozavo, per daug tablečių/vaistų/migdomųjų,
        išgėrė/išgėriau/prarijo/suvalgė daug tablečių/vaistų
    """,
    poisoning="""
        apsinuod*, apsinuodijimas, =nuodai/nuodų/nuodus/nuodais,
        =nunuodijo/nuodingas/nuodingi/nuodingų,
        išgėrė/prarijo/suvalgė baliklį/chlorą/bateriją/grybų/actą/rūgštį/ploviklį,
        gyvatė/gyvatės/angis įkando/įkandimas, įkando gyvatė/angis, smalk*
    """,
    suicide="""
        savižud*, savižudybė, nusižud*, nusižudyti, noriu/norisi numirti/mirti,
        nenoriu/nebenoriu/nesinori/nebesinori gyventi/būti, nebegaliu/negaliu gyventi/daugiau,
        daugiau nebegaliu, nėra prasmės gyventi, gyvenimas neturi/beprasmis,
        nematau prasmės gyventi, pavargau gyventi/nuo gyvenimo, =pasikarti, pasikorė,
        geriau mirti/numirti/numirčiau, baigti/užbaigti gyvenimą, pasitraukti iš gyvenimo,
        nužudyti save, mintys apie mirtį
    """,
    violence=f"""
        =smurtas/smurto/smurtą/smurtu/smurtui, smurtauj*, smurtav*, {_HITS} mane/mus,
        mane/mus {_HITS}, {_PARTNER} {_HITS}, {_PARENT} {_HITS} mamą, ~=sumuštas/sumušta/sumušė,
        grasinimai/grasinimas/grasina man, bijau vyro/vaikino/partnerio/jo/grįžti/namuose/eiti,
        nužudyti/užmušti/nužudys/užmuš mane, priverstinė santuoka, verčia tekėti/ištekėti/tuoktis,
        prievarta, prekyba žmonėmis, krizių centras, persekioja mane
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, {_HITS} {_CHILD}, {_CHILD} {_HITS}, vaikas mušamas,
        smurtas/smurto prieš vaikus/vaiką, vaikų/vaiko nepriežiūra/išnaudojimas,
        bijau tėvo/tėčio/mamos/patėvio/tėvų/dėdės, {_PARENT} geria/girtas/girta/girti
    """,
    sexual_abuse="""
        išprievart*, išprievartavo, išžagin*, išžaginimas, žaginimas, prievarta,
        seksualinė/seksualinis/seksualinį prievarta/smurtas/priekabiavimas/išnaudojimas,
        priekabiavimas/priekabiauja, kraujomaiša, pedofil*, =tvirkinimas/tvirkino, liečia mane
    """,
    self_harm="""
        savižal*, savižala, žaloju/žaloti/žaloja save, pjaustau/pjausto/pjaustyti save/rankas/venas,
        pjaustausi
    """,
    light="""
        aš tu jis ji mes jūs ir o kad yra labai tiesiog jau dar taip man mano savo su į iš prie mane
        mus nuolat vėl
    """,
)
