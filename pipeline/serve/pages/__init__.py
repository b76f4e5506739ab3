"""The pages, a module for each kind; none of them needs a script."""
