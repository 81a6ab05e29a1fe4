"""Django for a solution in one file: settings before it is imported, tables after. Loaded in the cell where
a problem asks for the framework; the rest runs in case processes.

The database is SQLite's in memory, so each case begins with an empty one.
"""

import sys

import django
import django.core.handlers.asgi
import django.core.handlers.wsgi
import django.db
import django.db.backends.sqlite3.base
import django.db.backends.utils
import django.db.models
import django.forms  # noqa: F401
import django.http
import django.shortcuts  # noqa: F401
import django.template.backends.django  # noqa: F401
import django.urls
from django.conf import settings

from . import setup

_len = len
_str = str
TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")

DEFAULTS = {
    "ALLOWED_HOSTS": ["*"],
    "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    "DEBUG_PROPAGATE_EXCEPTIONS": True,
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "INSTALLED_APPS": ["solution"],
    "LOGGING_CONFIG": None,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "ROOT_URLCONF": "solution",
    "SECRET_KEY": "of no worth",
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": ["templates"]}],
    "TIME_ZONE": "UTC",
    "USE_TZ": True,
}


class Database:
    """`db` in steps: the statements of the step so far, without those of transactions themselves, and
    how many rows came of them."""

    def __init__(self) -> None:
        self.sql: list = []
        self.rows = 0

    def record(self, execute: object, sql: str, params: object, many: bool, context: dict) -> object:
        """Stands around every statement that Django makes."""
        if not _str(sql).startswith(TRANSACTION):
            self.sql.append(_str(sql))
        return execute(sql, params, many, context)

    @property
    def queries(self) -> int:
        return _len(self.sql)

    def step(self) -> None:
        """A step begins."""
        self.sql, self.rows = [], 0

    def cursor(self, real: object, connection: object) -> object:
        return Cursor(self, real, connection)


class Cursor(django.db.backends.utils.CursorWrapper):
    """Django's own, which counts the rows that are fetched."""

    def __init__(self, database: Database, real: object, connection: object) -> None:
        super().__init__(real, connection)
        self.database = database

    def fetchone(self) -> object:
        row = self.cursor.fetchone()
        self.database.rows += row is not None
        return row

    def fetchmany(self, *size: int) -> list:
        rows = self.cursor.fetchmany(*size)
        self.database.rows += _len(rows)
        return rows

    def fetchall(self) -> list:
        rows = self.cursor.fetchall()
        self.database.rows += _len(rows)
        return rows

    def __iter__(self) -> object:
        for row in super().__iter__():
            self.database.rows += 1
            yield row


def configure(body: dict, file: str) -> Database:
    """Before the solution is imported, which may define models at once."""
    values = {**DEFAULTS, **body}
    if "solution" not in values["INSTALLED_APPS"]:
        values["INSTALLED_APPS"] = [*values["INSTALLED_APPS"], "solution"]
    settings.configure(**values)
    setup.make_module("solution", file)  # it is an application now; its models come with its import
    django.setup()
    return Database()


def create_tables(database: Database) -> None:
    """For every model there is now; and from here on statements are recorded."""
    connection = django.db.connection
    models = [model for model in django.apps.apps.get_models()
              if model._meta.managed and not model._meta.proxy]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    connection.execute_wrappers.append(database.record)
    connection.make_cursor = lambda real: database.cursor(real, connection)


def application(protocol: str) -> object:
    """The one that Django makes of ROOT_URLCONF."""
    if not hasattr(sys.modules["solution"], "urlpatterns"):
        raise AttributeError("the solution defines no `urlpatterns`")
    if protocol == "wsgi":
        return django.core.handlers.wsgi.WSGIHandler()
    return django.core.handlers.asgi.ASGIHandler()
