"""The key that deliveries are signed with: made here for each project, and known to nobody else."""

import os
from pathlib import Path

from nacl.signing import SigningKey

DEFAULT = Path(".local/simulator/key")


class WrongKey(ValueError):
    """The file holds no key; the sentence says so."""


def kept(path: Path = DEFAULT) -> SigningKey:
    """The key in a file, for its owner's eyes only; made at its first use. Raises `WrongKey` and `OSError`."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _made(path)
    except UnicodeDecodeError:
        text = ""
    try:
        return SigningKey(bytes.fromhex(text))
    except ValueError:
        raise WrongKey(f"{path} holds no key: 64 hexadecimal digits. Delete it, and a new one is made.") from None


def public(key: SigningKey) -> str:
    """What the bot is given."""
    return key.verify_key.encode().hex()


def _made(path: Path) -> SigningKey:
    key = SigningKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written whole before it has its name, which is given once: who starts at the same moment has the same key.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.encode().hex() + "\n")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return kept(path)
    finally:
        draft.unlink()
    return key
