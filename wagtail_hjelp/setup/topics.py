"""The topics to begin with: how people look for help, before the editors know better."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant

from wagtail_hjelp.models import Topic, TopicName
from wagtail_hjelp.vocabularies import TopicIcon

from .report import Report, text_in

# slug, name, icon; in the order in which people see them
STARTER_TOPICS: tuple[tuple[str, Any, TopicIcon], ...] = (
    ("acute-help", gettext_lazy("Acute help"), TopicIcon.ACUTE),
    ("someone-to-talk-to", gettext_lazy("Someone to talk to"), TopicIcon.TALK),
    ("mental-health", gettext_lazy("Mental health"), TopicIcon.MIND),
    ("doctor-and-health", gettext_lazy("Doctor and health"), TopicIcon.HEALTH),
    ("violence-and-abuse", gettext_lazy("Violence and abuse"), TopicIcon.SHIELD),
    ("alcohol-and-drugs", gettext_lazy("Alcohol, drugs and addiction"), TopicIcon.BOTTLE),
    ("children-and-youth", gettext_lazy("Children and young people"), TopicIcon.CHILD),
    ("family", gettext_lazy("Family and relationships"), TopicIcon.FAMILY),
    ("relatives", gettext_lazy("For relatives"), TopicIcon.HANDS),
    ("older-people", gettext_lazy("Older people"), TopicIcon.ELDER),
    ("money-and-debt", gettext_lazy("Money and debt"), TopicIcon.MONEY),
    ("housing", gettext_lazy("Housing"), TopicIcon.HOUSE),
    ("work-and-income", gettext_lazy("Work and income"), TopicIcon.WORK),
    ("new-in-norway", gettext_lazy("New in Norway"), TopicIcon.GLOBE),
    ("disability", gettext_lazy("Disability"), TopicIcon.WHEELCHAIR),
    ("grief-and-crisis", gettext_lazy("Grief and crisis"), TopicIcon.HEART),
    ("meeting-places", gettext_lazy("Meeting places and company"), TopicIcon.PEOPLE),
)


def make_topics(report: Report) -> None:
    """Make the starter topics, with their names in all languages, if there are no topics at all.

    Only then: a topic that is missing later was deleted by somebody who meant it.
    """
    there = Topic.objects.count()
    if there:
        report.unchanged(
            ngettext(
                "%(count)d topic (topics are only made where there are none)",
                "%(count)d topics (topics are only made where there are none)",
                there,
            )
            % {"count": there}
        )
        return
    source = get_supported_content_language_variant(django_settings.LANGUAGE_CODE)
    for order, (slug, name, icon) in enumerate(STARTER_TOPICS, start=1):
        topic = Topic(slug=slug, name=text_in(source, name), icon=icon.value, sort_order=order * 10)
        topic.save()
        for code in get_content_languages():
            translated = _translated(name, code, topic.name)
            if code != source and translated is not None:
                TopicName.objects.create(topic=topic, language_code=code, name=translated)
    report.created(_("%(count)d topics") % {"count": len(STARTER_TOPICS)})


def _translated(name: Any, language_code: str, source_name: str) -> str | None:
    """Return the name if the catalogues have it in the language, else None.

    Where a language has no translation, gettext answers in LANGUAGE_CODE's, which is the source
    name, or with the English text. The source name need not be stored: it is what a topic falls
    back on anyway.
    """
    found = text_in(language_code, name)
    if found == source_name:
        return None
    if found == text_in("en", name) and language_code.split("-")[0] != "en":
        return None
    return found
