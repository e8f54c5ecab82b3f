"""The private register of resource persons, and the texts that they have agreed to.

No page, no snippet, nothing that is searched, chosen, translated, kept in revisions or given out:
a record is a row, and its columns are empty to whoever reads them after the consent has run out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.conf import settings as django_settings
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_hjelp import phone
from wagtail_hjelp.conf import settings
from wagtail_hjelp.fields import ChoiceSetField, VocabularyField
from wagtail_hjelp.hours.words import date_text
from wagtail_hjelp.people import clock
from wagtail_hjelp.people.consent import LONGEST_YEARS, Consent, years_later
from wagtail_hjelp.vocabularies import Availability, ConsentWay, ResourceTask, ServiceLanguage

from .resource_person_form import ConsentTextForm, ResourcePersonForm
from .resource_person_panels import consent_text_panels, resource_person_panels

# What a record says of somebody: unreadable when the consent has run out.
PERSONAL = (
    "name",
    "phone",
    "email",
    "organisation",
    "area",
    "languages",
    "competence",
    "tasks",
    "availability",
    "availability_note",
    "notes",
)
# What it says of the consent, which the list shows of an expired record too.
CONSENT = (
    "consent_text",
    "consent_how",
    "consent_given_on",
    "consent_until",
    "consent_recorded_by",
    "consent_recorded_at",
)


class PublishedTextChanged(Exception):
    """Somebody tried to change a text that people may have agreed to."""


class ConsentTextQuerySet(QuerySet["ConsentText"]):
    def update(self, **kwargs: Any) -> int:
        raise PublishedTextChanged

    def latest_version(self) -> ConsentText | None:
        return self.order_by("-version").first()


class ConsentText(models.Model):
    """What people are asked to agree to. A text is never changed: a new one is a new version."""

    version = models.PositiveIntegerField(_("version"), unique=True, editable=False)
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("in use from"), default=timezone.now, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    base_form_class = ConsentTextForm
    panels = consent_text_panels()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["-version"]
        # Neither "change" nor "delete" is a right that anybody could be given.
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        day = date_text(clock.today(self.made_at), date.min)
        words = {"version": self.version, "date": day}
        return str(_("Version %(version)d, from %(date)s") % words)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PublishedTextChanged
        last = ConsentText.objects.latest_version()
        self.version = last.version + 1 if last else 1
        super().save(*args, **kwargs)


class ResourcePersonQuerySet(QuerySet["ResourcePerson"]):
    """Verbs by the clock: what they say is asked when the queryset is made."""

    def readable(self) -> Self:
        return self.filter(consent_until__gte=clock.today())

    def expired(self) -> Self:
        """Those whose consent has run out, and that are kept for the days of grace."""
        return self.kept().filter(consent_until__lt=clock.today())

    def kept(self) -> Self:
        """All but those whose days of grace are over, which nobody may see again."""
        return self.filter(consent_until__gte=clock.first_kept())

    def overdue(self, on: date | None = None) -> Self:
        """Those that should be deleted."""
        return self.filter(consent_until__lt=clock.first_kept(on))

    def in_order(self) -> Self:
        """By name, and those that cannot be read last: not where their names would stand."""
        holds = Q(consent_until__gte=clock.today())
        return self.annotate(
            is_expired=Case(When(holds, then=Value(0)), default=Value(1)),
            sort_name=Case(When(holds, then=Lower(F("name"))), default=Value("")),
        ).order_by("is_expired", "sort_name", "pk")

    # Instances are emptied as they are loaded. Columns that are read without an instance are
    # those of readable records alone.

    def values(self, *fields: Any, **expressions: Any) -> Any:
        return super(ResourcePersonQuerySet, self._guarded(fields, expressions)).values(
            *fields, **expressions
        )

    def values_list(self, *fields: Any, flat: bool = False, named: bool = False) -> Any:
        return super(ResourcePersonQuerySet, self._guarded(fields)).values_list(
            *fields, flat=flat, named=named
        )

    def _guarded(self, fields: Iterable[Any], expressions: Any = ()) -> Self:
        known = {"pk", "id", *CONSENT}
        is_open = fields and not expressions and all(name in known for name in fields)
        return self if is_open else self.readable()


class _ReadableManager(models.Manager.from_queryset(ResourcePersonQuerySet)):
    def get_queryset(self) -> ResourcePersonQuerySet:
        found: ResourcePersonQuerySet = super().get_queryset().readable()
        return found


class ResourcePerson(models.Model):
    """Somebody with competence in a language or a culture, who has agreed to be called on.

    ``objects`` knows those whose consent holds. ``records`` knows the others too, without a word
    of who they are: the columns in ``PERSONAL`` are empty in every instance that is loaded after
    the last day of the consent, whichever way it was asked for.
    """

    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    area = models.CharField(_("where in the municipality"), max_length=200, blank=True)
    languages = ChoiceSetField(verbose_name=_("languages spoken"), vocabulary=ServiceLanguage)
    competence = models.TextField(_("cultural competence"), blank=True, max_length=2000)
    tasks = ChoiceSetField(
        verbose_name=_("may be called on for"), vocabulary=ResourceTask, blank=False
    )
    availability = ChoiceSetField(verbose_name=_("may be called on"), vocabulary=Availability)
    availability_note = models.CharField(_("more about when"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), blank=True, max_length=2000)

    # A text that somebody has agreed to stays for as long as the record does.
    consent_text = models.ForeignKey(
        ConsentText,
        verbose_name=_("text that was agreed to"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    consent_how = VocabularyField(verbose_name=_("how it was given"), vocabulary=ConsentWay)
    consent_given_on = models.DateField(_("given on"))
    consent_until = models.DateField(_("holds until"), db_index=True)
    consent_recorded_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    consent_recorded_at = models.DateTimeField(
        _("recorded at"), default=timezone.now, editable=False
    )

    # The first is what Django, Wagtail and everybody else takes.
    objects = _ReadableManager()
    records = ResourcePersonQuerySet.as_manager()

    base_form_class = ResourcePersonForm
    panels = resource_person_panels()
    wagtail_reference_index_ignore = True

    _unreadable = False

    class Meta:
        verbose_name = _("resource person")
        verbose_name_plural = _("resource persons")
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_until__gte=F("consent_given_on")),
                name="wagtail_hjelp_consent_until_after_given",
            ),
        ]

    def __str__(self) -> str:
        # Wagtail writes it into logs and messages: never a name.
        if not self.pk:
            return str(_("New resource person"))
        return str(_("Resource person no. %(number)d") % {"number": self.pk})

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **kwargs: Any) -> Self:
        person = super().from_db(db, field_names, values, **kwargs)
        # Loaded without the last day of the consent, nobody knows: it is unreadable too.
        loaded = person.__dict__
        if "consent_until" not in loaded or not person.consent.holds(clock.today()):
            person._unreadable = True
            for field in person._personal_fields():
                if field.attname in loaded:
                    setattr(person, field.attname, field.get_default())
        return person

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: Any = None,
    ) -> None:
        # Also what Django calls for a column that was left out at first.
        if fields is not None:
            fields = {*fields, "consent_until"}
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None:
            self._unreadable = not self.consent.holds(clock.today())

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._unreadable:
            # What could not be read is not overwritten with nothing.
            wanted = kwargs.get("update_fields")
            kwargs["update_fields"] = [name for name in CONSENT if wanted is None or name in wanted]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        errors = self._consent_errors()
        if not self._unreadable:
            errors |= self._personal_errors()
        if errors:
            raise ValidationError(errors)

    @property
    def is_readable(self) -> bool:
        """Whether the record was loaded while the consent held."""
        return not self._unreadable

    @property
    def consent(self) -> Consent:
        return Consent(self.consent_until, settings.CONSENT_GRACE_DAYS)

    @display(description=_("name"), ordering="sort_name")
    def shown_name(self) -> str:
        """Return the name, or the number of a record that cannot be read."""
        return self.name or str(self)

    def get_phone_display(self) -> str:
        return phone.display(self.phone, settings.PHONE_REGION) if self.phone else ""

    def get_languages_display(self) -> str:
        return self._labels("languages")

    def get_tasks_display(self) -> str:
        return self._labels("tasks")

    def get_availability_display(self) -> str:
        return self._labels("availability")

    def _labels(self, name: str) -> str:
        field = self._meta.get_field(name)
        return ", ".join(field.labels(getattr(self, name)))

    @classmethod
    def _personal_fields(cls) -> list[Any]:
        return [cls._meta.get_field(name) for name in PERSONAL]

    def _consent_errors(self) -> dict[str, Any]:
        given, until, today = self.consent_given_on, self.consent_until, clock.today()
        errors: dict[str, Any] = {}
        if given is not None and given > today:
            errors["consent_given_on"] = _("This day has not come yet.")
        if until is not None and until < today:
            errors["consent_until"] = _("This day is over. Ask the person again.")
        elif given is not None and until is not None and until > years_later(given, LONGEST_YEARS):
            errors["consent_until"] = _(
                "At most three years after the day on which it was given. Ask again then."
            )
        return errors

    def _personal_errors(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.phone:
            try:
                self.phone = phone.parse(self.phone, settings.PHONE_REGION)
            except phone.InvalidNumber:
                errors["phone"] = _(
                    "This is not a telephone number. Write eight digits, a short number, or the "
                    "country code first (+46 …)."
                )
        elif not self.email:
            errors["phone"] = _("Write a telephone number or an e-mail address.")
        if not self.languages and not self.competence:
            errors["competence"] = _("Tick a language, or write which cultures the person knows.")
        return errors
