"""Everything in one file, and back: content, history and accounts, the same from SQLite and from
PostgreSQL.

The file is gzip; its first line says what made it, each further line is a row, and the last line is
the SHA-256 of all lines before it. It holds password digests and phone secrets: whoever has it must
keep it safe.
"""

import gzip
import hashlib
import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone

from guide.lib.atomic_file import in_place_of
from guide.models import Edition
from guide.publishing import edition_numbers

FORMAT = 1
# Sessions end with a restore; the floor of edition numbers knows what a backup cannot know; what
# runs by the clock is a matter of this machine.
LEFT_OUT = {"sessions.Session", "guide.NumberFloor", "guide.JobRun"}
# What comes of a file that was cut short, or of which one bit is another.
NOT_AS_WRITTEN = (OSError, EOFError, ValueError, LookupError, TypeError, zlib.error)


class CannotRestore(ValueError):
    """The file, or this database, is not what a restore needs; the message says why."""


@dataclass(frozen=True)
class Holding:
    """What a database, or a backup of one, holds. None is what an older backup does not say.

    site: the address that is printed on paper. highest: the highest edition number ever given out.
    """

    site: str | None
    newest: int | None
    highest: int | None
    accounts: int | None

    def __str__(self) -> str:
        if self.newest is None:
            return "from before backups said what they hold"
        edition = f"newest edition {self.newest}" if self.newest else "no edition"
        accounts = "1 account" if self.accounts == 1 else f"{self.accounts} accounts"
        return f"{self.site}, {edition}, {accounts}"


def holding() -> Holding:
    """What this database holds."""
    newest = Edition.objects.aggregate(number=Max("number"))["number"] or 0
    accounts = User.objects.count()
    return Holding(settings.SITE_ADDRESS, newest, edition_numbers.highest(), accounts)


def holding_of(file: Path) -> Holding:
    """What the first line of a backup says of it. Raises CannotRestore."""
    _check(file)
    told = json.loads(next(_lines(file)))
    return Holding(told.get("site"), told.get("newest"), told.get("highest"), told.get("accounts"))


def database_name() -> str:
    """As `restore --replace` wants to hear it: of PostgreSQL the database, of SQLite the file."""
    name = str(connection.settings_dict["NAME"])
    return Path(name).name if connection.vendor == "sqlite" else name


def models():
    return [model for model in apps.get_models() if model._meta.label not in LEFT_OUT]


def backup(file):
    """Write a backup as of one moment, while everything runs; whole or not at all.

    Returns its digest.
    """
    with in_place_of(file) as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        return _write(out)


def restore(file, *, replace=False):
    """Fill this database from a backup, all or nothing. Returns its digest. Raises CannotRestore.

    replace: also where something is there already; it is then gone. No edition number that was ever
    given out is given out again.
    """
    digest = _check(file)
    if not replace and not is_empty():
        raise CannotRestore(
            "This database holds content or accounts. Restoring would replace all of it."
        )
    known_here = edition_numbers.highest()
    in_file = holding_of(file)
    with transaction.atomic():
        _empty()
        for line in _lines_of_rows(file):
            _bring_back(json.loads(line))
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models()):
                cursor.execute(statement)
        connection.check_constraints()
        if _digest_of_rows(_rows()) != _digest_of_rows(_lines_of_rows(file)):
            raise CannotRestore(
                "What was read back is not what the file holds. Nothing has been changed."
            )
        _keep_numbers(known_here, in_file.highest or 0)
    return digest


def _bring_back(row):
    """Raises CannotRestore for a row that this database does not take."""
    try:
        for loaded in serializers.deserialize("python", [row]):
            loaded.save(force_insert=True)
    except (DatabaseError, DeserializationError) as problem:
        why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise CannotRestore(
            f"The row {row['model']} {row['pk']} does not fit into this database: {why}. Nothing "
            "has been changed."
        ) from None


def _keep_numbers(known_here, in_file):
    if known_here:
        edition_numbers.keep_above(max(known_here, in_file))
    else:
        edition_numbers.keep_above_what_nobody_knows(max(edition_numbers.highest(), in_file))


def is_empty():
    """Whether there is neither content nor an account; what `migrate` alone makes does not
    count.
    """
    if User.objects.exists():
        return False
    of_the_guide = [model for model in models() if model._meta.app_label == "guide"]
    return not any(model.objects.exists() for model in of_the_guide)


def _write(out):
    seen = hashlib.sha256()

    def put(line):
        seen.update(line)
        out.write(line)

    first_statement = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and first_statement:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        about = {
            "format": FORMAT,
            "version": settings.VERSION,
            "made": timezone.now().isoformat(),
            "migrations": _migrations(),
            **asdict(holding()),
        }
        put(_line(about))
        for line in _rows():
            put(line)
    out.write(_line({"sha256": seen.hexdigest()}))
    return seen.hexdigest()


def _rows():
    for model in models():
        for row in serializers.serialize("python", model._base_manager.order_by("pk").iterator()):
            fields = row["fields"]
            for field in model._meta.local_many_to_many:
                fields[field.name] = sorted(fields[field.name])
            yield _line({"model": row["model"], "pk": row["pk"], "fields": fields})


def _line(data):
    # Sorted, as PostgreSQL gives the keys of JSON back in an order of its own.
    data = {name: _sorted(value) for name, value in data.items()}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_as_text)
    return text.encode() + b"\n"


def _as_text(value):
    """A date or a time of day, as JSON can hold it."""
    return value.isoformat()


def _sorted(value):
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_sorted(one) for one in value]
    return value


def _lines(file):
    with gzip.open(file, "rb") as lines:
        yield from lines


def _lines_of_rows(file):
    """The lines that hold a row: neither the first nor the last."""
    for line in _lines(file):
        if line.startswith(b'{"model"'):
            yield line


def _check(file):
    """The digest of a file that is whole and fits this version of the program."""
    seen = hashlib.sha256()
    first = None
    last = b""
    try:
        for line in _lines(file):
            first = first or json.loads(line)
            seen.update(last)
            last = line
        told = json.loads(last)["sha256"]
        migrations = first["migrations"]
    except NOT_AS_WRITTEN as problem:
        raise CannotRestore(f"This is no whole backup: {problem}") from None
    if told != seen.hexdigest() or first.get("format") != FORMAT:
        raise CannotRestore("This is no whole backup: its digest does not match what it holds.")
    if migrations != _migrations():
        version = first.get("version") or "one before 0.1.0"
        raise CannotRestore(
            f"The backup was made by another version ({version}; this is {settings.VERSION}). "
            "Restore it with that version, then migrate."
        )
    return told


def _digest_of_rows(lines):
    seen = hashlib.sha256()
    for line in lines:
        seen.update(line)
    return seen.hexdigest()


def _migrations():
    ours = {config.label for config in apps.get_app_configs()}
    return sorted(
        f"{app}.{name}"
        for app, name in MigrationRecorder(connection).applied_migrations()
        if app in ours
    )


def _empty():
    for model in reversed(models()):
        for field in model._meta.local_many_to_many:
            field.remote_field.through._base_manager.all()._raw_delete(connection.alias)
        model._base_manager.all()._raw_delete(connection.alias)
