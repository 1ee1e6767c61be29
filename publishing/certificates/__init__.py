"""Issue display certificates (公示证明) and print them; the proof is the log's."""
