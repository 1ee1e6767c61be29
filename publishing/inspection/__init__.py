"""Show overseers the journal; the journal itself is kept in `oversight`."""
