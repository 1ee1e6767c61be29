"""Spell words out and speak them, on the kiosk."""
