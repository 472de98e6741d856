"""Project files: parse, migrate, build; written whole or not at all."""
