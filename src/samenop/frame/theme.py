"""The reader's own choice of theme, kept in a cookie so that the first byte already has it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEME_COOKIE = "samenop_theme"
THEMES = ("light", "dark", "contrast")
ONE_YEAR = 365 * 24 * 3600


def chosen_theme(request: HttpRequest | None) -> str:
    """The theme chosen on this device, or "" to follow the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else ""


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back; anything that is no theme means: follow the system."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if safe else "/")
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=ONE_YEAR, secure=request.is_secure(), samesite="Lax")
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer
