"""Where the templates of this version stand, with their words, steps of sizes and fonts."""

from pathlib import Path

NUMBER = 1
FOLDER = Path(__file__).resolve().parents[3] / "templates" / "handout" / f"v{NUMBER}"
