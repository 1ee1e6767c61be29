"""Make yearly packages of what has ended, for the archive (REQ-70, REQ-75)."""
