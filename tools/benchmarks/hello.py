"""The least that Django can do: one view, no middleware. What our pages are compared with."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="hello", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
django.setup()
urlpatterns = [path("hello", lambda request: HttpResponse("Hello"))]
application = get_wsgi_application()
