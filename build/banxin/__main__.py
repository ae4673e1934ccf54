"""`python -m banxin`."""

from banxin.cli import main

if __name__ == "__main__":
    main()
