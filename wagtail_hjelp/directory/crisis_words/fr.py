"""Words of crisis in French."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "frappe/frappent/frappé/frappée/tape/tapent/bat/battent/battu/battue/menace/étrangle/"
    "maltraite/agresse/cogne"
)
_PARENT = "père/papa/maman/mère/parents"
_RELATIVE = f"{_PARENT}/oncle/frère/cousin/papi"
_PARTNER = "mari/conjoint/copain/compagnon/ex/femme/partenaire/époux/fiancé"
_CHILD = "enfant/enfants/bébé/fils/fille"
_PILLS = "médicaments/cachets/comprimés/pilules/somnifères"

WORDS = CrisisWords(
    illness="""
        crise cardiaque, infarctus, arrêt cardiaque, =avc, attaque cérébrale,
        douleur/douleurs/mal à la poitrine, douleur/douleurs thoracique/thoraciques,
        douleur/douleurs dans la poitrine, peux/peut/arrive pas/plus à respirer,
        peux/peut pas/plus respirer, respire pas/plus, mal à respirer,
        difficulté/difficultés à respirer, =étouffe/étouffer, inconscient, inconsciente,
        =évanoui/évanouie/évanouis/évanouir, perdu/perte connaissance, réveille pas/plus,
        saigne beaucoup, =saignement/saignements, hémorragie, arrête pas de saigner, convulsions,
        crise d'épilepsie, choc anaphylactique/allergique, anaphyl*, =noyade/noyé/noyée, se noie,
        poignard*, coup de couteau, appeler/appelez/besoin ambulance, danger de mort, septicémie
    """,
    overdose=f"""
        surdosage, =surdose, trop de {_PILLS}, avalé/pris plein/trop/beaucoup/boîte {_PILLS}
    """,
    poisoning="""
        empoison*, intoxication, =poison/poisons,
        avalé/bu/mangé javel/pile/détergent/lessive/produit/champignon/essence/acide,
        champignon/champignons vénéneux/toxique, morsure/mordu de vipère/serpent, monoxyde
    """,
    suicide="""
        suicid*, suicide, suicider, me tuer, mettre fin à mes/ses jours, mettre fin à ma/sa vie,
        en finir avec la vie, veux en finir, envie/veux/voudrais/veut de mourir/crever/mort,
        veux/peux/envie plus/pas vivre, plus/pas envie de vivre, plus/pas/aucune raison de vivre,
        en peux plus, marre de vivre/vie, fatigué/fatiguée de vivre, vie a plus/pas de sens,
        mieux mort/morte, idées noires/suicidaires, me pendre, sauter d'un pont, me jeter sous
    """,
    violence=f"""
        violence, =violent/violents/violente/violentes, me/nous {_HITS}, {_PARTNER} me/nous {_HITS},
        {_PARTNER} {_HITS}, femme battue, menaces/menace de mort, peur de mon {_PARTNER},
        peur de lui, peur de rentrer, peur à la maison, veut/va me tuer, veut/va nous tuer,
        mariage forcé, mariages forcés, forcée/forcé/obligée/force à me marier/mariage/marier,
        crime/crimes d'honneur, mutilation/mutilations génitale/génitales, =excision,
        =harcèlement/harcèle/harcelé/harcelée, traite des êtres humains,
        =agression/agressions/agressé/agressée, foyer pour femmes
    """,
    child_harm=f"""
        {_RELATIVE} me/nous {_HITS}, {_RELATIVE} {_HITS}, maltraitance,
        enfant/enfants battu/battus/maltraité/maltraités/danger/négligé,
        {_HITS} mon/mes/ses/son/les {_CHILD}, bébé secoué, violence/violences sur enfants/enfant,
        peur de mon/ma/mes {_RELATIVE}, {_PARENT} boit/ivre/saoul
    """,
    sexual_abuse="""
        =viol/viols, =violé/violée, violeur,
        agression/agressions/abus/harcèlement/violence/violences sexuel/sexuelle/sexuels/sexuelles,
        abusé/abusée sexuellement, =inceste, attouchement, pédophile, oncle/père/papa me touche,
        forcé/forcée/obligée à coucher, rapport sans consentement, =sextorsion
    """,
    self_harm="""
        automutil*, automutilation, scarif*, scarification, me couper, me coupe les veines/bras,
        me faire du mal, me fais du mal, me taillader
    """,
    harmless="""
        couper les cheveux/ongles, me couper les cheveux/ongles, saignement de nez,
        violent/violence jeux
    """,
    light="""
        je tu il elle on vous le la les l un une des de du d à a et que qu ne n y très mon ma mes
        ton sa son ses s est suis j ai ça me nous moi trop toujours
    """,
)
