"""What a page of families is made of, besides its words."""
