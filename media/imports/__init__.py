"""Turn files of staff into blocks, at the centre only."""
