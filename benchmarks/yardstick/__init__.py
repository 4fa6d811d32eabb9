"""The smallest Django that takes a report in: what the framework, the server and the database cost by themselves."""
