"""Say which windows are on which display groups, and how long a mandate lasts."""
