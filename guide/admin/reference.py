"""Words, sources, and who runs the guide."""

from django.contrib import admin

from guide.models import Organisation, Source, Term

from .entry import EntryAdmin


@admin.register(Term)
class TermAdmin(EntryAdmin):
    pass


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    extra_columns = ("publisher", "taken")
    extra_filters = ("publisher", "language")


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    """There is one, so there is nothing to add once it is there and nothing to delete."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Organisation.objects.exists()

    def get_model_perms(self, request):
        """For the list of all kinds: asked on every page, so without the database. The list of its
        one row still offers to add it where it is not there.
        """
        perms = {"add": False, "delete": False}
        perms["change"] = self.has_change_permission(request)
        perms["view"] = self.has_view_permission(request)
        return perms

    def has_delete_permission(self, request, obj=None):
        return False
