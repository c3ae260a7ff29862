"""The same two questions as a SessionWizardView of django-formtools, with Django's usual middleware
and SQLite.

What a walk is compared with; django-formtools 2.7 is to be installed beside it.
"""

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import path

OURS = "django.contrib"
settings.configure(
    SECRET_KEY="wizard",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        f"{OURS}.contenttypes",
        f"{OURS}.auth",
        f"{OURS}.sessions",
        f"{OURS}.messages",
        "formtools",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        f"{OURS}.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        f"{OURS}.auth.middleware.AuthenticationMiddleware",
        f"{OURS}.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["WIZARD_DATABASE"],
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL;",
            },
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    USE_TZ=True,
)
django.setup()

from django import forms  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from formtools.wizard.views import SessionWizardView  # noqa: E402

QUESTION = engines["django"].from_string("""<!doctype html><title>A question</title><form method="post">{% csrf_token %}
{{ wizard.management_form }}{{ wizard.form }}<button>Continue</button></form>""")
RESULT = engines["django"].from_string(
    "<!doctype html><title>Result</title><h1>Your result</h1>{{ words }}"
)
WORDS = "What may apply to your child, in plain words. " * 200


def question(name, choices):
    field = forms.ChoiceField(choices=[(code, code) for code in choices], widget=forms.RadioSelect)
    return type(name, (forms.Form,), {"choice": field})


class Wizard(SessionWizardView):
    form_list = [
        ("risk", question("Risk", ("low", "intermediate", "high", "unsure-risk"))),
        ("place", question("Place", ("one-place", "spread", "brain-spine", "unsure-place"))),
    ]

    def render(self, form=None, **kwargs):
        context = self.get_context_data(form=form or self.get_form(), **kwargs)
        return HttpResponse(QUESTION.render(context, self.request))

    def done(self, form_list, **kwargs):
        return HttpResponse(RESULT.render({"words": WORDS}, self.request))


urlpatterns = [path("guide/", Wizard.as_view())]
application = get_wsgi_application()

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
