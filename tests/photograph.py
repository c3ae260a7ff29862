"""A photograph of the guide's tables: taken once, put back in milliseconds wherever a test asks for
the same rows.
"""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from functools import wraps

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from guide.edition import current

# What this process has photographed: (function, its words) → (photograph, when).
_kept = {}


def kept(make):
    """Wrap a function that writes the rows with which many tests begin. The first test of a process
    lets it write them, the others get what it wrote, as if they had been written at that moment.

    It may be given plain words by name, and write into tables of the guide alone: no people.
    """

    @wraps(make)
    def begin(**words):
        key = make.__module__, make.__qualname__, repr(sorted(words.items()))
        if not is_empty():
            make(**words)
        elif key in _kept:
            photograph, taken_at = _kept[key]
            put_back(photograph, later_by=timezone.now() - taken_at)
            current.forget()
        else:
            make(**words)
            _kept[key] = take(), timezone.now()

    return begin


def is_empty():
    """Whether no table of the guide holds a row."""
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models()]
    any_row = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {any_row}")
        return not cursor.fetchone()[0]


def take():
    """{table: (columns, rows)} of every table of the guide that holds rows, as the database gives
    them.
    """
    with connection.cursor() as cursor:
        return _seen_by(cursor)


def take_of(file):
    """The same of an SQLite file, to be put back into SQLite."""
    with closing(sqlite3.connect(file)) as database:
        return _seen_by(database.cursor())


def _seen_by(cursor):
    photograph = {}
    for table in (model._meta.db_table for model in models()):
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY id")
        columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
        if rows:
            photograph[table] = columns, rows
    return photograph


def put_back(photograph, later_by=timedelta(0)):
    """Insert the rows of a photograph into empty tables; new rows are numbered after them.

    later_by: how much later every moment in them is to be.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in photograph.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})",
                [_later(row, later_by) for row in rows] if later_by else rows,
            )
        filled = [model for model in models() if model._meta.db_table in photograph]
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)


def _later(row, by):
    return [value + by if isinstance(value, datetime) else value for value in row]


def models():
    return list(apps.get_app_config("guide").get_models(include_auto_created=True))
