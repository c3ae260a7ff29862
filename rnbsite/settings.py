"""One file, driven by the environment, and runs with none.

Without any variable this is a development site on SQLite. The production server
(`rnbsite.wsgi`) sets DEVELOPMENT=no by itself, and then refuses to start without
SECRET_KEY, ALLOWED_HOSTS and SITE_ADDRESS.
"""

import logging
import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy
from whitenoise.compress import Compressor

from guide.page.privacy import REFERRER_POLICY

from .environment import Environment
from .site_address import checked

env = Environment(os.environ)
BASE_DIR = Path(__file__).resolve().parent.parent
# The newest release that CHANGELOG.md names.
VERSION = re.search(
    r"^## (\d+\.\d+\.\d+)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
)[1]

DEVELOPMENT = env.flag("DEVELOPMENT", default=True, needed=True)
# Off even in development, so that what a developer sees is what a family sees.
DEBUG = env.flag("DEBUG", default=False)
if DEVELOPMENT:
    SECRET_KEY = env("SECRET_KEY", "only-for-development")
    ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["*"])
else:
    SECRET_KEY = env.required("SECRET_KEY", "It signs sessions, review links and what is kept.")
    env.required("ALLOWED_HOSTS", "It names the site, as ALLOWED_HOSTS=guide.example.org")
    ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", [])
# Keys of before: what they signed still counts, and nothing new is signed with them.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
if env("SCRIPT_NAME"):
    raise ImproperlyConfigured(
        "SCRIPT_NAME is set, but the guide cannot stand below a path of another site: give it a "
        "name of its own, as guide.example.org."
    )

INSTALLED_APPS = [
    "rnbsite.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "crispy_forms",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "guide",
]

