from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "tests.media"
    label = "media"
