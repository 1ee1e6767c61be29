"""Bring disclosures from a draft to the screen: edit, submit, review, approve."""
