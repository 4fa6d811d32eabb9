"""The rules of one incident, from report to release."""
