"""``python -m whipcount``."""

from whipcount.cli import main

if __name__ == "__main__":
    main()
