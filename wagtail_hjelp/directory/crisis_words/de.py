"""Words of crisis in German."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = "schlägt/schlagen/schlug/geschlagen/haut/prügelt/verprügelt/würgt/tritt/bedroht/misshandelt"
_PARENT = "papa/vater/mama/mutter/stiefvater/stiefmutter/eltern"
_RELATIVE = f"{_PARENT}/onkel/bruder/opa/cousin"
_PARTNER = "mann/ehemann/freund/partner/ex/frau/exfreund/exmann/schwiegermutter"
_CHILD = "kind/kinder/sohn/tochter/baby"
_PILLS = "tabletten/pillen/schlaftabletten/medikamente/schmerztabletten"

WORDS = CrisisWords(
    illness="""
        herzinfarkt, herzanfall, herzattacke, herzstillstand, schlaganfall, hirnblutung,
        brustschmerz, brustschmerzen, schmerzen in/auf der brust, brust tut weh,
        druck/stechen auf/in der brust, kriege/bekomme/bekommt/kriegt keine luft, kann nicht atmen,
        atmet nicht, atemnot, bewusstlos, bewußtlos, ohnmächtig, wacht nicht auf, blutet stark,
        starke blutung, verblut*, blutung stoppt nicht, hört nicht auf zu bluten, krampfanfall,
        epileptischer anfall, erstickt, ersticken, anaphyla*, anaphylaktisch, allergischer schock,
        ertrunken, ertrinkt, messerstich, schusswunde,
        krankenwagen/notarzt/rettungswagen rufen/brauche, brauche/rufen krankenwagen/notarzt,
        lebensgefahr, blutvergiftung, sepsis
    """,
    overdose=f"""
        überdosis, ueberdosis, zu viele {_PILLS}, zu viel {_PILLS}
    """,
    poisoning="""
        ~=gift, vergift*, vergiftung, vergiftet, giftnotruf, rattengift, pilzvergiftung,
        verschluckt/getrunken/geschluckt/gegessen
        batterie/bleichmittel/reiniger/putzmittel/spülmittel/waschmittel/gift/säure,
        batterie/bleichmittel/reiniger/putzmittel/spülmittel/waschmittel/gift/säure
        verschluckt/getrunken/geschluckt/gegessen, schlangenbiss, von schlange gebissen,
        kohlenmonoxid
    """,
    suicide="""
        selbstmord*, selbstmord, suizid*, suizid, suizidgedanken, mich/sich umbringen/töten,
        bringe mich um, bring mich um, will/möchte/würde/wollte sterben,
        will/möchte/wäre/wünschte tot sein, will/möchte nicht leben, nicht leben will/möchte,
        nicht =mehr leben, ich kann nicht =mehr, keinen/kein sinn im/zu leben,
        leben hat keinen sinn, lebensmüde, leben nehmen, leben beenden, besser tot,
        wünschte/wäre ich tot, wäre lieber tot, mich erhängen/aufhängen, von der brücke springen,
        vor den zug springen/werfen
    """,
    violence=f"""
        =gewalt, häusliche gewalt, gewalttat*, gewalttät*, {_HITS} mich/uns, {_PARTNER} {_HITS},
        =drohung/drohungen, morddrohung, bedroht, angst vor {_PARTNER}/ihm, angst zuhause,
        angst zu hause, angst nach hause, will/wird mich/uns umbringen/töten, zwangsheirat*,
        zwangsheirat, zwangsehe, zwangsverheirat*, ehrenmord*, genitalverstümmel*,
        genitalverstümmelung, frauenhaus*, frauenhaus, misshandlung, misshandelt, menschenhandel,
        sperrt mich ein
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, {_RELATIVE} {_HITS} mich/uns, kindesmisshandlung, kindesmissbrauch,
        kindeswohlgefährdung, {_HITS} {_CHILD}, {_CHILD} geschlagen/misshandelt/vernachlässigt,
        gewalt gegen kinder, baby geschüttelt, angst vor {_RELATIVE}, {_PARENT} trinkt/betrunken
    """,
    sexual_abuse="""
        vergewalt*, vergewaltigung, vergewaltigt, missbrauch, missbraucht,
        sexueller/sexuelle/sexuellen missbrauch/gewalt/belästigung/übergriff/nötigung,
        sexuell missbraucht/belästigt, inzest, fasst =mich an, begrapscht, kinderpornograf*,
        nacktfotos
    """,
    self_harm="""
        selbstverletz*, selbstverletzung, selbstverletzendes, mich/sich ritzen/schneiden/verletzen,
        ritze/schneide/verletze mich
    """,
    harmless="""
        drogenmissbrauch, alkoholmissbrauch, medikamentenmissbrauch, zahnfleisch blutet, nasenbluten
    """,
    light="""
        ich du er sie wir es der die das dem den ein eine einen meinem meinen mein meine mir mich
        uns und zu zum mehr so sehr nur einfach immer ist bin hat in im auf am
    """,
)
