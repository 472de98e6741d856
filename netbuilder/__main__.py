"""The program ``netbuilder``, also as ``python -m netbuilder``. Ctrl+C ends it in one line from its first moment."""

import sys


def main() -> None:
    """Run the command line. What it imports takes a moment, in which Ctrl+C can come too."""
    try:
        from netbuilder.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit("Interrupted.")


if __name__ == "__main__":
    main()
