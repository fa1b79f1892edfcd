"""/ping: is anybody there?"""

from kasutamaiza.bot import Vitals, view
from kasutamaiza.interactions import Delivery, Interaction, Reply, command, since_asked
from kasutamaiza.texts import Say


@command()
async def ping(*, interaction: Interaction, delivery: Delivery, vitals: Vitals, say: Say) -> Reply:
    """See how fast I answer."""
    answered = await vitals.answer_time()
    seconds = since_asked(interaction.id, signed_at=delivery.signed_at, now=delivery.clock())
    return Reply(view.pong(say, seconds, answered))
