"""The link by which whoever is in the register takes the consent back, without asking anybody.

It is mailed when a consent is written down. Whoever opens it reads nothing of the record, since
mail is read by others too: there is one button, and what it does.
"""

from __future__ import annotations

from django.conf import settings as django_settings
from django.db import transaction
from wagtail.models import Site

from wagtail_hjelp.collecting import letters
from wagtail_hjelp.collecting.addresses import secret_address, tell_us_page
from wagtail_hjelp.collecting.links import make_link, revoke_links, use_link
from wagtail_hjelp.models import LinkPurpose, ResourcePerson, SecretLink

from . import register


def send_link(person: ResourcePerson, language: str = "") -> bool:
    """Mail somebody the link to withdraw; the one they had before works no longer.

    False if there is no address, or no page on the site for such links; what cannot be delivered
    is in the site's log, without a word of to whom.
    """
    # Whoever reads mail at the old address is not to delete it.
    revoke_links(person=person, purpose=LinkPurpose.WITHDRAW)
    site = Site.objects.filter(is_default_site=True).first()
    if not person.is_readable or not person.email or site is None:
        return False
    language = language or django_settings.LANGUAGE_CODE
    if tell_us_page(site, language) is None:
        return False
    secret = make_link(LinkPurpose.WITHDRAW, person=person)
    url = secret_address(site, language, "withdraw", secret)
    to, context = person.email, {"url": url, "until": person.consent_until}
    transaction.on_commit(lambda: letters.send("consent_link", to, context, language) and None)
    return True


@transaction.atomic
def withdraw(link: SecretLink) -> bool:
    """Delete the record that a link is about; False if the link has been used."""
    if link.person_id is None:
        return False
    person = ResourcePerson.records.filter(pk=link.person_id).first()
    if person is None or not use_link(link):
        return False
    register.withdraw(person)
    return True
