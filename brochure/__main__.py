"""`python -m brochure` does what the command `brochure` does."""

from brochure.command.main import run

if __name__ == "__main__":
    run()
