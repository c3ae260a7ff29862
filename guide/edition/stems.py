"""The stem of a word: what its forms have in common (survive, survival; guérir, guérison)."""

import Stemmer

ALGORITHMS = {"en": "english", "fr": "french"}
_stemmers = {language: Stemmer.Stemmer(name) for language, name in ALGORITHMS.items()}


def stem(folded: str, language: str) -> str:
    """The stem of a folded word; of a word in another language than these, the word itself."""
    if language == "fr" and folded.endswith("au"):
        folded += "x"  # hôpitaux, folded: the plural of hôpital
    stemmer = _stemmers.get(language)
    return stemmer.stemWord(folded) if stemmer else folded
