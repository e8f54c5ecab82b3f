"""Words of crisis in Northern Sámi. A speaker has not yet read this list."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = "cábmá/cápmá/cábmet/časká/časkkii/cábmii/huškala/hušká"
_PARENT = "áhčči/áhččán/eadni/eadnán/váhnemat/váhnemiiddán/isážan/biebmoáhčči"
_RELATIVE = f"{_PARENT}/čeahci/eahki/viellja/vielljan/áddjá/oambealli"
_PARTNER = "isit/isidan/irgi/irgán/guoibmi/guoibmán/eamit/eamidan/moarsi"

WORDS = CrisisWords(
    illness="""
        váibmodohpp*, váibmodohppehat, váibmu bisánan, vuoigŋašvárdin, vuoiŋŋašvárdin,
        bákčasat/bávččas raddi/ratti/raddis/rattis/váimmus, raddebákč*,
        in/ii/it sáhte/nagat/nagot vuoigŋat, ii vuoigŋa, váttis vuoigŋat, jámálg*, jámalgan,
        dieđuhis*, ii lihka, vardá ollu/garrasit/sakka, varra ii bisán, gaskkastuvvat, heavvanan,
        heavvanii, ambulánsa/ambulánssa dárbbašan/riŋge, heakka vádas
    """,
    overdose="""
        =overdosa/overdosis, beare/menddo/liiggás ollu tableahtaid/tableahtat/dálkasiid/dálkkas
    """,
    poisoning="""
        mirkohuv*, mirkkohuv*, ~mirko, juhkan/borran/njiellan mirkku/mirkko, mirkku juhkan
    """,
    suicide="""
        iešsorb*, iešsorbmen, iehčansorb*, iehčansorbmen, iešsorbmin, sorbmet iežan/iežas/iehčan,
        iežan/iehčan sorbmet/goddit, goddit iežan, dáhtun/háliidan/háliidivččen/datun jápmit,
        in/ii dáhto/háliit/hálit/hálidan eallit, in nagot/nagat/sáhte šat/eanet/eallit,
        in gierdda šat/eanet, in šat nagot/nagat, váiban eallimii, loahpahit eallima/eallin
    """,
    violence=f"""
        veahkaváldálaš*, veahkaválddálaš*, veahkaválddálašvuohta, {_PARTNER} {_HITS}/áitá,
        son {_HITS} mu/min, {_HITS} mu/min, áitá/áitet mu/min, áitagat,
        balan isidis/isidisttan/irggis, balan ruovttus, heahteguovd*, bággonáit*, bággonáittus,
        goddit mu
    """,
    child_harm=f"""
        {_RELATIVE} {_HITS}, {_RELATIVE} {_HITS} mu/min, mánáid illast*/veahkavál*,
        {_HITS} máná/mánáid/mánáidis, balan áhčis/áhčistan/eatnis/eadnistan,
        {_PARENT} lea gárrenan/gárremin, huksen ii leat
    """,
    sexual_abuse="""
        veahkaváldi*, veahkaváldin, veahkaváldojuvvon, illast*, illasteapmi,
        seksuála/seksuálalaš illasteapmi/illast*/veahkavál*/givssideapmi, =insesta
    """,
    self_harm="""
        iešvahág*, iešvahágahttin, vahágahttit/vahágahtán iežan/iehčan,
        čuohppat/čuohpan iežan/iehčan
    """,
    light="""
        mun don son moai mii dii sii ja ahte lea leat lean dál dušše hui nu mu min iežan
    """,
)
