"""Words of Norwegian welfare that compounds are made of, and words that mean nothing in a query.

Gathered from how municipal pages name their services; corrections are welcome.
"""

from __future__ import annotations

COMPOUND_PARTS = frozenset(
    """
    adopsjon aktivitet akutt alder aldring alkohol allergi ambulanse angst ansvar anlegg apotek
    arbeid asyl arv avdeling avgift avhengighet avlastning avtale barn barne behandling behov
    bibliotek bidrag bistand blod bok bolig brann bruk bruker bud bygg by bygd båt
    dag dagsenter dement demens depresjon direktorat dom drikk drift drop dusj død døgn eldre elev
    enhet ettervern etat familie far fastlege feber ferie flykt flyktning fod fond foreldre
    forening forebygging forsikring forvern fravær fri frivillig frisk funksjon fysio fødsel
    føtter før førstehjelp fare gave gjeld gruppe grunn gutt gård helse helg helsestasjon helt hjelp
    hjelpemiddel hjem hjemme hjerte hud hukommelse hus hånd helligdag idrett informasjon
    innvandrer inntekt institutt introduksjon jente jobb jord jul jule kafe kampanje kasse kirke
    klage kommune kommunal konflikt kontakt kontor konsultasjon kort kost kreft krise krig
    kriminal kultur kurs kvalifisering kveld kvinne lag laget land lavterskel lege leder lege
    legevakt leie ledsager liv livs logoped lov lunsj lån lærer læring løp mann mat matsentral
    medisin mestring middel miljø minoritet misbruk mobbing mor mottak mål møte møteplass natt
    nav netthjelp nett nød nummer nærmiljø offentlig offer omsorg omsorgs ombud område opphold
    oppfølging opplæring opplysning ord organisasjon overgrep pasient pedagog penge pensjon
    person pleie plan plass politi post praksis prest program prøve psyke psykisk psykiatri
    psykolog pårørende redning regning rehabilitering relasjon reise rett rettighet ring rom rus
    rusmiddel råd rådgiver rådgivning samfunn samliv samtale sang sak seksual selvhjelp selvmord
    selvskading senter service sjel sjukehus skade skatt skilsmisse skole skyss smerte smitte
    snakk soning sosial sorg spill spille spise språk stasjon stat stemme sted stipend stoff stue
    støtte stønad student studie sykehus sykehjem syk sykdom sykepleie sykepleier syn sår
    søknad søvn tann tannlege tegn tegnspråk tele telefon telt terapi terapeut tid tilbud
    tilrettelegging tiltak time ting tjeneste tjenester tolk topp torg transport trening trygd
    trygghet trafikk trivsel turn tur ulykke undersøkelse undervisning ung ungdom utdanning
    utlån utleie utstyr utvikling vaksine vakt vann veileder veiledning venn vern velferd verge
    verksted verktøy vold voksen yrke økonomi øye øyeblikk
    """.split()
)

STOP_WORDS: dict[str, frozenset[str]] = {
    "nb": frozenset(
        """
        alle andre at av bare ble blir bli da de deg dem den der dere det dette din disse du eller
        en er et etter for fra få får gi gjør ha han har hei hjelp hjelpe hos hun hva hvem hver
        hvis hvor hvordan hvorfor i ikke ingen inn ja jeg kan kom kommer man med meg men min mitt
        mot mye må nei noe noen når nå og også om opp oss over på samme seg selv sin skal slik
        som så til trenger ut vi vil ville være vært å
        """.split()
    ),
    "nn": frozenset(
        """
        alle andre at av berre blei blir bli da dei deg den der det dette din du eg ein eit eller
        er etter for frå få får gjer ha han har hei hjelp hjelpe ho hos ikkje ingen inn ja kan kom
        kva kvar kven kvifor korleis man med meg men min mitt mot mykje må nei noko nokon når no
        og også om opp oss over på same seg sjølv sin skal slik som så til treng ut vi vil ville
        vere vore å
        """.split()
    ),
    "en": frozenset(
        """
        a am an and are as at be been but by can could do does for from get had has have he help
        her him his how i if in is it me my need no not of on or our she so some that the their
        them there they this to was we what when where which who why will with would you your
        """.split()
    ),
}
