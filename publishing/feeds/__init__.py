"""Serve what is read outside the staff's pages; nothing here can change a matter."""
