"""The admin, with the desk as its site."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "guide.admin.site.DeskSite"

    def ready(self):
        super().ready()
        import_module("guide.admin.rooms")
