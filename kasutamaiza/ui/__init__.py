"""What people see, in Discord's terms; refuses to be built as Discord would refuse it."""

from kasutamaiza.ui.component import ActionRow, Button, ButtonStyle, Emoji
from kasutamaiza.ui.embed import ACCENT, Author, Embed, Field, Footer, Image
from kasutamaiza.ui.limits import Refused
from kasutamaiza.ui.markdown import command_mention, cut, escape, when
from kasutamaiza.ui.message import NOBODY, AllowedMentions, Message

__all__ = [
    "ACCENT",
    "NOBODY",
    "ActionRow",
    "AllowedMentions",
    "Author",
    "Button",
    "ButtonStyle",
    "Embed",
    "Emoji",
    "Field",
    "Footer",
    "Image",
    "Message",
    "Refused",
    "command_mention",
    "cut",
    "escape",
    "when",
]
