"""What a page tells search engines about itself, in the words of schema.org."""

from django.utils.translation import gettext as _


def page_of(context):
    """A MedicalWebPage for a result or a treatment; None for other pages.

    A review is claimed only where named reviewers have approved all that the page says.
    """
    result = context.get("result")
    treatment = context.get("treatment")
    if not (result or treatment):
        return None
    guide = context["guide"]
    treatments = [use.treatment for use in result.treatments] if result else [treatment]
    about = [{"@type": "MedicalCondition", "name": _("Neuroblastoma that has come back")}]
    for named in treatments:
        about.append({"@type": "MedicalTherapy", "name": named.name})
    page = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": context["canonical"],
        "dateModified": guide.published.isoformat(),
        "audience": {
            "@type": "MedicalAudience",
            "audienceType": _("Families of a child with cancer"),
        },
        "about": about,
    }
    return page | _review(result.entries if result else [treatment])


def _review(entries):
    reviews = [entry.reviewed for entry in entries]
    if not reviews or None in reviews:
        return {}
    names = dict.fromkeys(review.by for review in reviews)
    return {
        "lastReviewed": min(review.on for review in reviews).isoformat(),
        "reviewedBy": [{"@type": "Person", "name": name} for name in names],
    }
