"""Order emergency notices and stops: by whom, in which words, until when."""
