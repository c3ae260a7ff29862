"""Addresses for machines: the same in every language."""

from django.urls import path

from .views import check, health, machine, systems

app_name = "machine"

urlpatterns = [
    path("health/live", health.alive, name="alive"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("check/", check.to_language, name="check_form"),
    path("check/<str:code>/", check.to_language, name="check"),
    path("favicon.ico", machine.icon, name="icon"),
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path("edition.json", machine.edition_json, name="edition"),
    path("infobutton", systems.infobutton, name="infobutton"),
    path("fhir/Questionnaire", systems.fhir_questionnaire, name="questionnaire"),
    path("edition/<int:number>.json", machine.edition_json, name="past_edition"),
]
