"""Words of Norwegian welfare that compounds are made of, and words that mean nothing in a query.

Gathered from how municipal pages name their services; corrections are welcome.
"""

from __future__ import annotations

COMPOUND_PARTS = frozenset(
    """
    adopsjon aktivitet akutt alder aldring alkohol allergi ambulanse angst anlegg ansvar apotek
    arbeid arv asyl avdeling avgift avhengighet avlastning avtale barn barne behandling behov
    bibliotek bidrag bistand blod bok bolig brann bruk bruker bud bygd bygg båt dag dagsenter
    demens dement depresjon direktorat drift drikk drop dusj død døgn eldre elev enhet etat
    ettervern familie far fare fastlege feber ferie flykt flyktning fod fond forebygging
    foreldre forening forsikring forvern fravær fri frisk frivillig funksjon fysio fødsel
    førstehjelp føtter gjeld grunn gruppe gård helg helligdag helse helsestasjon helt hjelp
    hjelpemiddel hjem hjemme hjerte hud hukommelse hus hånd idrett informasjon inntekt
    innvandrer institutt introduksjon jente jobb jord jul jule kafe kampanje kasse kirke klage
    kommunal kommune konflikt konsultasjon kontakt kontor kort kost kreft krig kriminal krise
    kultur kurs kvalifisering kveld kvinne lag laget land lavterskel leder ledsager lege
    legevakt leie liv livs logoped lunsj lån lærer læring mann mat matsentral medisin mestring
    middel miljø minoritet misbruk mobbing mor mottak møte møteplass natt nav nett netthjelp
    nummer nærmiljø nød offentlig offer ombud område omsorg omsorgs oppfølging opphold
    opplysning opplæring ord organisasjon overgrep pasient pedagog penge pensjon person plan
    plass pleie politi praksis prest program prøve psyke psykiatri psykisk psykolog pårørende
    redning regning rehabilitering reise relasjon rett rettighet rom rus rusmiddel råd rådgiver
    rådgivning sak samfunn samliv samtale sang seksual selvhjelp selvmord selvskading senter
    service sjel sjukehus skade skatt skilsmisse skole skyss smerte smitte snakk soning sorg
    sosial spill spille spise språk stasjon stat sted stemme stipend stoff student studie stue
    stønad støtte syk sykdom sykehjem sykehus sykepleie sykepleier syn sår søknad søvn tann
    tannlege tegn tegnspråk tele telefon telt terapeut terapi tilbud tilrettelegging tiltak
    tjeneste tjenester tolk torg trafikk transport trening trivsel trygd trygghet tur turn
    ulykke undersøkelse undervisning ung ungdom utdanning utleie utlån utstyr utvikling vaksine
    vakt vann veileder veiledning velferd venn verge verksted verktøy vern voksen vold yrke
    økonomi øye øyeblikk
    """.split()
)

STOP_WORDS: dict[str, frozenset[str]] = {
    "nb": frozenset(
        """
        alle andre at av bare ble bli blir da de deg dem den der dere det dette din disse du
        eller en er et etter for fra få får gi gjør ha han har hei hjelp hjelpe hos hun hva hvem
        hver hvis hvor hvordan hvorfor i ikke ingen inn ja jeg kan kom kommer lenger man med meg men
        min mitt mot mye må nei noe noen nå når og også om opp oss over på samme seg selv sin
        skal slik som så til trenger ut vi vil ville være vært å
        """.split()
    ),
    "nn": frozenset(
        """
        alle andre at av berre blei bli blir da deg dei den der det dette din du eg ein eit
        eller er etter for frå få får gjer ha han har hei hjelp hjelpe ho hos ikkje ingen inn ja
        kan kom korleis kva kvar kven kvifor man med meg men min mitt mot mykje må nei no noko
        nokon når og også om opp oss over på same seg sin sjølv skal slik som så til treng ut
        vere vi vil ville vore å
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
