"""Tell devices that there is something new, never what; a process of its own."""
