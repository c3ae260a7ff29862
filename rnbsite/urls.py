"""Families read under /en/ and /fr/; the bare address goes to the reader's language.

Staff work under /admin/.
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("review/pages/", include("guide.desk.pages_link")),
    path("review/", include("guide.desk.review_link")),
    path("", include("guide.urls_machine")),
    *i18n_patterns(path("", include("guide.urls"))),
]

handler404 = "guide.views.errors.not_found"
handler500 = "guide.views.errors.server_error"
