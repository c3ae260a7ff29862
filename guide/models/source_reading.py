"""The text of a source as it was read, so that a newer one can be compared with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guide.lib.days import day_in_words

from .fields import LinesField
from .reference import Source

LONGEST_TEXT = 200_000


class SourceReading(models.Model):
    """For staff alone.

    The text belongs to its publisher: it is never in an edition, a page or an exchange file.
    """

    source = models.ForeignKey(Source, models.CASCADE, related_name="readings")
    text = LinesField(max_length=LONGEST_TEXT)
    read_on = models.DateField(_("read on"), default=localdate)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-read_on", "-pk"]
        verbose_name = _("reading of a source")
        verbose_name_plural = _("readings of sources")
        constraints = [models.CheckConstraint(name="reading_has_a_text", condition=~Q(text=""))]

    def __str__(self):
        read = gettext("%(source)s, read on %(day)s")
        return read % {"source": self.source, "day": day_in_words(self.read_on)}
