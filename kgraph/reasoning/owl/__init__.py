"""OWL as an independent witness of the rules: docs/owl.md says what goes to it, what does not, and what is refused."""
