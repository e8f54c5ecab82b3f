"""The municipality's own pages. They were here before the help pages came."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from wagtail_hjelp.blocks import HelpStreamBlock
from wagtail_hjelp.translation.fallback import fallback_context


class NewsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.TextBlock(label=_("Text"), rows=3)
    date = blocks.DateBlock(label=_("Date"))
    page = blocks.PageChooserBlock(label=_("Read more"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("News")


class ShortcutBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Text"))
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "link"
        label = _("Shortcut")


class BodyBlock(HelpStreamBlock):
    """The site's own blocks, with all those of the help pages beside them."""

    paragraph = blocks.RichTextBlock(label=_("Text"), icon="pilcrow")
    quote = blocks.BlockQuoteBlock(label=_("Quote"))


class WordsMixin(models.Model):
    """Untranslated pages show the source's words, and mark them as such."""

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **fallback_context(self)}


class HomePage(WordsMixin, Page):
    heading = models.CharField(_("heading"), max_length=120)
    intro = models.TextField(_("introduction"), blank=True)
    shortcuts = StreamField(
        [("shortcut", ShortcutBlock())], verbose_name=_("shortcuts"), blank=True
    )
    news_heading = models.CharField(_("heading of the news"), max_length=120, blank=True)
    news = StreamField([("news", NewsBlock())], verbose_name=_("news"), blank=True)
    body = StreamField(BodyBlock(required=False), verbose_name=_("content"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("shortcuts"),
        FieldPanel("body"),
        FieldPanel("news_heading"),
        FieldPanel("news"),
    ]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("home page")


class StandardPage(WordsMixin, Page):
    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(required=False), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
