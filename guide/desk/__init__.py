"""The pages that staff work on, beside the lists and forms of the admin."""
