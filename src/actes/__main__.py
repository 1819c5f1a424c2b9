"""`python -m actes`, where the `actes` command is not on the path."""

from .cli import main

main()
