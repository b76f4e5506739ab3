"""Pictures of what the figures say: described with Altair, drawn on the server, as SVG or PNG."""