MIDDLEWARE = [
    "guide.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "guide.middleware.security_headers",
    "guide.middleware.before_any_host",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guide.middleware.method_not_allowed_page",
    "guide.middleware.share_of_staff",
    "guide.middleware.RateLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guide.middleware.typed_while_signed_out",
    "guide.accounts.session_time.SessionTimeMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "rnbsite.urls"
WSGI_APPLICATION = "rnbsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("family",)
CRISPY_TEMPLATE_PACK = "family"

DATABASES = {
    "default": env.database(
        "DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}", relative=DEVELOPMENT
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A server's SQLite: readers never wait for a writer, writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # A database that is away is to be noticed before a reader gives up.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3} | DATABASES["default"].get(
        "OPTIONS", {}
    )
# The buttons of the editor of texts, and what happens when somebody pastes into it.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("admin/editor.js")],
        "extensions": {"DeskEditor": html_tags([]), "GuideWarning": html_tags(["aside"])},
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
FORMAT_MODULE_PATH = "rnbsite.formats"
LOCALE_PATHS = [BASE_DIR / "guide" / "locale"]
TIME_ZONE = env.time_zone("TIME_ZONE", "America/Toronto")
USE_TZ = True

FILE_UPLOAD_HANDLERS = [
    "guide.lib.upload_limit.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEVELOPMENT
# Compressing the rich-text editor's source map would take longer than all that anybody ever asks
# for.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "guide.serving.static_files.CollectedFiles"
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Whoever edited an entry since its last approval cannot approve it. A team of one may turn this
# off; the desk says so.
FOUR_EYES = env.flag("FOUR_EYES", default=True)
# Staff confirm each sign-in with a code from their phone; in development only those who have set
# one up.
TWO_FACTOR = env.flag("TWO_FACTOR", default=not DEVELOPMENT)
OTP_TOTP_ISSUER = "Neuroblastoma guide"
# Mail to staff (reminders): EMAIL_URL=smtp+tls://name:password@mail.example.org:587. In development
# it is printed.
globals().update(env.mail("EMAIL_URL", "consolemail://" if DEVELOPMENT else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10  # seconds: some mails go out while somebody waits for a page
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "guide@localhost")
# Who hears of a job that failed; where nobody is named, the superusers who have an address.
ADMIN_MAIL = env.items("ADMIN_MAIL")
# Printed on paper and named by every page; never guessed, as a wrong one would stay on paper.
SITE_ADDRESS = env("SITE_ADDRESS", "http://127.0.0.1:8000" if DEVELOPMENT else "")
# How often a worker looks whether a newer edition is live, in seconds; 0 looks only after
# publishing.
EDITION_POLL_SECONDS = env.number("EDITION_POLL_SECONDS", 1.0)
# What a server keeps on its own disk: a copy of the newest edition, for the day when the database
# is down.
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "data")))
EDITION_FILE = DATA_DIR / "edition.json"
# Where `backup` and `export_site` write when the timers call them.
BACKUP_DIR = Path(env("BACKUP_DIR", str(DATA_DIR / "backups")))
MIRROR_DIR = Path(env("MIRROR_DIR", str(DATA_DIR / "mirror")))
# Bytes of finished pages that each worker keeps; 0 makes every page anew. Off in development, where
# pages change.
PAGE_MEMORY = env.number("PAGE_MEMORY", 0 if DEVELOPMENT else 16 * 1024 * 1024)
# How long browsers and caches may show a page without asking again, in seconds.
PAGE_SECONDS = env.number("PAGE_SECONDS", 0 if DEVELOPMENT else 60)
# (view, methods, most, seconds): more than that from one address, in one worker, has to wait. A
# whole hospital may be one address. What the page cache answers is not counted.
RATE_LIMITS = [
    ("guide:search", ("GET", "HEAD"), 240, 60),
    ("guide:our_list", ("GET", "HEAD"), 240, 60),
    # A whole hospital may ask from one address.
    ("machine:infobutton", ("GET", "HEAD"), 600, 60),
    ("guide:feedback", ("POST",), 30, 600),
    ("review_link:comment", ("POST",), 30, 600),
    ("review_link:approve", ("POST",), 30, 600),
    ("pages_link:comment", ("POST",), 30, 600),
    ("pages_link:sign", ("POST",), 60, 600),
    ("admin:login", ("POST",), 30, 300),
    ("admin:second_step", ("POST",), 30, 300),
    # The whole desk: a ward's staff often share one address.
    ("admin", ("GET", "HEAD", "POST"), 600, 60),
]
# (most, seconds): so many requests for a sheet, its pages or its picture, whichever view sets it. A
# ward that prints a sheet by the form asks three times.
SHEET_LIMIT = (240, 60)
# How many requests this process answers at once; the servers are started with the same number:
# deploy/.
THREADS = env.number("THREADS", 16, needed=True)
# Proxies in front of this program that write X-Forwarded-For and X-Forwarded-Proto; nobody else is
# believed.
PROXIES = env.number("PROXIES", 0, needed=True)
# /metrics answers whoever shows this token; without one it does not exist.
METRICS_TOKEN = env("METRICS_TOKEN", "")
# One JSON line for each request, and other records as JSON too: see guide/serving/.
REQUEST_LOG = env.flag("REQUEST_LOG", default=not DEVELOPMENT)
if DEVELOPMENT:
    # The development server would print the address of each page, and an address holds the answers.
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "loggers": {"django.server": {"level": "CRITICAL"}},
    }
else:
    # What Python itself warns of is a line of JSON as well.
    logging.captureWarnings(True)
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "guide.lib.log_format.JsonFormatter"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": "INFO"},
        "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
    }

if not DEVELOPMENT:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
    SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    # Safari sends such a cookie over TLS alone, to this machine too. So where only this machine is
    # meant and TLS is not asked for (make serve), cookies go without; anywhere else never.
    HERE_ALONE = not SECURE_SSL_REDIRECT and {*ALLOWED_HOSTS} <= {"127.0.0.1", "localhost", "[::1]"}
    INTRANET = env.flag("INTRANET", default=False)
    SITE_ADDRESS = checked(SITE_ADDRESS, here_alone=HERE_ALONE, intranet=INTRANET)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not HERE_ALONE
# The feedback form's cookie goes when the browser is closed, and scripts cannot read it.
CSRF_COOKIE_AGE, CSRF_COOKIE_HTTPONLY = None, True
# Also for whoever comes with an address of another site to go on to.
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
CSRF_FAILURE_VIEW = "guide.views.not_sent.without_its_token"
SECURE_REFERRER_POLICY = REFERRER_POLICY
SESSION_COOKIE_HTTPONLY = True
# Families' pages never see a cookie of staff. It ends three hours after somebody's last page, and
# after a working day in any case: guide/accounts/session_time.py.
SESSION_COOKIE_PATH, SESSION_COOKIE_AGE = "/admin/", 3 * 60 * 60
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FILES = 1024 * 1024, 5
X_FRAME_OPTIONS = "DENY"
# What is wrong in the environment and stops nothing: {name: what is wrong, what counts instead}.
WRONG_SETTINGS = env.wrong
