"""Watch over the files that the centre must have: find, mend, tell."""
