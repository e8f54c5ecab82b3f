"""Words of crisis in Romanian."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = "bate/bat/bătut/bătea/lovește/lovesc/lovit/strânge/sugrumă/amenință/agresează"
_PARENT = "tata/tatăl/tati/mama/mami/părinții/tatal/vitreg/vitregă"
_RELATIVE = f"{_PARENT}/unchiul/fratele/bunicul"
_PARTNER = "soțul/bărbatul/iubitul/soția/partenerul/prietenul/logodnicul/fostul/concubinul"
_PILLS = "pastile/medicamente/tablete/somnifere"

WORDS = CrisisWords(
    illness="""
        infarct*, infarct, atac de cord/inimă, atac/accident vascular, =avc, stop cardiac,
        durere/dureri/doare/apăsare în piept/pieptul/pieptului, mă doare pieptul/inima,
        nu pot/poate respira, nu mai respiră, nu respiră, respir/respiră greu, greu să respir,
        mă sufoc, se sufocă, =sufocare, inconștient, inconștientă, =leșinat/leșinată/leșin,
        pierdut cunoștința, nu se trezește, =sângerează/sângerez/sângerare, hemoragie,
        sângele nu se oprește, pierde mult sânge, convulsii, criză/crize de epilepsie, anafilac*,
        șoc anafilactic/alergic, =înecat/înecată, se îneacă, înjunghiat/înjunghiată, împușcat,
        chemați/sunați/nevoie ambulanța/ambulanță, pericol de moarte, septicemie
    """,
    overdose=f"""
        supradoz*, supradoză, prea multe {_PILLS}, luat/înghițit multe {_PILLS}
    """,
    poisoning="""
        =otravă/otrava/otrăvire/otrăvit/otrăvită, intoxicație, intoxicat cu, băut/înghițit/mâncat
        clor/înălbitor/detergent/baterie/ciuperci/otravă/acid/benzină,
        mușcat/mușcată/mușcătură de șarpe/viperă, monoxid
    """,
    suicide="""
        sinucid*, sinucidere, mă sinucid, suicid*, suicidar, vreau/doresc/aș să mor,
        nu vreau/doresc să trăiesc/exist, nu mai vreau trăiesc/viață, nu pot să trăiesc/trăi,
        să mă omor, mă omor, îmi/mi iau viața/zilele, iau viața, săturat de viață/trăit,
        sătul/sătulă de viață, viața nu are sens, nu are rost să trăiesc, mai bine mor/mort/moartă,
        aș vrea să mor, gânduri de moarte, mă spânzur, mă arunc de pe pod/bloc/geam,
        mă arunc sub/înaintea tren/trenului, să dispar pentru totdeauna
    """,
    violence=f"""
        =violență/violența/violențe/violenței, violență domestică, =violent/violentă,
        mă/ne bate/lovește/amenință/sugrumă/agresează/bătut/lovit/strânge, {_PARTNER} mă/ne {_HITS},
        {_PARTNER} {_HITS}, bătută/bătut de {_PARTNER}/soț/bărbat/iubit,
        abuz/abuzul/abuzuri/abuzat/abuzată, amenințare/amenințări, mă omoară, să mă omoare,
        vrea/vor mă omoare/omor, frică de {_PARTNER}/soț/el/iubit, frică acasă, frică să merg acasă,
        căsătorie forțată, obligată/forțată/obligă să mă mărit/căsătoresc, trafic de persoane,
        hărțuire, hărțuit, adăpost pentru femei, urmărește peste tot
    """,
    child_harm=f"""
        {_RELATIVE} mă/ne {_HITS}, {_RELATIVE} {_HITS}, copil/copilul/copii/copiii
        bătut/bătuți/abuzat/abuzați/neglijat/neglijați/maltratat,
        bate/bat/lovește copil/copilul/copiii/copii/bebelușul,
        abuz/abuzul/violența asupra/împotriva copilului/copiilor/copil/copii, abuz copii/copil,
        frică de {_PARENT}/părinți, {_PARENT} beat/beată
    """,
    sexual_abuse="""
        =viol/violul/violului, =violat/violată/violator,
        abuz/agresiune/hărțuire/violență sexual/sexuală,
        abuzat/abuzată/agresat/agresată/hărțuită sexual, incest*, pedofil*, mă pipăie, mă atinge,
        obligat/obligată să fac sex, sex fără consimțământ, poze nud
    """,
    self_harm="""
        automutil*, automutilare, autovătăm*, autovătămare, mă tai, mă tai pe mâini, îmi tai venele,
        îmi/mi fac rău, să-mi fac rău
    """,
    harmless="""
        mă tai la deget, violent games
    """,
    light="""
        eu tu el ea noi și sa să că de la pe cu în foarte doar mai am a ai o un îmi mi meu mea mei
        este e sunt mereu mult din
    """,
)
