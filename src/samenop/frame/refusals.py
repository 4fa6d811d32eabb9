"""The words of a refusal: the frame asks for them by setting, because catalogues live beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samenop.core.kernel import Refused

Wording = Callable[[str, Mapping[str, str]], str]


@dataclass(frozen=True, slots=True)
class SaidRefusal:
    """A refusal in the reader's language: the reason, and what would make a yes possible."""

    reason: str
    missing: tuple[str, ...]


def said_refusal(refused: Refused) -> SaidRefusal:
    """The words of `refused`, by the function that the setting SAMENOP_REFUSAL_WORDS names.

    Without that setting a reader still learns that it is not possible, and the code to ask about.
    """
    wording = _wording()
    return SaidRefusal(
        reason=wording(refused.code, refused.params),
        missing=tuple(wording(code, refused.params) for code in refused.missing),
    )


def _wording() -> Wording:
    path = getattr(settings, "SAMENOP_REFUSAL_WORDS", "")
    return import_string(path) if path else _plain_wording


def _plain_wording(code: str, params: Mapping[str, str]) -> str:
    return _("Not possible now ({code}).").format(code=code)
