"""What Discord's CDN has: the files of messages, and a picture for each user."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from simulator.world import Upload, User, World

_SHOWN = re.compile(r"image/(png|jpeg|gif|webp)|(audio|video)/[\w.+-]+|text/plain", re.ASCII)
"""Whole, for it goes into a header as it is."""

_SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "cache-control": "private, max-age=3600",
}
_AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#{color:06x}"/>'
    '<text x="32" y="43" font-family="sans-serif" font-size="30" font-weight="600" text-anchor="middle" '
    'fill="{ink}">{letter}</text></svg>'
)


def cdn(world: World) -> Router:
    """An application, to be mounted at /cdn."""

    async def attachment(request: Request) -> Response:
        upload = world.files.get(request.path_params["id"])
        return Response("There is no such file.", 404) if upload is None else _file(upload, request)

    async def avatar(request: Request) -> Response:
        user = world.find(User, request.path_params["id"])
        if user is None:
            return Response("There is no such user.", 404)
        return Response(picture(user), headers=_SAFE, media_type="image/svg+xml")

    return Router(
        [
            Route("/attachments/{channel}/{id}/{name}", attachment, methods=["GET", "HEAD"]),
            Route("/avatars/{id}.svg", avatar, methods=["GET", "HEAD"]),
        ]
    )


def picture(user: User) -> str:
    """The first letter of a name on a user's colour, in black or white, whichever is easier to read."""
    letter = next((each for each in user.global_name or user.username if each.isalnum()), "?").upper()
    red, green, blue = user.color >> 16 & 255, user.color >> 8 & 255, user.color & 255
    is_bright = (red * 299 + green * 587 + blue * 114) / 1000 > 150
    return _AVATAR.format(color=user.color, ink="#000" if is_bright else "#fff", letter=letter[0])


def _file(upload: Upload, request: Request) -> Response:
    """A page among the files is saved and not opened: its scripts would run as ours."""
    kind = upload.content_type.partition(";")[0].strip().lower()
    is_shown = _SHOWN.fullmatch(kind) is not None
    name = quote(request.path_params["name"], safe="")
    headers = _SAFE | {
        "content-disposition": f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{name}",
    }
    # Given as a header, for the charset is the file's, whatever it is.
    return Response(upload.data, headers=headers | {"content-type": kind if is_shown else "application/octet-stream"})
