"""Entry: what all editable things have in common, and the form in which their content travels."""

from collections.abc import Mapping
from typing import Any, Self, cast

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guide.lib.canonical_json import content_digest
from guide.lib.content import Content

from .fields import LineField, LinesField

# {link to many: codes of what it names}; and {"uses": …} of a section, as its content has them.
Linked = Mapping[str, list[Any]]
LONGEST_NOTE = 5000
LONGEST_CODE = 60
LONGEST_REVIEWER = 120
# The same on every database: SQLite would take numbers that PostgreSQL cannot.
HIGHEST_ORDER = 99_999
CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small letters, digits and single hyphens: one-place.")
)


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_links(self) -> Self:
        """Prefetch all that `content()` reads, so that a whole kind takes a handful of queries."""
        model = self.model
        return self.select_related(*model.LINKS, "approved_by", "edited_by").prefetch_related(
            *model.MANY_LINKS, *model.further_links()
        )

    def locked(self) -> Self:
        """Nobody else changes these rows until the transaction ends.

        They stay open to be named by others: who commits a row that names one of these need not
        wait (with a full lock, two colleagues at a question and its answer would wait for each
        other without end).
        """
        return self.select_for_update(of=("self",), no_key=True)


class Entry(models.Model):
    """Anything that staff edit. Subclasses declare which fields are their public content.

    PAIRS: fields in both languages; of these, REQUIRED must be filled to publish.
    PLAIN: fields without a language. LINKS and MANY_LINKS: other entries, named by code.
    LATER: the fields among all these that came when entries had been approved already. Empty, they
    are left out of the content, so that a digest signed before there was the field stays the digest
    of the same words. Each has a `db_default` (or may be NULL), so that an older version of the
    program can go on saving beside this one.
    """

    PAIRS: tuple[str, ...] = ()
    REQUIRED: tuple[str, ...] = ()
    PLAIN: tuple[str, ...] = ()
    LATER: tuple[str, ...] = ()
    LINKS: tuple[str, ...] = ()
    MANY_LINKS: tuple[str, ...] = ()

    code = models.CharField(
        max_length=LONGEST_CODE,
        unique=True,
        validators=[CODE],
        help_text=_(
            "A short name for addresses and links: small letters and hyphens. Do not change it "
            "once published."
        ),
    )
    order = models.PositiveIntegerField(
        default=100,
        validators=[MaxValueValidator(HIGHEST_ORDER)],
        help_text=_("Lower numbers come first."),
    )
    note = LinesField(
        _("note for colleagues"),
        max_length=LONGEST_NOTE,
        blank=True,
        help_text=_("Only staff see this: what to check, why something changed."),
    )
    withdrawn = models.BooleanField(
        default=False,
        help_text=_("Tick to take this out of the next edition. Needs approval like any change."),
    )
    review_due = models.DateField(_("next review"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    reviewer_name = LineField(
        max_length=LONGEST_REVIEWER,
        blank=True,
        editable=False,
        help_text=_("As printed. Empty for starter text that nobody reviewed."),
    )
    objected = models.BooleanField(
        _("needs changes"),
        default=False,
        db_default=False,
        editable=False,
        help_text=_("A “needs changes” stands."),
    )
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_approval_is_whole",
                condition=Q(
                    approved_digest="", approved_at=None, approved_by=None, reviewer_name=""
                )
                | (~Q(approved_digest="") & Q(approved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="%(class)s_reviewer_has_a_name",
                condition=Q(approved_by=None) | ~Q(reviewer_name=""),
            ),
            models.CheckConstraint(
                name="%(class)s_is_not_approved_while_objected",
                condition=Q(objected=False) | Q(approved_digest=""),
            ),
        ]

    def __str__(self) -> str:
        """Its name in the language that is read; in English where it has none there."""
        name = self.PAIRS[0]
        return getattr(self, name) or getattr(self, f"{name}_en") or self.code

    @classmethod
    def kind_name(cls) -> str:
        return cls._meta.model_name

    @classmethod
    def link_target(cls, name: str) -> str:
        """The kind of entry that this field leads to; "" for a field that leads to none."""
        if name not in (*cls.LINKS, *cls.MANY_LINKS):
            return ""
        target = cast("type[Entry]", cls._meta.get_field(name).related_model)
        return target.kind_name()

    @classmethod
    def further_links(cls) -> list[models.Prefetch]:
        """What `content()` reads besides its links."""
        return []

    def content(self, linked: Linked | None = None) -> Content:
        """The public content as plain data; the same form in editions, history and exchange
        files.

        linked: what its links to many name, where that was read already.
        """
        data = {"order": self.order, "withdrawn": self.withdrawn}
        for name in (*self.PAIRS, *self.PLAIN, *self.LINKS, *self.MANY_LINKS):
            value = self._value_of(name, linked)
            if name in self.LATER and value == self.empty(name):
                continue
            data[name] = value
        return data

    def _value_of(self, name: str, linked: Linked | None) -> Any:
        """One field as plain data."""
        if name in self.PAIRS:
            languages = dict(settings.LANGUAGES)
            return {language: getattr(self, f"{name}_{language}") for language in languages}
        value = getattr(self, name)
        if name in self.LINKS:
            return value.code if value else None
        if name in self.MANY_LINKS:
            codes = [one.code for one in value.all()] if linked is None else linked[name]
            return sorted(codes)
        return _plain(value)

    @classmethod
    def empty(cls, name: str) -> Any:
        """What a field says as plain data where nobody has said anything."""
        if name in cls.PAIRS:
            return dict.fromkeys(dict(settings.LANGUAGES), "")
        if name in cls.LINKS:
            return None
        if name in cls.MANY_LINKS:
            return []
        return _plain(cls._meta.get_field(name).get_default())

    @classmethod
    def whole(cls, content: Content) -> Content:
        """The content with the fields that it leaves out while they are empty."""
        missing = [name for name in cls.LATER if name not in content]
        return content | {name: cls.empty(name) for name in missing}

    def digest(self) -> str:
        return content_digest([self.kind_name(), self.code, self.content()])

    def is_approved(self) -> bool:
        """Whether the approval stands for exactly what is written here now."""
        return bool(self.approved_digest) and self.approved_digest == self.digest()

    is_approved.boolean = True


def _plain(value: Any) -> Any:
    """A value as JSON carries it: a date as 2026-01-31."""
    return value.isoformat() if hasattr(value, "isoformat") else value
