"""Addresses for machines: the same in every language."""

from django.urls import path

from .views import machine

app_name = "machine"

urlpatterns = [
    path("robots.txt", machine.robots, name="robots"),
    path("sitemap.xml", machine.sitemap, name="sitemap"),
    path("edition.json", machine.edition_json, name="edition"),
    path("edition/<int:number>.json", machine.edition_json, name="past_edition"),
]
