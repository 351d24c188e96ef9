"""The other ways to a resident, for when the mini-program's message cannot reach."""
