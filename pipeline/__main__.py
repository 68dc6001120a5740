"""`python -m pipeline` is `winnow`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
