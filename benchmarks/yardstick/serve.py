"""`python -m benchmarks.yardstick.serve WORKERS`: the yardstick on Samenop's own server."""

import signal
import sys

from samenop.site import server

if __name__ == "__main__":
    server.APPLICATION = "benchmarks.yardstick.asgi:application"
    listening = server.listening_socket("127.0.0.1", 0)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    server.serve(
        listening,
        workers=int(sys.argv[1]),
        ready=lambda: print(f"Running at {server.address_of(listening)}", flush=True),
    )
