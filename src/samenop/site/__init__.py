"""The house as one whole: settings, routes, server, worker, command line."""
