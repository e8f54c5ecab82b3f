"""Words of crisis in English, as native speakers and learners type them."""

from __future__ import annotations

from .entry import CrisisWords

_HITS = (
    "hit/hits/hitting/beat/beats/beaten/beating/punch/punches/punched/kick/kicks/kicked/slap/slaps/"
    "slapped/choke/chokes/choked/choking/strangle/strangles/strangled/hurt/hurts/hurting/burned/"
    "abuses/abused/threatens/threatened/pushes/pushed/shoves/whips/bites"
)
_BEATS = (
    "hit/hits/hitting/beat/beats/beaten/beating/slap/slaps/slapped/kicks/kicked/punches/punched/"
    "abuses/abused/hurts/hurting/strangles/strangled"
)
_PARENT = (
    "dad/daddy/father/mom/mum/mommy/mummy/mother/parent/parents/stepdad/stepfather/stepmom/stepmum/"
    "stepmother"
)
_RELATIVE = f"{_PARENT}/uncle/grandfather/grandpa/brother/cousin"
_PARTNER = "husband/wife/partner/boyfriend/girlfriend/ex/spouse/fiance/family"
_WHO = f"he/she/they/someone/somebody/man/{_PARTNER}"
_CHILD = "child/children/kid/kids/baby/son/daughter/boy/girl/toddler/student/infant"
_ONESELF = "myself/himself/herself/themselves/themself/yourself/themselfs"
_PILLS = (
    "pills/pill/tablets/painkillers/paracetamol/ibuprofen/medicine/medication/meds/medicines/drugs"
)
_WANT = "want/wants/wanna/wanted/wish/wishing/wished/ready/wanting"

