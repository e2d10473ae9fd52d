"""The `casemate` command: a table of commands, each loaded only when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable

import typer

from casemate import __version__
from casemate.errors import BadInput, CasemateError

# command: (module, one line of help).
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("casemate.cli.new", "Write a commented case.toml and the folders of a case."),
    "add": ("casemate.cli.add", "Collect more sources into a case."),
    "build": ("casemate.cli.build", "Collect, read, weigh and tell, incrementally."),
    "show": ("casemate.cli.show", "Show states, claims and the tree behind a count."),
    "judge": ("casemate.cli.judge", "Accept, correct or reject what was found; grade a source."),
    "edition": ("casemate.cli.edition", "Freeze an edition of what people have reviewed."),
    "export": ("casemate.cli.export", "Write a case in another program's format."),
    "remove": ("casemate.cli.remove", "Remove a copy that must go; a tombstone stays."),
    "verify": ("casemate.cli.verify", "Check every copy against its hash and the custody chain."),
    "read": ("casemate.cli.read", "Read documents (JSON lines) into statements."),
    "weigh": ("casemate.cli.weigh", "Weigh documents (JSON lines) together."),
    "look": ("casemate.cli.look", "See what changed between two satellite passes."),
    "track": ("casemate.cli.track", "Turn ship and aircraft positions into events."),
    "locate": ("casemate.cli.locate", "Look place names up, offline."),
    "lift": ("casemate.cli.lift", "Check whether the lift seen is enough for what is said."),
    "demo": ("casemate.cli.demo", "Build the example case and serve its dossier."),
}
# What the contract names and later versions bring; said plainly rather than "no such command".
PLANNED = {
    "serve": "the application",
    "watch": "watching a case",
    "scale": "work over many machines",
}
_TAKE_ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}


def command_line(wanted: str | None) -> typer.Typer:
    """The application with the module of the `wanted` command loaded; the others show in the help.

    A command's module has either `command`, a function, or `app`, a Typer with sub-commands.
    """
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help=_casemate.__doc__,
    )
    app.callback(invoke_without_command=True)(_casemate)
    for name, (module_name, help_line) in COMMANDS.items():
        if name != wanted:
            app.command(name, help=help_line)(_not_loaded)
            continue
        module = importlib.import_module(module_name)
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name, help=help_line)
        else:
            app.command(name, help=module.command.__doc__, short_help=help_line)(module.command)
    for name, what in PLANNED.items():
        app.command(name, hidden=True, context_settings=_TAKE_ANYTHING)(_planned(name, what))
    return app


def _casemate(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    """Casemate follows places through open sources: who said what, through whom, from how many
    separate origins, and what speaks against it."""
    if version:
        print(__version__)
        raise typer.Exit


def _not_loaded() -> None:
    raise AssertionError("a command that was not asked for")


def _planned(name: str, what: str) -> Callable[[typer.Context], None]:
    def explain(_: typer.Context) -> None:
        raise BadInput(f"'casemate {name}' ({what}) is not part of version {__version__}")

    return explain


def main() -> None:
    """Entry point. Exit codes: 0 done, 1 a check failed, 2 nothing done, 3 done with skips."""
    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        command_line(wanted)()
    except CasemateError as error:
        print(f"casemate: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output went away (`casemate read … | head`): not an error of ours.
        # Python flushes standard output once more at exit; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
