"""What each page of the desk is for, in two sentences: folded, at its top."""

from django.utils.translation import gettext_lazy as _

# Name of an address → what is said there.
HELP = {
    "index": _(
        "What waits for you stands here, each line a link to where it is done. All entries are "
        "listed too; the box at the top finds any of them."
    ),
    "find": _(
        "Every word has to stand in the entry, in either language; the beginning of a word is "
        "enough. A telephone number is found however it is written."
    ),
    "replace": _(
        "Each ticked place is edited as if by hand and waits for approval. What cannot be "
        "replaced is named: change it in its form."
    ),
    "coverage": _(
        "One row for each pair of answers: what a family finds there, and what is missing or "
        "waits. Each title leads to its text."
    ),
    "review": _(
        "Read what changes, in both languages, then approve it or say what has to change. You "
        "sign exactly these words; a later edit voids it."
    ),
    "history": _(
        "Every save is kept. Compare any two versions, or bring one back: it then waits for "
        "approval. Below stands what families read, and since when."
    ),
    "page_of_day": _("The page as families read it in that edition. It may be old."),
    "take_out": _(
        "Look at each edit, then make all of them at once. One reviewer reads and signs them "
        "together."
    ),
    "pages_to_sign": _(
        "Choose a page of families, read it, and sign what is ticked on it in one act. You can "
        "also invite a clinician to read pages by a link."
    ),
    "read_page": _(
        "Tick what you have read, say when it should be looked at again, and sign. Your own "
        "words are signed by somebody else."
    ),
    "link_signatures": _(
        "Ask each person whether they signed, then confirm it. Only then does it count."
    ),
    "publish": _(
        "What is ticked goes out to families; what is not stays as they read it. What would "
        "break the guide has no tick and says why."
    ),
    "go_back": _(
        "A new edition with the content of an earlier one. Corrections since then stay, unless "
        "you take their tick away."
    ),
    "edition_changes": _("What this edition changed for families, entry by entry."),
    "compare": _("One page of families before and after, side by side."),
    "binder": _("Sheets for a ward: choose the language and the pages, and print them."),
    "exchange": _(
        "Send texts to a translator as a spreadsheet and bring them back, or the whole guide as "
        "a file. Nothing is approved by an import."
    ),
    "services_to_check": _(
        "Call, then tick. A check says when, and changes no word, so nobody has to approve it."
    ),
    "feedback_months": _("How many answers families gave; never who gave them."),
    "source_readings": _(
        "Paste the text of the source as it reads now, and see what is new and which entries "
        "rest on it. Only staff see it."
    ),
    "source_reading": _("The text of the source as it was read on that day."),
    "account": _("Your name as it is printed, your password, your phone and your mail."),
    "account_phone": _(
        "Your phone shows a code of six digits, which is asked for after the password. Set it up "
        "again when you have a new phone."
    ),
    "password_change": _("Nobody else knows this password. It is asked for at each sign-in."),
    "deleted": _(
        "Drafts that were deleted in the last 90 days. What you bring back is a draft again, "
        "which waits for approval."
    ),
    "leaving": _(
        "Look at what is open, choose who takes it over, and close the account. What this person "
        "wrote and signed keeps the name."
    ),
    "import_texts": _(
        "What the file changed, or what is wrong with it, row by row. Nothing is approved by it."
    ),
    "import_guide": _(
        "What the file changed, or what is wrong with it, entry by entry. Nothing is approved by "
        "it."
    ),
    "recovery_codes": _("Each code works once, when your phone is not at hand. Keep them apart."),
    "guide_linkcheck_changelist": _(
        "Addresses that the guide names, visited every night. Mend what does not work; what you "
        "opened yourself and works, say so."
    ),
    "guide_feedback_changelist": _(
        "Read each sentence, choose the entry that you change because of it, and tick it as done."
    ),
    "guide_edition_changelist": _(
        "Every edition that families have read, the newest first. Open one to see what it "
        "changed, or to go back to it."
    ),
    "guide_jobrun_changelist": _(
        "What runs by the clock: when it went well last, and what it said when it did not."
    ),
}
# For the pages that the admin makes of each kind, by the end of their name.
OF_EACH_KIND = {
    "_changelist": _(
        "Choose an entry to edit it. Narrow the list by its state on the right, or type a word "
        "into the box at the top."
    ),
    "_add": _(
        "The code is part of addresses and stays as it is. Write both languages; what is not "
        "approved is read by nobody but staff."
    ),
    "_change": _(
        "Write both languages, then save and ask for review. Families read what they read "
        "before until it is approved and published."
    ),
    "_history": _("Who did what with this entry, and when."),
    "_delete": _(
        "What families never read can be deleted. What they read is withdrawn instead, and has "
        "to be approved."
    ),
}
OF_ACCOUNTS = _(
    "Who may sign in, and as what: editors write, reviewers approve, publishers let it out. "
    "Whoever leaves is made inactive, not deleted."
)


def help_for(name: str) -> str:
    """What is said on the page of this address name; "" where nothing has to be."""
    if name in HELP:
        return str(HELP[name])
    if name.startswith("auth_"):
        return str(OF_ACCOUNTS)
    if name.startswith("guide_"):
        for end, words in OF_EACH_KIND.items():
            if name.endswith(end):
                return str(words)
    return ""
