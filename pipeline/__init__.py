"""Winnow: cleans scraped consumer-health pages into tables people can trust."""
