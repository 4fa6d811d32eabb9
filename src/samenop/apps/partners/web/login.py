"""Logging in and out with a local account."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from samenop.frame.access import open_to_all


@method_decorator(never_cache, name="dispatch")
class Login(LoginView):
    """The form; after it the place of one's work."""

    template_name = "partners/login.html"
    redirect_authenticated_user = True


@open_to_all(because="Who is not logged in yet must be able to.")
def login(request: HttpRequest) -> HttpResponseBase:
    """Shows the form and logs in."""
    return Login.as_view()(request)


@open_to_all(because="Logging out is always possible; only by POST.")
def logout(request: HttpRequest) -> HttpResponseBase:
    """Ends the session at once; the browser forgets what it kept of it."""
    response = LogoutView.as_view(next_page="/")(request)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
