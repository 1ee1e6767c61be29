"""Say who handles what, pure: units, counters, service items and the answer."""
