"""A record with a word in each of its columns that stands nowhere else."""

from datetime import date
from typing import Any

from wagtail_hjelp.models import ConsentText, ResourcePerson

# What must not be seen: one for each column with words, and the number as it is shown.
SECRETS = (
    "Amina Warsamezzz",
    "+4799887766",
    "998 87 766",
    "amina-zzz@example.test",
    "Foreningenzzz",
    "Bygdazzz",
    "Kulturzzz",
    "Naarzzz",
    "Notatzzz",
)


def make_person(text: ConsentText, **changes: Any) -> ResourcePerson:
    values = {
        "name": "Amina Warsamezzz",
        "phone": "+4799887766",
        "email": "amina-zzz@example.test",
        "organisation": "Foreningenzzz",
        "area": "Bygdazzz",
        "languages": ["so", "ti"],
        "competence": "Kulturzzz",
        "tasks": ["culture", "crisis"],
        "availability": ["evenings"],
        "availability_note": "Naarzzz",
        "notes": "Notatzzz",
        "consent_text": text,
        "consent_how": "signed",
        "consent_given_on": date(2026, 1, 10),
        "consent_until": date(2026, 11, 30),
    }
    person = ResourcePerson(**{**values, **changes})
    person.full_clean()
    person.save()
    return ResourcePerson.objects.get(pk=person.pk)


def secrets_in(said: str) -> list[str]:
    return [secret for secret in SECRETS if secret in said]
