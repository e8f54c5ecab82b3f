"""What we measure against: the least that a Wagtail page and a Wagtail listing can be."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class PlainPage(Page):
    """An unadorned page: a title and some rich text."""

    body = RichTextField(blank=True)


class PlainListingPage(Page):
    """A listing of the first twenty titles below it, no filters, no counts, no search."""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().order_by("title")[:20]
        return context
