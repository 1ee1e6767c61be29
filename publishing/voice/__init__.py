"""Take in what residents ask, have it answered by two people, put it on the wall."""
