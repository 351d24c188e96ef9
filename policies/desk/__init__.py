"""The editing desk: who may write and publish which rule, and what became of it."""
