"""Examine a centre for whoever looks after it; change nothing."""
