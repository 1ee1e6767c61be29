"""Say what waits for whom and by when, from sources that every part may add."""
