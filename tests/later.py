"""The next version of the program, for a test: the ward has a later field of each sort, with real
columns.

Everything is undone at the end: the columns go with the test's own transaction, the fields by hand.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import connection, models

from guide.edition import guide as parts
from guide.models import Source, Ward
from guide.models.fields import CodesField, line_pair

NAMES = ("motto", "floor", "beds", "opened", "is_closed", "tongues", "paper", "papers")
TONGUES = {"en": "English", "cr": "Cree", "iu": "Inuktitut"}


def _fields():
    """A later field of each sort, as a model would declare it.

    `floor` has a default that is not empty.
    """
    return {
        "motto": line_pair("motto", default="", db_default=""),
        "floor": models.CharField(max_length=20, blank=True, default="ground", db_default="ground"),
        "beds": models.PositiveIntegerField(null=True, blank=True),
        "opened": models.DateField(null=True, blank=True),
        "is_closed": models.BooleanField(default=False, db_default=False),
        "tongues": CodesField(options=TONGUES, db_default=[]),
        "paper": models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+"),
        "papers": models.ManyToManyField(Source, blank=True, related_name="+"),
    }


@dataclass(frozen=True)
class LaterWard(parts.Ward):
    """What the next version reads from an edition."""

    motto: str = ""
    floor: str = "ground"
    beds: int | None = None
    opened: date | None = None
    is_closed: bool = False
    tongues: tuple[str, ...] = ()
    paper: str | None = None
    papers: frozenset[str] = frozenset()


LaterWard.__name__ = "Ward"


class Later:
    """The next version. `older()` is the version before it, on the same database."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def add_columns(self):
        """As a migration would, but within the test's transaction, which SQLite's own way does not
        allow.
        """
        connection.check_constraints()  # PostgreSQL does not alter a table while these wait
        editor = connection.SchemaEditorClass(connection, atomic=False)
        editor.deferred_sql = []
        for field in _columns():
            definition, values = editor.column_sql(Ward, field)
            table, column = editor.quote_name(Ward._meta.db_table), editor.quote_name(field.column)
            editor.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}", values or None)
        editor.create_model(Ward.papers.through)

    def learn(self):
        for name, field in _fields().items():
            field.contribute_to_class(Ward, name)
        sorts = {
            "PAIRS": ("motto",),
            "PLAIN": ("floor", "beds", "opened", "is_closed", "tongues"),
            "LINKS": ("paper",),
            "MANY_LINKS": ("papers",),
            "LATER": NAMES,
        }
        for sort, names in sorts.items():
            self.monkeypatch.setattr(Ward, sort, (*getattr(Ward, sort), *names))
        self.monkeypatch.setattr(parts, "Ward", LaterWard)

    def forget(self):
        for field in _columns():
            Ward._meta.local_fields.remove(field)
            delattr(Ward, field.attname)
            if field.name != field.attname:
                delattr(Ward, field.name)
        Ward._meta.local_many_to_many.remove(Ward._meta.get_field("papers"))
        del apps.all_models["guide"]["ward_papers"]
        del Ward.papers, Ward.motto
        self.monkeypatch.undo()
        apps.clear_cache()

    @contextmanager
    def older(self):
        self.forget()
        try:
            yield
        finally:
            self.learn()


def _columns():
    names = ("motto_en", "motto_fr", "floor", "beds", "opened", "is_closed", "tongues", "paper")
    return [Ward._meta.get_field(name) for name in names]
