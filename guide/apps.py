from django.apps import AppConfig

from .ops import private_files


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = "The guide"

    def ready(self):
        private_files.connect()
