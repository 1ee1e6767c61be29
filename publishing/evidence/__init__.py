"""Take in what devices prove and answer from it; sign and publish nothing."""
