"""The host's own images."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition


class HostImage(AbstractImage):
    photographer = models.CharField(max_length=80, blank=True)
    admin_form_fields = ("title", "file", "photographer")


class HostRendition(AbstractRendition):
    image = models.ForeignKey(HostImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once"
            )
        ]
