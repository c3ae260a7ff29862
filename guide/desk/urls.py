"""The pages that staff work on, under /admin/.

The admin itself adds the lists and forms of each kind.
"""

from django.urls import path

from . import (
    binder,
    coverage,
    deleted,
    editions,
    exchange,
    feedback,
    find,
    here,
    history,
    impact,
    invite,
    language,
    leaving,
    link_signatures,
    mail_choice,
    measure,
    pasted,
    preview,
    publishing,
    read_pages,
    remarks,
    replace,
    review,
    services,
    sign_in,
    source_readings,
    take_out,
    time_line,
    token,
)

urlpatterns = [
    # /admin/leaving/ID OF A COLLEAGUE/
    path("leaving/<int:pk>/", leaving.leaving, name="leaving"),
    # what is pasted into a text, before it goes in
    path("pasted/", pasted.pasted, name="pasted"),
    # a form that was opened before its person signed in again
    path("token/", token.token, name="token"),
    # drafts that somebody deleted
    path("deleted/", deleted.deleted, name="deleted"),
    path("deleted/<slug:kind>/<slug:code>/", deleted.bring_back, name="bring_back"),
    # what the guide holds
    path("coverage/", coverage.coverage, name="coverage"),
    path("find/", find.find_entries, name="find"),
    path("find/replace/", replace.replace_everywhere, name="replace"),
    # /admin/entry/KIND/CODE/
    path("entry/<slug:kind>/<slug:code>/", review.entry, name="entry"),
    path("entry/<slug:kind>/<slug:code>/review/", review.review, name="review"),
    path("entry/<slug:kind>/<slug:code>/approve/", review.approve_entry, name="approve"),
    path(
        "entry/<slug:kind>/<slug:code>/take-approval-back/",
        review.take_back_approval,
        name="take_back_approval",
    ),
    path(
        "entry/<slug:kind>/<slug:code>/needs-changes/", review.needs_changes, name="needs_changes"
    ),
    path(
        "entry/<slug:kind>/<slug:code>/remarks/<int:pk>/answer/",
        remarks.answer_remark,
        name="answer_remark",
    ),
    path(
        "entry/<slug:kind>/<slug:code>/remarks/<int:pk>/take-back/",
        remarks.take_back_remark,
        name="take_back_remark",
    ),
    path("entry/<slug:kind>/<slug:code>/comment/", review.comment_on_entry, name="comment"),
    path(
        "entry/<slug:kind>/<slug:code>/here/",
        here.who_is_here,
        name="who_is_here",
    ),
    path("entry/<slug:kind>/<slug:code>/ask/", review.ask_for_review, name="ask_for_review"),
    path("entry/<slug:kind>/<slug:code>/history/", history.history, name="history"),
    path(
        "entry/<slug:kind>/<slug:code>/edition/<int:number>/",
        time_line.page_of_day,
        name="page_of_day",
    ),
    path("entry/<slug:kind>/<slug:code>/restore/", history.restore, name="restore"),
    path("entry/<slug:kind>/<slug:code>/invite/", invite.invite_reviewer, name="invite"),
    path("entry/<slug:kind>/<slug:code>/take-out/", take_out.take_out, name="take_out"),
    path("measure/", measure.measure, name="measure"),
    # read and sign by page: /admin/pages/result/high/one-place/
    path("pages/", read_pages.board, name="pages_to_sign"),
    path("pages/invite/", invite.invite_to_pages, name="invite_to_pages"),
    path("pages/<path:page>/sign/", read_pages.sign_page, name="sign_page"),
    path("pages/<path:page>/", read_pages.read_page, name="read_page"),
    # what was signed by a link of several pages
    path("signed-by-link/", link_signatures.link_signatures, name="link_signatures"),
    path("signed-by-link/settle/", link_signatures.settle_signatures, name="settle_signatures"),
    # families' pages before they are published
    path("preview/<slug:which>/<path:address>", preview.preview, name="preview"),
    path("look/<slug:which>/<path:address>", preview.preview_frame, name="look"),
    path("compare/<slug:before>/<slug:after>/<path:address>", impact.compare, name="compare"),
    # editions
    path("publish/", publishing.publish_page, name="publish"),
    path("publish/cancel/", publishing.cancel_publication, name="cancel_publication"),
    path("editions/<int:number>/go-back/", editions.go_back_page, name="go_back"),
    path("editions/<int:number>/", editions.edition_changes, name="edition_changes"),
    path("binder/", binder.binder, name="binder"),
    # services to call, links to open
    path("services/", services.services_to_check, name="services_to_check"),
    path("services/checked/", services.note_services, name="note_services"),
    path("services/take-back/", services.take_service_check_back, name="take_service_check_back"),
    path("links/<int:pk>/opened/", services.link_opened, name="link_opened"),
    # files that go out and come back
    path("exchange/", exchange.exchange, name="exchange"),
    path("exchange/texts.xlsx", exchange.download_texts, name="exchange_texts"),
    path("exchange/guide.yaml", exchange.download_guide, name="exchange_guide"),
    path("exchange/texts/", exchange.upload_texts, name="import_texts"),
    path("exchange/guide/", exchange.upload_guide, name="import_guide"),
    # what families wrote
    path("feedback/months/", feedback.months, name="feedback_months"),
    path("feedback/export.csv", feedback.export, name="feedback_export"),
    # what was read in a source
    path("sources/<slug:code>/readings/", source_readings.source_readings, name="source_readings"),
    path(
        "sources/<slug:code>/readings/<int:pk>/",
        source_readings.source_reading,
        name="source_reading",
    ),
    # a person's own account
    path("account/", sign_in.account, name="account"),
    path("account/language/", language.choose_language, name="choose_language"),
    path("account/mail/", mail_choice.account_mail, name="account_mail"),
    path("account/phone/", sign_in.account_phone, name="account_phone"),
    path("account/recovery-codes/", sign_in.recovery_codes, name="recovery_codes"),
]
