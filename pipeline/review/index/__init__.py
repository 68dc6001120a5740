"""All that can be reviewed, in an SQLite file beside the workshop: built from clean/, never the truth.

`tables` reads clean/, `gather` turns its rows into entries, `build` writes them in the order of review,
`store` opens the file and keeps it in step with what was decided.
"""
