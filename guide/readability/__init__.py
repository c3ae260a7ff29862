"""How hard a text is to read, in English and French."""
