"""Routes of logging in and out."""

from django.urls import path

from samenop.apps.partners.web import login

urlpatterns = [
    path("login/", login.login, name="login"),
    path("logout/", login.logout, name="logout"),
]
