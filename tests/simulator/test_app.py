"""The application: the page, who may speak to it, and what a simulator is made of."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from nacl.signing import SigningKey

from simulator import address, key
from simulator.address import WrongAddress
from simulator.app import APPLICATION_ID, GUILD_ID, Simulator
from simulator.key import WrongKey
from simulator.serving import listen, served
from simulator.world import Channel, Guild, Role, User
from simulator.world.load import WrongWorld

WORLD = '[guild]\nname = "Small"\nowner = "seto"\n{guild}\n[[members]]\nname = "seto"\n'


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with served(Simulator()) as url, httpx.AsyncClient(base_url=url) as client:
        yield client


async def test_the_page_is_served_and_never_from_a_cache(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["cache-control"] == "no-store"
    script = await client.get("/page/js/api.js")
    assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert script.headers["cache-control"] == "no-store"
    assert script.headers["x-content-type-options"] == "nosniff"
    assert (await client.get("/favicon.ico")).status_code == 204


async def test_the_page_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; img-src 'self' data: blob: http://127.0.0.1:")
    assert "https:" not in policy
    assert "unsafe" not in policy
    await client.post("/sim/settings", json={"pictures": True})
    policy = (await client.get("/")).headers["content-security-policy"]
    assert "https:; media-src" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(
    "path", ["../app.py", "%2e%2e/app.py", "js/nothing.js", "js", "..%2f..%2fpyproject.toml", "%00"]
)
async def test_nothing_but_the_page_is_served_as_the_page(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(f"/page/{path}")).status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1", "", "localhost.:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/sim/state", "/sim/events", "/api/v10/gateway"])
async def test_a_name_that_leads_here_from_elsewhere_is_refused(
    client: httpx.AsyncClient, host: str, path: str
) -> None:
    answer = await client.get(path, headers={"host": host.format(port=client.base_url.port)})
    assert answer.status_code == 403
    assert answer.json()["errors"] == (
        f"The simulator is for this machine only: open it at http://127.0.0.1:{client.base_url.port}/."
    )


async def test_who_tells_two_names_is_refused(client: httpx.AsyncClient) -> None:
    port = client.base_url.port
    for hosts in (f"evil.example\r\nHost: 127.0.0.1:{port}", f"127.0.0.1:{port}\r\nHost: evil.example"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /sim/clock HTTP/1.1\r\nHost: {hosts}\r\n\r\n".encode())
        assert (await reader.readline()).startswith((b"HTTP/1.1 403", b"HTTP/1.1 400"))
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LocalHost"])
async def test_the_names_of_this_machine_are_let_in(client: httpx.AsyncClient, host: str) -> None:
    answer = await client.get("/sim/clock", headers={"host": f"{host}:{client.base_url.port}"})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:{port}"}, 200),
        ({"origin": "http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"origin": "http://localhost:{port}"}, 403),
        ({"origin": "https://127.0.0.1:{port}"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
async def test_another_origins_script_does_nothing(
    client: httpx.AsyncClient, headers: dict[str, str], status: int
) -> None:
    told = {name: value.format(port=client.base_url.port) for name, value in headers.items()}
    answer = await client.post("/sim/clock", json={"advance": 1}, headers=told)
    assert answer.status_code == status
    assert (await client.get("/sim/clock")).json()["ahead"] == (1 if status == 200 else 0)


async def test_another_sites_script_reads_nothing(client: httpx.AsyncClient) -> None:
    for path in ("/sim/state", "/sim/events", "/sim/transcript"):
        assert (await client.get(path, headers={"sec-fetch-site": "cross-site"})).status_code == 403
    assert (await client.get("/", headers={"sec-fetch-site": "cross-site"})).status_code == 200


async def test_a_real_looking_token_is_refused(client: httpx.AsyncClient) -> None:
    token = ".".join(["M" * 24, "G" * 6, "x" * 38])
    answer = await client.get("/api/v10/users/@me", headers={"authorization": f"Bot {token}"})
    assert answer.status_code == 401
    assert (await client.get("/api/v10/users/@me", headers={"authorization": "Bot any"})).status_code == 200


async def test_pictures_of_people_are_served(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/cdn/avatars/{APPLICATION_ID}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_it_listens_on_this_machine_alone() -> None:
    listening = listen()
    assert listening.getsockname()[0] == "127.0.0.1"
    with pytest.raises(OSError, match="in use"):
        listen(listening.getsockname()[1])
    listening.close()


async def test_what_speaks_no_http_is_answered_nothing() -> None:
    simulator, said = Simulator(), []

    async def receive() -> dict[str, str]:
        return {"type": "lifespan.startup"}

    async def send(message: object) -> None:
        said.append(message)

    await simulator({"type": "lifespan"}, receive, send)
    await simulator.aclose()
    assert said == []


async def test_a_socket_that_is_bound_already_will_do() -> None:
    simulator = Simulator()
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    async with served(simulator, bound) as url:
        assert simulator.world.url == url


async def test_ids_are_the_same_in_every_run_unless_a_world_gives_others(tmp_path: Path) -> None:
    one, other = Simulator(), Simulator()
    ids = {each.id for each in one.world.all(User)}
    assert ids == {each.id for each in other.world.all(User)}
    assert len(ids) == 7
    for kind in (Channel, Role):
        assert {each.id for each in one.world.all(kind)} == {each.id for each in other.world.all(kind)}
    assert (one.application_id, next(one.world.all(Guild)).id) == (APPLICATION_ID, GUILD_ID)
    assert Simulator(application_id="123456789012345678").world.bot.id == "123456789012345678"
    path = tmp_path / "world.toml"
    path.write_text(WORLD.format(guild='id = "70000000000000001"') + 'id = "80000000000000001"\n')
    given = Simulator(path)
    assert [each.id for each in given.world.all(Guild)] == ["70000000000000001"]
    assert "80000000000000001" in {each.id for each in given.world.all(User)}


async def test_a_world_that_is_none_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "world.toml"
    for text in (WORLD.format(guild='id = "seven"'), WORLD.format(guild=""), "[guild"):
        path.write_text(text)
        if "seven" in text or text == "[guild":
            with pytest.raises(WrongWorld, match="seven" if "seven" in text else "world.toml"):
                Simulator(path)
        else:
            Simulator(path)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/interactions", "https://bot.example/x", "http://[::1]:80/", "http://notdiscord.com/"]
)
def test_addresses_that_a_bot_may_have(url: str) -> None:
    assert address.check(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8080", "ftp://bot.example", "http://", "http://bot.example:port/", "http://a b/", "http://[::1/"],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(WrongAddress, match="is no address"):
        address.check(url)


@pytest.mark.parametrize(
    "url", ["https://discord.com/api/v10/interactions", "https://PTB.Discord.com./x", "http://discordapp.com:80/"]
)
def test_discord_itself_is_never_called(url: str) -> None:
    with pytest.raises(WrongAddress, match="never calls"):
        Simulator(endpoint=url)


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"
    made = key.kept(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert key.kept(path) == made
    assert list(path.parent.iterdir()) == [path]
    assert key.public(made) == Simulator(key=made).public_key == made.verify_key.encode().hex()


def test_two_that_make_the_key_at_once_have_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, first = tmp_path / "key", SigningKey.generate()

    def generate() -> SigningKey:
        path.write_text(first.encode().hex())
        return SigningKey(b"2" * 32)

    monkeypatch.setattr(SigningKey, "generate", generate)
    assert key.kept(path) == first


@pytest.mark.parametrize("content", [b"", b"not hex", b"abcd", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(WrongKey, match="holds no key"):
        key.kept(path)
