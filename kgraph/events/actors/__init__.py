"""Who is who in event tables: names and codes to actors; the rules are told in docs/who-is-who.md."""

from kgraph.events.actors.named import Named, Resolved
from kgraph.events.actors.resolver import Resolver, resolver

__all__ = ["Named", "Resolved", "Resolver", "resolver"]
