"""The sources of the vocabulary, one a file: each turns an installed package or a list into entries."""
