"""What the graph says of a pair of actors: its ties, arena by arena, and its measures."""
