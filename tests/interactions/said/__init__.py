"""Commands for tests: every option, nesting and answer that a command file can declare."""
