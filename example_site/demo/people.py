"""The demo's logins: one of each kind of person who works with the help pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from wagtail.users.models import UserProfile

PASSWORD = "hjelp-demo"
ADMIN_LANGUAGE = "nb"


@dataclass(frozen=True, slots=True)
class Person:
    """``role`` is the key of a group in what the package's set-up returns."""

    username: str
    first_name: str
    last_name: str
    role: str
    task: str
    superuser: bool = False


PEOPLE = (
    Person("editor", "Eli", "Nes", "editors", "writes the offers in bokmål"),
    Person("translator", "Amal", "Haddad", "translators:en", "translates into English"),
    Person("reviewer", "John", "Berg", "reviewers:en", "reviews the English"),
    Person("administrator", "Per", "Vik", "administrators", "may do everything", superuser=True),
)


def create_people() -> dict[str, AbstractUser]:
    """Create or update the users, without groups; return them by name."""
    return {person.username: _create(person) for person in PEOPLE}


def put_in_groups(users: dict[str, AbstractUser], groups: dict[str, Group]) -> None:
    """Put each user in the group of their role, beside groups they may have been given since."""
    for person in PEOPLE:
        users[person.username].groups.add(groups[person.role])


def table() -> str:
    """Return the logins as a table to print."""
    rows = [(person.username, PASSWORD, person.task) for person in PEOPLE]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [
        f"  {name:<{widths[0]}}  {password:<{widths[1]}}  {task}" for name, password, task in rows
    ]
    return "\n".join([f"{settings.WAGTAILADMIN_BASE_URL}/admin/", *lines])


def _create(person: Person) -> AbstractUser:
    user, created = get_user_model().objects.update_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": f"{person.username}@havnesund.example",
            "is_active": True,
            "is_superuser": person.superuser,
            "is_staff": person.superuser,
        },
    )
    if created or not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save()
    profile = UserProfile.get_for_user(user)
    if not profile.preferred_language:
        profile.preferred_language = ADMIN_LANGUAGE
        profile.save()
    return user
