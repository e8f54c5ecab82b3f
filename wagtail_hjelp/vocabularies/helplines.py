"""National services, helplines and words of crisis."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HelplineTopic(TextChoices):
    """What a national service or a helpline is about."""

    EMERGENCY = "emergency", _("Fire, crime or danger to life")
    MEDICAL = "medical", _("Acute illness and injury")
    POISON = "poison", _("Poisoning")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    SUICIDE = "suicide", _("Thoughts of suicide")
    VIOLENCE = "violence", _("Violence and abuse")
    SEXUAL_ABUSE = "sexual_abuse", _("Rape and sexual abuse")
    SOCIAL_CONTROL = "social_control", _("Forced marriage and control by the family")
    CHILDREN_YOUTH = "children_youth", _("Children and young people")
    PARENTING = "parenting", _("Being a parent")
    RELATIVES = "relatives", _("When someone close to you has a hard time")
    GRIEF = "grief", _("Losing someone you love")
    ALCOHOL_DRUGS = "alcohol_drugs", _("Alcohol and drugs")
    GAMBLING = "gambling", _("Gambling and gaming")
    EATING_DISORDERS = "eating_disorders", _("Eating disorders")
    IDENTITY = "identity", _("Gender, sexuality and identity")
    PREGNANCY = "pregnancy", _("Pregnancy and abortion")
    WORK = "work", _("Problems at work")
    MONEY = "money", _("Money and debt")
    RIGHTS = "rights", _("Your rights")
    INFORMATION = "information", _("Facts and advice")


class HelplineUrgency(TextChoices):
    """When one calls a national service or a helpline."""

    IMMEDIATE = "immediate", _("Life is in danger")
    URGENT = "urgent", _("It cannot wait")
    SUPPORT = "support", _("Someone to talk to")
    INFORMATION = "information", _("Information")


class CrisisKind(TextChoices):
    """What a search with words of crisis is about: the codes of ``directory.crisis.Crisis``."""

    ILLNESS = "illness", _("Sudden illness or injury")
    OVERDOSE = "overdose", _("Overdose")
    POISONING = "poisoning", _("Poisoning")
    SUICIDE = "suicide", _("Thoughts of suicide")
    VIOLENCE = "violence", _("Violence and threats")
    CHILD_HARM = "child_harm", _("A child who is not safe")
    SEXUAL_ABUSE = "sexual_abuse", _("Rape and sexual abuse")
    SELF_HARM = "self_harm", _("Self-harm")
