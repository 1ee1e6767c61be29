"""Remind people of what they have to do, from rows of our own."""
