"""What operators and developers can run. As thin as commands."""
