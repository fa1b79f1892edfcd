"""What lets those go on who wait, and makes those fail who should."""

import asyncio


class Gate:
    def __init__(self) -> None:
        self.let = asyncio.Event()
        self.reached = asyncio.Event()
        self.faults = 0

    async def passed(self) -> None:
        self.reached.set()
        await self.let.wait()
