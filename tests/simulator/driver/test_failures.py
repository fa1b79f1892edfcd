"""What goes wrong is told in one clear sentence, with what happened under it."""

import pytest

from simulator.driver import Failed, NotTaken, Person, Simulation, connect, connection
from simulator.driver.sentence import sentence
from tests.simulator.driver.bot import Bot


@pytest.fixture
async def mai(discord: Simulation) -> Person:
    return await discord.guild.member("mai", channel="general")


async def test_an_answer_that_discord_refuses_says_where_it_is_wrong(mai: Person) -> None:
    with pytest.raises(Failed) as failed:
        await mai.slash("wrong")
    text = str(failed.value)
    assert "data.embeds.0.title: Must be 256 or fewer in length. (BASE_TYPE_MAX_LENGTH)" in text
    assert "What happened:" in text
    assert "Mai used /wrong → failed" in text


async def test_what_cannot_be_used_is_told(mai: Person) -> None:
    with pytest.raises(Failed, match="nonsense"):
        await mai.slash("nonsense")
    with pytest.raises(Failed, match="who: This option is required"):
        await mai.slash("greet")
    with pytest.raises(Failed, match="purge"):
        await mai.slash("purge")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Sideways", "There is no button 'Sideways'; there are: 'Back', 'Next', 'Site'. The message reads:\nPage 1"),
        ("", "There is no button ''"),
    ],
)
async def test_what_is_not_there_is_not_pressed(mai: Person, name: str, problem: str) -> None:
    answer = await mai.slash("pages")
    with pytest.raises(Failed) as failed:
        await answer.press(name)
    assert problem in str(failed.value)


async def test_one_of_several_selects_is_to_be_named(mai: Person) -> None:
    answer = await mai.slash("panel")
    with pytest.raises(Failed, match="no select ''; there are: 'Deck', 'Duelist', 'Role', 'Either', 'Channel'"):
        await answer.choose("Fire")
    with pytest.raises(Failed, match="Ice"):
        await answer.choose("Ice", of="Deck")


async def test_a_form_is_only_filled_in_where_one_is_open(mai: Person) -> None:
    answer = await mai.slash("pages")
    with pytest.raises(Failed, match="No form was opened; the answer is replied: 'Page 1'"):
        await answer.fill(name="x")
    form = await mai.slash("form")
    with pytest.raises(Failed, match="The form has no field 'Age'; it has 'Name', 'Deck', 'Friend', 'Mood', 'Games'"):
        await form.fill(Age="9")
    with pytest.raises(Failed, match="This field is required"):
        await form.fill(Name="Mai")


async def test_nobody_knows_a_stranger(discord: Simulation, mai: Person) -> None:
    with pytest.raises(Failed, match="There is no 'bakura'; there are seto, mod"):
        await discord.guild.member("bakura")
    with pytest.raises(Failed, match="There is no channel 'nowhere'; there are Lobby, general"):
        await discord.guild.messages("nowhere")
    with pytest.raises(NotTaken, match="bakura"):
        await discord.state("bakura")
    with pytest.raises(NotTaken, match="nowhere"):
        await mai.within("nowhere").says("Hello?")


async def test_what_does_not_come_is_told_after_the_patience(discord: Simulation, mai: Person) -> None:
    await mai.slash("greet", who="joey")
    with pytest.raises(Failed, match=r"Expected mai to see 'a miracle'; it did not come within 0\.05 s") as failed:
        await mai.sees("a miracle", patience=0.05)
    assert "Mai used /greet → replied" in str(failed.value)


async def test_what_is_still_on_its_way_is_not_idle(discord: Simulation, mai: Person, bot: Bot) -> None:
    bot.go.clear()
    outcome = await mai.connection.post("interactions", {"as": "mai", "command": "later"})
    assert outcome["state"] == "deferred"
    with pytest.raises(Failed, match=r"Something was still on its way after 0\.05 s"):
        await discord.idle(0.05)
    bot.go.set()
    await discord.idle()


async def test_a_simulator_that_is_not_there_is_told() -> None:
    async with connect("http://127.0.0.1:1") as nowhere:
        with pytest.raises(NotTaken, match=r"No simulator answers at http://127\.0\.0\.1:1"):
            await nowhere.reset()
        with pytest.raises(NotTaken, match="is it running"):
            await anext(nowhere.connection.changes(0))


async def test_a_simulator_that_does_not_answer_is_not_waited_for_for_ever(
    discord: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    await discord.fault("deliveries", "slow", seconds=1.0)
    monkeypatch.setattr(connection, "LONGEST", 0.2)
    async with connect(str(discord.connection._client.base_url)) as impatient:
        with pytest.raises(NotTaken, match=r"has not answered POST /sim/interactions within 0\.2 s"):
            await impatient.connection.post("interactions", {"as": "mai", "command": "pages"})


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ("A sentence.", "A sentence."),
        (
            {
                "code": 50035,
                "message": "Invalid Form Body",
                "errors": {"a": {"_errors": [{"code": "X", "message": "No."}]}},
            },
            "Invalid Form Body 50035\n  a: No. (X)",
        ),
        ({"_errors": [{"code": "X", "message": "No."}]}, "Discord does not take it.\n  the whole: No. (X)"),
        ({"code": 50006, "message": "Cannot send an empty message"}, "Cannot send an empty message 50006"),
    ],
)
def test_errors_are_read(errors: object, told: str) -> None:
    assert sentence(errors) == told
