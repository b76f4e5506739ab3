"""`python -m pipeline.check`."""

from pipeline.check.command import main

if __name__ == "__main__":
    raise SystemExit(main())
