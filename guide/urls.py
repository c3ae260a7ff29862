from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import (
    at_a_glance,
    check,
    feedback,
    handout,
    machine,
    offline,
    pages,
    printing,
    questionnaire,
    search,
    ward_link,
)

app_name = "guide"

urlpatterns = [
    path("", pages.home, name="home"),
    path(_("guide/"), questionnaire.question_or_result, name="first_question"),
    path(_("guide/<path:address>/summary.pdf"), handout.summary, name="summary"),
    path(_("guide/<path:address>/qr.svg"), printing.qr, name="qr"),
    path(_("guide/<path:address>/"), questionnaire.question_or_result, name="path"),
    path(_("print/"), printing.print_page, name="print"),
    path(_("print/first-page.png"), printing.preview, name="preview"),
    path(_("print/summary.pdf"), printing.print_file, name="print_file"),
    path(_("link/"), ward_link.ward_link, name="ward_link"),
    path(_("link/qr.svg"), ward_link.qr, name="ward_link_qr"),
    path(_("check/"), check.check_form, name="check_form"),
    path(_("check/<str:code>/"), check.check, name="check"),
    path(_("check/<str:code>/sheet.pdf"), check.as_printed, name="as_printed"),
    path(_("treatments/"), pages.treatments, name="treatments"),
    path(_("treatments/at-a-glance/"), at_a_glance.at_a_glance, name="at_a_glance"),
    path(_("treatments/at-a-glance/<path:address>/"), at_a_glance.at_a_glance, name="at_a_glance"),
    path(_("treatments/<slug:code>/"), pages.treatment, name="treatment"),
    path(_("support/"), pages.support, name="support"),
    path(_("words/"), pages.words, name="words"),
    path(_("questions/"), pages.questions, name="questions"),
    path(_("search/"), search.search, name="search"),
    path(_("feedback/"), feedback.feedback, name="feedback"),
    path(_("feedback/thanks/"), feedback.thanks, name="thanks"),
    path(_("keep/"), offline.keep_page, name="keep"),
    path(_("offline/"), offline.offline_page, name="offline"),
    path("keep.json", offline.pages_to_keep, name="keep_json"),
    path("worker.js", offline.service_worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("feed.xml", machine.feed, name="feed"),
    path(_("about/"), pages.about, name="about"),
    path(_("privacy/"), pages.privacy, name="privacy"),
    path(_("accessibility/"), pages.accessibility, name="accessibility"),
]
