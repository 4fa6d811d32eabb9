"""The translations: collects the strings of the screens into .po files and compiles those to .mo.

`messages.py collect` needs the programs of gettext; `messages.py compile` and `messages.py check` do not.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "samenop"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nl",)


def compiled(source: Path) -> bytes:
    """What the .mo of this .po must hold; uncertain (fuzzy) translations are left out."""
    with source.open("rb") as lines:
        catalogue = read_po(lines, locale=source.parent.parent.name)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def sources() -> list[Path]:
    """Every .po of the package."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def is_stale(source: Path) -> bool:
    """True when the .mo of this .po is missing or says something else."""
    target = source.with_suffix(".mo")
    return not target.exists() or target.read_bytes() != compiled(source)


def stale() -> list[Path]:
    """The .po files that must be compiled anew."""
    return [source for source in sources() if is_stale(source)]


def can_collect() -> bool:
    """True when gettext's programs are here."""
    return shutil.which("xgettext") is not None and shutil.which("msgmerge") is not None


def collect(package: Path = PACKAGE) -> None:
    """Reads the strings out of Python and templates into the .po files, keeping what was translated."""
    if not can_collect():
        sys.exit("gettext is not here; as root: apt-get install gettext")
    for language in LANGUAGES:
        (package / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        words = [
            "makemessages",
            "--locale",
            language,
            "--add-location",
            "file",
            "--no-wrap",
            "--no-obsolete",
            "--verbosity",
            "0",
        ]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "samenop.site.settings"}
        subprocess.run([sys.executable, "-m", "django", *words], cwd=package, env=environment, check=True)


def compile_all() -> None:
    """Writes the .mo beside each .po."""
    for source in sources():
        source.with_suffix(".mo").write_bytes(compiled(source))


def main(task: str) -> None:
    """One of the three tasks; `check` ends with an error that says what to do."""
    if task == "collect":
        collect()
    elif task == "compile":
        compile_all()
    elif task == "check":
        if behind := stale():
            sys.exit(f"make messages: not compiled: {', '.join(str(path) for path in behind)}")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
