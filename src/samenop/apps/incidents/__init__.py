"""The acute line: reports, deployment, handover, release, feedback."""
