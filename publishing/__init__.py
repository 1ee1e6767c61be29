"""Publish approved disclosures and keep the proof; show nothing on a device."""
