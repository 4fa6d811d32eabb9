"""The template tags of the frame."""
