"""Where the templates of this version stand, with their words, steps of sizes and fonts."""

from guide.handout.v1.folder import FOLDER as FIRST_FOLDER

NUMBER = 2
FOLDER = FIRST_FOLDER.with_name(f"v{NUMBER}")
