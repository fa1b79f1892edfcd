"""/ping: is anybody there?"""

from kasutamaiza.bot import Vitals, since_asked, view
from kasutamaiza.interactions import Delivery, Interaction, Reply, command


@command()
async def ping(*, interaction: Interaction, delivery: Delivery, vitals: Vitals) -> Reply:
    """See how fast I answer."""
    answered = await vitals.answer_time()
    seconds = since_asked(interaction.id, signed_at=delivery.signed_at, now=delivery.clock())
    return Reply(view.pong(seconds, answered))
