"""``python -m mingzhang.cli``."""

import sys

from mingzhang.cli import main

if __name__ == "__main__":
    sys.exit(main())
