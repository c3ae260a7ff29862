from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .accounts import session_time
from .ops import private_files

WRITTEN_IN = ["en", "fr"]


class GuideConfig(AppConfig):
    name = "guide"
    verbose_name = _("The guide")

    def ready(self):
        from .models.names import give_names

        check_languages()
        give_names(self.get_models())
        private_files.connect()
        session_time.connect()


def check_languages() -> None:
    """A further language is no column: see "A third language" in docs/architecture.md."""
    codes = [code for code, _name in settings.LANGUAGES]
    if sorted(codes) != WRITTEN_IN:
        raise ImproperlyConfigured(
            f"LANGUAGES is {', '.join(codes)}, but the guide is written in English and French: "
            "en, fr. A further language would make every page fail and void every approval."
        )
