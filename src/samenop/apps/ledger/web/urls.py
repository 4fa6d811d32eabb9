"""Routes of the book of looks."""

from django.urls import path

from samenop.apps.ledger.web import books

urlpatterns = [path("books/", books.books, name="books")]
