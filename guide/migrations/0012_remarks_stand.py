"""“Needs changes” and what was said by link stand until they are settled.

What an installed site finds:

- “Needs changes” about an entry's newest text stands now: the entry reads “needs changes”, and an approval of an earlier
  text of it, which no edition needs, is gone. Families read what they read before.
- What was said by link about an entry's newest text waits for an answer.
- Whatever was said about earlier texts, or about a text that was approved nevertheless, is kept as overtaken: it never
  stood over anything.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def settle_or_let_stand(apps, schema_editor):
    EntryVersion, Remark = apps.get_model("guide", "EntryVersion"), apps.get_model("guide", "Remark")
    versions = EntryVersion.objects.order_by("version").values_list("kind", "code", "digest")
    newest = {(kind, code): digest for kind, code, digest in versions}
    for remark in Remark.objects.filter(nature="needs-changes"):
        entries = apps.get_model("guide", remark.kind).objects.filter(code=remark.code)
        current = newest.get((remark.kind, remark.code)) == remark.digest
        if current and entries.exclude(approved_digest=remark.digest).exists():
            entries.update(objected=True, approved_digest="", approved_at=None, approved_by=None, reviewer_name="")
        else:
            _overtake(remark)
    for remark in Remark.objects.filter(nature="comment").exclude(guest=""):
        if newest.get((remark.kind, remark.code)) != remark.digest:
            _overtake(remark)


def _overtake(remark):
    remark.settled, remark.settled_at = "overtaken", remark.at
    remark.save(update_fields=["settled", "settled_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('guide', '0011_later_fields_have_database_defaults'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='choice',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='prompt',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='question',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='remark',
            name='answer',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='remark',
            name='settled',
            field=models.CharField(blank=True, choices=[('taken-back', 'taken back'), ('answered', 'answered'), ('overtaken', 'about an earlier text, from before remarks stood until they were settled')], db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='remark',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='remark',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='resource',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='section',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='source',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='term',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='treatment',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddField(
            model_name='ward',
            name='objected',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='A “needs changes” stands.', verbose_name='needs changes'),
        ),
        migrations.AddConstraint(
            model_name='choice',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='choice_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='organisation_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='prompt',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='prompt_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='question_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('settled', ''), ('settled_at', None), ('settled_by', None)), models.Q(('settled__in', ['taken-back', 'answered']), ('settled_at__isnull', False), ('settled_by__isnull', False)), models.Q(('settled', 'overtaken'), ('settled_at__isnull', False)), _connector='OR'), name='remark_is_settled_or_stands'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled', 'taken-back'), _negated=True), models.Q(('guest', ''), ('settled_by', models.F('by'))), _connector='OR'), name='only_its_writer_takes_a_remark_back'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('nature', 'needs-changes'), ('settled', 'answered'), _negated=True), models.Q(('settled_by', models.F('by')), _negated=True), _connector='OR'), name='another_finds_needs_changes_answered'),
        ),
        migrations.AddConstraint(
            model_name='resource',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='resource_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='section_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='source_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='term_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='treatment',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='treatment_is_not_approved_while_objected'),
        ),
        migrations.AddConstraint(
            model_name='ward',
            constraint=models.CheckConstraint(condition=models.Q(('objected', False), ('approved_digest', ''), _connector='OR'), name='ward_is_not_approved_while_objected'),
        ),
        migrations.RunPython(settle_or_let_stand, migrations.RunPython.noop),
    ]
