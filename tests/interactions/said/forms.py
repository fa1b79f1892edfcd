"""Forms with every kind of field, opened by commands and by buttons."""

from enum import IntEnum, StrEnum
from typing import Annotated

from kasutamaiza.errors import UserError
from kasutamaiza.interactions import (
    Attachment,
    Channel,
    CustomId,
    Invoker,
    Option,
    Reply,
    Role,
    SentMessage,
    Update,
    User,
    command,
    on_component,
    on_modal,
)
from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    ChannelSelect,
    Checkbox,
    CheckboxGroup,
    CheckboxOption,
    FileUpload,
    Label,
    MentionableSelect,
    Message,
    Modal,
    RadioGroup,
    RadioOption,
    RoleSelect,
    SelectOption,
    StringSelect,
    TextDisplay,
    TextInput,
    TextInputStyle,
    UserSelect,
    escape,
)


class Kind(StrEnum):
    MONSTER = "monster"
    SPELL = "spell"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Colour:
    """A colour, as people write it."""

    def __init__(self, value: int) -> None:
        self.value = value

    @classmethod
    def parse(cls, text: str) -> "Colour":
        try:
            return cls(int(text.removeprefix("#"), 16))
        except ValueError:
            raise UserError("“{text}” is no colour. Write it like #7B4FD6.", text=text) from None


class Report(CustomId, tag="forms.report", frozen=True):
    """A report of a message."""

    message: int


class Words(CustomId, tag="forms.words", frozen=True):
    """A form of what is typed and ticked."""


class Picks(CustomId, tag="forms.picks", frozen=True):
    """A form of what is picked."""


class Open(CustomId, tag="forms.open", frozen=True):
    """A button that opens a form, and the form that it opens: a word for the message it stands on."""

    word: str


class Forgotten(CustomId, tag="forms.forgotten", frozen=True):
    """A form that nobody handles."""


def report_form(report: Report) -> Modal:
    return Modal(
        custom_id=report.custom_id,
        title="Report a message",
        components=[
            TextDisplay(content="Moderators will see who reported it."),
            Label(label="What is wrong with it?", component=TextInput(custom_id="reason", min_length=3)),
        ],
    )


@on_modal(private=True)
async def reported(report: Report, reason: str, *, invoker: Invoker) -> Reply:
    return Reply(Message(content=f"{invoker.name} reported {report.message}: {reason}"))


@command()
async def words() -> Modal:
    """A form of what is typed and ticked."""
    kinds = [RadioOption(label="Monster", value="monster"), RadioOption(label="Spell", value="spell")]
    levels = [CheckboxOption(label="Low", value="1"), CheckboxOption(label="High", value="2")]
    return Modal(
        custom_id=Words().custom_id,
        title="Words",
        components=[
            Label(label="Name", component=TextInput(custom_id="name", max_length=20)),
            Label(
                label="Colour",
                component=TextInput(custom_id="colour", style=TextInputStyle.PARAGRAPH, required=False),
            ),
            Label(label="Kind", component=RadioGroup(custom_id="kind", options=kinds)),
            Label(label="Levels", component=CheckboxGroup(custom_id="levels", options=levels)),
            Label(label="Really?", component=Checkbox(custom_id="really")),
        ],
    )


@on_modal
async def worded(
    form: Words, name: str, kind: Kind, levels: list[Level], really: bool, colour: Colour | None = None
) -> Reply:
    shade = None if colour is None else colour.value
    return Reply(Message(content=escape("; ".join(map(repr, (name, kind.name, levels, really, shade))))))


@command()
async def picks() -> Modal:
    """A form of what is picked."""
    sizes = [SelectOption(label=str(size), value=str(size)) for size in (1, 2, 3)]
    return Modal(
        custom_id=Picks().custom_id,
        title="Picks",
        components=[
            Label(label="Sizes", component=StringSelect(custom_id="sizes", options=sizes, max_values=3)),
            Label(label="Who", component=UserSelect(custom_id="who")),
            Label(label="Roles", component=RoleSelect(custom_id="roles", required=False, min_values=0, max_values=5)),
            Label(label="Whom", component=MentionableSelect(custom_id="whom", max_values=2)),
            Label(label="Files", component=FileUpload(custom_id="files", max_values=2)),
        ],
    )


@on_modal
async def picked(
    form: Picks, sizes: list[int], who: User, roles: list[Role], whom: list[User | Role], files: list[Attachment]
) -> Reply:
    names = [role.name for role in roles], [type(each).__name__ for each in whom], [file.filename for file in files]
    return Reply(Message(content=escape("; ".join(map(repr, (sizes, who.name, *names))))))


@command()
async def where() -> Reply:
    """A button that opens a form."""
    button = Button(style=ButtonStyle.PRIMARY, label="Open", custom_id=Open("there").custom_id)
    return Reply(Message(content="Where?", components=[ActionRow(components=[button])]))


@on_component
async def press_open(door: Open) -> Modal | Reply:
    if door.word == "closed":
        return Reply(Message(content="closed"), private=True)
    field = Label(label="Channel", component=ChannelSelect(custom_id="channel"))
    return Modal(custom_id=door.custom_id, title="Where", components=[field])


@on_modal
async def opened(door: Open, channel: Channel, *, message: SentMessage | None) -> Update:
    return Update(Message(content=f"{door.word}: {channel.mention} {message.id if message else None}"))


@command()
async def badly(
    which: Annotated[str, Option("Which mistake.")],
) -> Modal:
    """A form that its handler could not take."""
    custom_id = Forgotten().custom_id if which == "forgotten" else Open("x").custom_id
    several = ChannelSelect(custom_id="channel", max_values=2)
    field = Label(label="Channel", component=several if which == "several" else TextInput(custom_id="canal"))
    return Modal(custom_id=custom_id, title="Badly", components=[field])
