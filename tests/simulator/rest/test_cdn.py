"""Files of messages, and pictures of users."""

import httpx
import pytest

from simulator.rest.cdn import cdn, picture
from simulator.world import Upload, User
from tests.simulator.rest.calls import PNG, Bot


@pytest.fixture
def client(bot: Bot) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(cdn(bot.world)), base_url="http://simulator.test")


async def test_a_file_of_a_message_is_there(bot: Bot, client: httpx.AsyncClient) -> None:
    sent = await bot.post(bot.messages(), files={"files[0]": ("b.png", PNG)})
    path = sent.json()["attachments"][0]["url"].partition("/cdn")[2]
    answer = await client.get(path)
    assert answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''b.png"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/pdf", "image/png\r\nSet-Cookie: a=b", "video/ü", "image/png2"]
)
async def test_what_could_run_is_saved_and_not_shown(bot: Bot, client: httpx.AsyncClient, kind: str) -> None:
    bot.world.files["5"] = Upload(name="a.html", content_type=kind, data=b"<script>")
    answer = await client.get('/attachments/1/5/a%22"%0D%0Ab.html')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a%22%22%0D%0Ab.html"


async def test_what_is_not_there_is_404(client: httpx.AsyncClient) -> None:
    assert (await client.get("/attachments/1/2/a.png")).status_code == 404
    assert (await client.get("/avatars/2.svg")).status_code == 404


async def test_everybody_has_a_picture(bot: Bot, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/avatars/{bot.user('mai').id}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ">M</text>" in answer.text
    assert 'fill="#f1c40f"' in answer.text
    assert 'fill="#000"' in answer.text


def test_a_picture_needs_a_letter() -> None:
    assert ">?</text>" in picture(User(id="1", username="..", color=0))
    assert ">ゆ</text>" in picture(User(id="1", username="a", global_name="<ゆき>"))
