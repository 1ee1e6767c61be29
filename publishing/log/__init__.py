"""Keep the log of evidence: a Merkle tree over all that proof consists of (REQ-75)."""
