"""A Discord of our own, for any bot that takes HTTP interactions: a page for people, a driver for tests, and REST."""