WORDS = CrisisWords(
    illness="""
        heart attack, heartattack, hart attack, cardiac arrest, heart stopped, =stroke/strokes,
        ministroke, chest pain/pains/tightness/hurts/pressure,
        pain/pains/pressure/tightness in chest, tight chest,
        cant/cannot/couldnt/not breathe/breath/breathing, isnt/stopped/stops breathing,
        trouble/difficulty/difficult/problems/hard/struggling breathing,
        hard/difficult/struggling to breathe/breath, short/shortness of breath,
        gasping for air/breath, unconscious, unconcious, unresponsive, lost consciousness,
        passed/pass/passing out, =fainted/fainting/faints,
        wont/doesnt/not/cant/isnt/didnt wake/waking, cant wake him/her, =bleeding, bleeds a lot,
        bleed out, blood everywhere, losing blood, blood wont/not stop, lost a lot of blood,
        bleeding wont/doesnt/not stop, vomiting/coughing blood, throwing up blood, seizure,
        convulsion, convulsing, epileptic fit, epilepsy attack, =choking, something stuck in throat,
        stuck in throat, anaphylaxis, anaphylactic, allergic shock, severe allergic, severe allergy,
        =drowning/drowned, near drowning, face drooping, face drop/droops, slurred speech,
        =slurring, been/got/was stabbed/shot, =stabbed/stabbing, stab wound, gunshot,
        run/hit by/over car, life threatening, life in danger, danger to life, =ambulance, call 113,
        sepsis, blood poisoning, lips blue, blue lips, turning blue, someone collapsed,
        has/have/just collapsed
    """,
    overdose=f"""
        overdos*, over dose/dosed, overdosed, overdosing, =overdoes, ovedose,
        took/taken/take/taking/swallowed/ate/eaten too many/much {_PILLS}, too many {_PILLS},
        too much {_PILLS}, took/swallowed all pills/tablets/medicine, whole bottle of {_PILLS},
        alcohol poisoning, =naloxone, narcan, drank/drunk/drinking =too much
    """,
    poisoning="""
        poison*, poisoned, poisoning, food poisoning, carbon monoxide, rat poison,
        toxic mushroom/mushrooms/plant/plants/berries/fumes/gas,
        swallowed/swallow/drank/drunk/drink/ate/eaten/ingested bleach/battery/batteries/detergent/
        chemical/chemicals/magnet/magnets/cleaner/cleaning/soap/petrol/gasoline/antifreeze/acid/
        nicotine/cigarette/pod/capsule/mushrooms/paint, snake bite, snakebite,
        bitten by snake/adder/viper, viper/adder bite
    """,
    suicide=f"""
        suicid*, suicide, suicidal, sucide, sucidal, =suiside, suisidal, suicde, siucide, suacide,
        suecide, =suside, suicied, suicid, sucicide, scuicide, suizide,
        kill/kills/killing/killed {_ONESELF}, kill my self, want to unalive, unalive {_ONESELF},
        {_WANT} die, {_WANT} to die, dont/not want to live/exist, {_WANT} to be dead, wanna be dead,
        wish/wished i was/were/am dead, wish was never born, wish i had never been born,
        better off dead, better dead, better off without me, world without me,
        end/ending/ended =my/his/her/their/own life, end/ending =it all, ending everything,
        finish my life, take/taking/took/taken own life/lives,
        take/taking/took =my/his/her/their life, dont/not/never/no want/wanna live,
        no longer want live, dont want to live anymore, dont wanna live, dont/not =feel like living,
        not =feel like being alive, no will to live, lost will to live, wish i could die,
        rather die/dead, let me die, no reason to live/living, nothing/reason to live for,
        not worth living, life not worth, no point in living, tired of living/life, sick of living,
        done with life, hate my life, life is meaningless, life is pointless, cant live like this,
        cant live anymore, cant go =on anymore/living/like, cant do this/it anymore,
        cant take this/it anymore, cant take any more, give/giving =up on life,
        dont/not want to be here/alive, dont/not want to wake up, never wake up, sleep forever,
        disappear forever, nobody/no would miss me, thoughts of dying/death,
        thinking of/about dying, thinking about killing, someone/please kill me,
        hang/hanged/hanging {_ONESELF}, jump/jumping off a bridge/building,
        jump in front of train/car, shoot/shot {_ONESELF}, drown {_ONESELF}
    """,
    violence=f"""
        violence, =violent/violently, domestic abuse, abuse, abused, abusive, abuser,
        {_WHO} {_HITS} me/us, {_HITS} by my {_PARTNER}, {_HITS} by {_PARTNER}, {_PARTNER} {_HITS},
        hit/hits/hitting/beat/beats/beating/punched/kicked/slaps/slapped me/us, chokes/choked/
        strangled/strangles/threatens/threatened/threatening/attacked/attacks me/us,
        {_PARENT} {_HITS} mom/mum/mother/mommy/mummy/dad/father/each,
        hits/hit/beats/beating/beat my/his wife/husband/girlfriend/mother/mom/mum, beaten up/by,
        been/getting/being/got beaten/hit/threatened, battered wife/woman/women, =threat/threats,
        death threat, threatening to kill, =assault, assaulted, assaulting,
        scared/afraid/frightened/terrified/fear/fearing of {_PARTNER}/him/them,
        scared/afraid/frightened/terrified/unsafe at home, unsafe home, not/dont feel safe at home,
        afraid/scared to go home, forced/force marriage/marriages, forced/forcing/force me to marry,
        forced to marry, forced to get/be married, marry against my will, arranged marriage against,
        married against will, honor/honour violence/killing/killings/crime/based,
        kill/kills/murder me/us, will/going/gonna/wants/want/threatens kill me/us, murder threat,
        =stalker/stalkers/stalking/stalked, stalks me, following me home, restraining order,
        womens shelter, woman shelter, shelter for women/abused, crisis center/centre/shelter,
        locks/locked/locking me/us in/inside, controls me, controlling husband/partner/boyfriend,
        wont let me leave/out, human trafficking, trafficked, genital mutilation, =fgm,
        female circumcision, social control
    """,
    child_harm=f"""
        child abuse/abused/beaten/hit/neglect/neglected/hurt,
        abused/beaten/neglected/battered child/children/kid/kids/baby, child/children/kid/kids/baby
        =is/being/are/was/gets abused/beaten/hit/neglected/hurt, child in danger, child not safe,
        children not safe, {_RELATIVE} {_HITS} me/us/mom/mum/brother/sister, {_RELATIVE} {_HITS},
        {_RELATIVE} wants/want/will/gonna kill me/us, {_RELATIVE} threatens, {_BEATS} {_CHILD},
        shaken baby, baby shaken, shaking/shook/shakes the baby,
        scared/afraid/frightened/terrified of {_RELATIVE}, {_RELATIVE} is mean to me,
        {_PARENT} =is/are/always/gets drunk/drinking/high, {_PARENT} drinks/drunk,
        parents dont feed, no food at home, worried about =a child/kid, neglect of child/children,
        report child, {_PARENT} locks/locked me
    """,
    sexual_abuse=f"""
        ~rape, =raped, =raping, rapist, rape victim/crisis/me/center/centre/kit/survivor/emergency,
        date/gang/marital/child/attempted rape, was/been/got/being rape/rapped, sexual/sexually/sex
        abuse/abused/assault/assaulted/assaulting/harassment/harassed/violence/exploited/
        exploitation/attack/attacked/molested/touching, assault, assaulted, abused sexually,
        =molest/molested/molesting/molester/molestation, incest*, =groped/groping, =sextortion,
        revenge porn, forced/forces/forcing/force me to have/into sex, forced sex,
        forced/pressured into/to sex, sex without consent, sex without my consent, nonconsensual,
        sex against my will, had sex with me while,
        {_RELATIVE}/he/teacher/man touches/touched/touching me, {_RELATIVE} touches/touched,
        touches/touched/touching my private/privates, touched/touches me inappropriately,
        touched/touches me down there, nude/naked pictures/photos/pics/images, nudes leaked/shared,
        drink/drinks spiked, spiked drink, spiked my, =drugged and, pedophile, paedophile,
        child porn, groomed online, online grooming, child grooming
    """,
    self_harm=f"""
        self harm/harms/harming/harmed, selfharm*,
        self injury/injuring/injure/hurt/hurting/mutilation/cutting, selfinjury, cut/cuts/cutting/
        hurt/hurts/hurting/harm/harms/harming/injure/injuring/burn/burns/burning/scratch/scratching/
        punish/punishing {_ONESELF}, hurt/harm/cut my self,
        cut/cutting/slit/slitting my wrist/wrists/arms/arm/skin/legs/thighs, urge to cut,
        cutting scars, stop cutting
    """,
    harmless="""
        ~gift, drug/drugs/alcohol/substance/substances/medicine/medication/power/prescription
        abuse/abuser, abuse of alcohol/drugs/substances/power, kill/kills/killing time,
        hit/hits me up, beat/beats me to, hit the, suicide squad,
        threatened/threatening species/wildlife, threats to nature/wildlife/climate,
        breast/swimming/brush/golf stroke, breaststroke, =overdo/overdone/overdoing, =gatefold,
        nosebleed, nose bleeding, bleeding gums/gum/nose, violent/violence in games,
        stroke rehabilitation/patient/patients/association/survivors,
        pass/passing out flyers/leaflets, passed out leaflets/flyers
    """,
    light="""
        i im ive ill id am is are was were be been being you u he hes she they we it its a an the to
        and my his her their our so just really very of in at on by about now always getting got
        gonna going have has had feel feeling some thinking keep keeps still often sometimes anymore
        up do does did if that
    """,
)
