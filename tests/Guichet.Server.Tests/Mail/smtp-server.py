"""A mail server for the tests: says its port, keeps each mail as a file, and says "451" as often as asked."""
import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP

FOLDER = pathlib.Path(sys.argv[1])
REFUSALS = int(sys.argv[2])


class Handler:
    def __init__(self):
        self.refusals = REFUSALS
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        if self.refusals > 0:
            self.refusals -= 1
            return "451 4.3.0 Not now"
        self.count += 1
        (FOLDER / f"{self.count:03}.eml").write_bytes(envelope.content)
        return "250 OK"


async def main():
    handler = Handler()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
