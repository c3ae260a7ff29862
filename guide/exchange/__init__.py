"""Files that go out and come back: the whole guide, texts for a translator, the starter."""
