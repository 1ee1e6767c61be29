"""Fetch, verify and adopt what the centre released; show nothing."""
