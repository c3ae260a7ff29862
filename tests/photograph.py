"""A photograph of the guide's tables: taken once, put back in milliseconds wherever a test asks for
the same rows.
"""

import sqlite3
from contextlib import closing

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


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


def put_back(photograph):
    """Insert the rows of a photograph into empty tables; new rows are numbered after them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in photograph.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})", rows
            )
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def models():
    return list(apps.get_app_config("guide").get_models(include_auto_created=True))
