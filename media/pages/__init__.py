"""Set pages as pictures, at the centre only."""
