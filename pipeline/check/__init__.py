"""The check: records against hand-made gold, field by field. `fields` says what is compared, and how."""
