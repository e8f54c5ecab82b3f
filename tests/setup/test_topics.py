"""Starter topics: with the names that the catalogues have, and only once."""

from wagtail_hjelp.models import Topic
from wagtail_hjelp.setup import set_up
from wagtail_hjelp.setup.topics import STARTER_TOPICS
from wagtail_hjelp.vocabularies import TopicIcon


def test_topics_are_in_order_each_with_its_icon(section):
    topics = list(Topic.objects.order_by("sort_order").values_list("slug", "icon", "sort_order"))
    assert topics == [
        (slug, icon.value, (place + 1) * 10)
        for place, (slug, _name, icon) in enumerate(STARTER_TOPICS)
    ]
    assert len(topics) == 17
    assert {icon for _slug, icon, _order in topics} == set(TopicIcon.values)


def test_name_is_the_source_languages_and_others_are_stored_where_translated(section):
    housing = Topic.objects.get(slug="housing")
    assert housing.name == "Bolig"
    names = {name.language_code: name.name for name in housing.names.all()}
    assert (names["nn"], names["en"]) == ("Bustad", "Housing")
    # Polish has no translation in these catalogues: gettext's answer would be the Norwegian one.
    assert "nb" not in names
    assert "Bolig" not in names.values()


def test_name_that_is_the_same_as_the_source_is_not_stored(section):
    names = Topic.objects.get(slug="mental-health").names
    assert not names.filter(language_code="nn").exists()
    assert Topic.objects.get(slug="mental-health").name_in("nn") == "Psykisk helse"


def test_topics_that_are_there_are_left_alone(catalogues, home):
    Topic.objects.create(name="Vårt eget", slug="vart-eget")
    lines: list[str] = []
    set_up(home, report=lines.append)
    assert Topic.objects.count() == 1
    assert "Unchanged: 1 topic (topics are only made where there are none)" in lines


def test_deleted_topic_does_not_come_back(section, home):
    Topic.objects.get(slug="grief-and-crisis").delete()
    set_up(home)
    assert Topic.objects.count() == 16
