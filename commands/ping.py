"""/ping: is anybody there?"""

from kasutamaiza.bot import answer_time, since_asked, view
from kasutamaiza.interactions import Delivery, Interaction, Reply, command
from kasutamaiza.storage import Database


@command()
async def ping(*, interaction: Interaction, delivery: Delivery, database: Database) -> Reply:
    """See how fast I answer."""
    answered = await answer_time(database)
    seconds = since_asked(interaction.id, signed_at=delivery.signed_at, now=delivery.clock())
    return Reply(view.pong(seconds, answered))
