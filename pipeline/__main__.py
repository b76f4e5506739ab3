"""`python -m pipeline` is `kyyeu`."""

from pipeline.cli.main import run_cli

if __name__ == "__main__":
    run_cli()
