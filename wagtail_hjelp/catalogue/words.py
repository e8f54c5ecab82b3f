"""What each service is for, by its code, in the reader's language.

Sentences to "you", short and plain, of 110 characters at most. Telephone numbers, addresses and
hours are facts and never stand here: a site can correct a fact in ``services.toml``, but no word.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

# What it is, where its own name does not say so to somebody who does not know Norwegian.
LABELS: dict[str, Any] = {
    "ambulanse-113": _("Ambulance"),
    "politi-112": _("Police"),
    "brann-110": _("Fire"),
    "nod-teksttelefon-1412": _("Text telephone, emergencies"),
    "legevakt-116117": _("Out-of-hours doctor (legevakt)"),
    "fastlege": _("Your GP (fastlege)"),
    "giftinformasjonen": _("Poison information"),
    "barnevernvakt": _("Child welfare, out of hours"),
    "krisesenter": _("Crisis centre (shelter)"),
    "overgrepsmottak": _("Centre for victims of sexual assault"),
    "smiso-nok": _("Support centre against sexual abuse"),
    "stottesenter-kriminalitetsutsatte": _("Support centre for victims of crime"),
    "politiet-02800": _("Police, when it is not urgent"),
    "pasient-og-brukerombudet": _("Ombudsman for patients"),
}

DESCRIPTIONS: dict[str, Any] = {
    # Life is in danger
    "ambulanse-113": _(
        "Call when somebody is suddenly very ill or badly hurt, and life is in danger."
    ),
    "politi-112": _("Call when you or others are in danger now and need the police."),
    "brann-110": _("Call when something burns, or when people, nature or buildings are in danger."),
    "nod-teksttelefon-1412": _(
        "Emergency number for you who are deaf or hard of hearing and use a text telephone."
    ),
    # It cannot wait
    "legevakt-116117": _(
        "Call when you need help soon, your GP is closed and life is not in danger."
    ),
    "fastlege": _(
        "Your own doctor helps in the daytime when it cannot wait, and can refer you to others."
    ),
    "giftinformasjonen": _(
        "Call if somebody may have swallowed something poisonous, or too much medicine."
    ),
    # Someone to talk to
    "mental-helse-hjelpetelefonen": _(
        "Free and anonymous. For everyone who needs someone to talk to."
    ),
    "kirkens-sos": _("For you who have a hard time, or who think of taking your own life."),
    "sidetmedord": _("Write anonymously with somebody about what is hard."),
    # Children and young people
    "alarmtelefonen-116111": _(
        "For you who are young and live with violence or abuse, or do not have a good time at home."
    ),
    "barnevernvakt": _("Urgent help from the child welfare service when its office is closed."),
    "kors-pa-halsen": _("Free and anonymous. Someone to talk to for you who are under 18."),
    "snakkompsyken": _(
        "Anonymous chat with professionals about how you feel, for you who are a child or young."
    ),
    "mental-helse-ungdom-chat": _("Chat with volunteers, for you who are a young adult."),
    "ungdomstelefonen": _(
        "For you who are young and want to talk about gender, sexuality and who you are."
    ),
    # Violence and abuse
    "vo-linjen-116006": _(
        "Free and anonymous. For you who are hurt or abused by somebody close to you."
    ),
    "krisesenter": _("A safe place to stay, and somebody to talk to, when home is not safe."),
    "overgrepsmottak": _(
        "Medical care and somebody to talk to after rape or abuse. Traces can be kept as evidence."
    ),
    "hjelpetelefonen-seksuelt-misbrukte": _("Free. For you who have been sexually abused."),
    "smiso-nok": _(
        "Talks and groups for you who have been sexually abused. You do not need a referral."
    ),
    "unge-relasjoner": _(
        "Chat for you who are young, about violence and control by a boyfriend or girlfriend."
    ),
    "rode-kors-telefonen": _(
        "Advice about control by family or others, forced marriage and violence for honour’s sake."
    ),
    "vern-for-eldre": _(
        "Advice for you who are older and are hurt or abused, and for those who worry about you."
    ),
    "stottesenter-kriminalitetsutsatte": _(
        "Help and advice for you who have been hurt or abused, also about going to the police."
    ),
    "dinutvei": _("Shows where you find help against violence and abuse, near you."),
    # Alcohol, drugs, gambling, food
    "rusinfo": _("Anonymous advice and facts about alcohol and drugs."),
    "anonyme-alkoholikere": _("Meetings and support from others who have stopped drinking."),
    "anonyme-narkomane": _("Meetings and support from others who have stopped using drugs."),
    "hjelpelinjen-spill": _(
        "Advice for you who have problems with gambling or gaming, and for those close to you."
    ),
    "ros": _("Talk and advice if food, your body or exercise has become hard."),
    # Close to somebody, and after a death
    "parorendelinjen": _(
        "Advice for you who are close to somebody who is ill, whatever it is and wherever you live."
    ),
    "ivareta-parorendetelefonen": _(
        "For you who are close to somebody who uses drugs, or have lost somebody who did."
    ),
    "barsnakk": _("Anonymous chat for you whose parents drink or use drugs."),
    "for-fangers-parorende": _("For you who have somebody in your family in prison."),
    "leve": _(
        "Support from others who know what it is like, when you have lost somebody to suicide."
    ),
    # Parents, pregnancy, work
    "foreldresupport": _("Advice and support for you who are a parent."),
    "amathea": _(
        "Free talk with health workers about an unplanned pregnancy, or before or after abortion."
    ),
    "arbeidslivstelefonen": _("Talk about problems at work, sick leave or losing your job."),
    # Public bodies and information
    "politiet-02800": _("Call when you need the police and it is not urgent."),
    "nav-kontaktsenter": _(
        "Call if you lack money for food or a place to live, or need help with work and benefits."
    ),
    "nav-gjeldsveiledning": _("Free advice for you who have debts or cannot pay what you owe."),
    "pasient-og-brukerombudet": _(
        "Helps you to complain, and to understand your rights in the health service."
    ),
    "helsenorge-veiledning": _("Helps you to find your GP and to use Helsenorge."),
    "helsenorge-psykisk-helse": _(
        "Advice that you can trust about mental health, and where to get help."
    ),
    "helsenorge-verktoy": _("Self-help programmes on the web, checked by the health authorities."),
    "ung-no": _("Facts, advice and answers for young people, from the public authorities."),
}

# What to know before one calls.
NOTES: dict[str, Any] = {
    "nod-teksttelefon-1412": _("Only for those with a text telephone."),
    "legevakt-116117": _(
        "Say where you are: near a border the call may go to the neighbouring district."
    ),
    "rusinfo": _("It used to be called RUStelefonen."),
    "foreldresupport": _("Press 2 when they answer."),
    "arbeidslivstelefonen": _("Press 3 when they answer."),
}
