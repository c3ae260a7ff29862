from django.urls import reverse

from guide.desk.mail import mail_colleague
from guide.publishing.schedule import publish_due

from ._job import JobCommand


class Command(JobCommand):
    help = (
        "Publish what was planned for a time that has come. Call it every minute; it is silent "
        "where nothing is due."
    )
    job = "publish_due"

    def handle(self, **options):
        said = []
        for planned in publish_due():
            said.append(f"{planned}: {planned.outcome_in_words()}")
            for kind, code, why in planned.left_out_in_words():
                said.append(f"  left out: {kind} {code}: {why}")
            if planned.is_news():
                mail_colleague(
                    planned.by, "plan-left-out", {"planned": planned}, reverse("admin:publish")
                )
        return "\n".join(said)
