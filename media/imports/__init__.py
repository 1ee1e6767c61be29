"""Turn staff's files into blocks, in a limited child process."""
