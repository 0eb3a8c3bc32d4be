"""The store: a SPARQL database that holds the record, what counts under a policy, and what is derived."""
