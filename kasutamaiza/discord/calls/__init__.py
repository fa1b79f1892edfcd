"""The calls that we make to Discord, by what they are about; `client.py` has them all under one name."""
