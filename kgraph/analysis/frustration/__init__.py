"""How far a signed network is from two camps: the exact frustration index and what moves it."""
