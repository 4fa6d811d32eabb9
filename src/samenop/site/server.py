"""The server: uvicorn with what live streams need, on a socket that is ours before anything starts."""

import socket
import sys
from collections.abc import Callable

from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

APPLICATION = "samenop.site.asgi:application"
BACKLOG = 4096  # a restart brings every open screen back at once
GRACE = 3  # seconds for what is being answered; streams are ended at once by the live route
PATIENCE = 30  # seconds without a sign of life before a process is replaced


class CannotListen(Exception):
    """The address or port is taken, not ours, or does not exist."""


def listening_socket(host: str, port: int) -> socket.socket:
    """Takes the address; raises CannotListen with the reason of the system."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise CannotListen(error.strerror or str(error)) from error
    made.set_inheritable(True)
    return made


def address_of(listening: socket.socket) -> str:
    """The address as one types it into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(listening: socket.socket, *, workers: int, ready: Callable[[], None]) -> None:
    """Serves until told to stop; calls `ready` when requests are answered."""
    config = Config(
        APPLICATION,
        workers=workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        interface="asgi3",
        backlog=BACKLOG,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_worker_healthcheck=PATIENCE,
    )
    if workers == 1:
        _One(config, ready).run([listening])
    else:
        _Many(config, [listening], ready).run()


class _One(Server):
    """One process that says when it is ready."""

    def __init__(self, config: Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()


class _Many(Multiprocess):
    """Several processes; says when the first is ready, and starts a new one for each that dies."""

    def __init__(self, config: Config, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self.ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        if self.processes[0].wait_until_ready(PATIENCE, self.should_exit):
            self.ready()
        elif not self.should_exit.is_set():
            sys.stderr.write("samenop: no process of the server became ready\n")
