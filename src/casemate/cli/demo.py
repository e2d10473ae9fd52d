"""`casemate demo`: the example case, built and served."""

from __future__ import annotations

from pathlib import Path

import typer

from casemate.cli.build import summary
from casemate.cli.progress_bar import progress_bars
from casemate.errors import BadInput
from casemate.serve.static import HOST, static_server
from casemate.workbench.build import BuildOptions, build
from casemate.workbench.example_case import copy_example


def command(
    folder: Path = typer.Option(Path("demo-case"), "--dir", help="Where to put the example."),
    port: int = typer.Option(8321, min=0, max=65535, help="Port to serve on; 0 takes a free one."),
    serve: bool = typer.Option(True, "--serve/--no-serve", help="Serve the dossier, or leave."),
) -> None:
    """Build the example case that comes with the package and serve its dossier."""
    copy_example(folder)
    with progress_bars(quiet=False) as progress:
        built = build(folder, BuildOptions(), progress)
    print(summary(built))
    if not serve:
        return
    try:
        server = static_server(built.dossier.parent, port)
    except OSError as fault:
        raise BadInput(f"port {port} cannot be used ({fault.strerror}): try --port 0") from fault
    with server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        print(f"The dossier is at {address}  (Ctrl-C stops)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
