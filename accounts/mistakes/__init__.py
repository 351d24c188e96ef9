"""报错: residents say what looks wrong, the desk answers."""
