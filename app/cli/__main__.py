"""`python -m app.cli` is the command `throughline`, where the script is not on PATH."""

from app.cli import main

main()
