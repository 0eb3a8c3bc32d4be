"""How the graph is shown: tables, networkx, the page, the dossier, and files for other programs."""
