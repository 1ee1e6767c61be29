"""Be the staff's pages under /staff; they format and bind, and decide nothing."""
