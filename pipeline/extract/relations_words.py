"""Words by which the phrases of relations are told: what ends one, what leads in, and what names nothing."""

from __future__ import annotations

CLAUSES = frozenset({
    "although", "because", "but", "especially", "however", "if", "including", "like", "particularly", "so",
    "such", "than", "that", "unless", "what", "when", "where", "which", "while", "who", "without", "you",
})  # fmt: skip
"""Words that end a phrase, as they begin something else."""
VERBS = frozenset({
    "affect", "affects", "appear", "appears", "are", "become", "becomes", "believe", "believes", "can",
    "cause", "caused", "causes",
    "could", "develops", "do", "does", "had", "happen", "happens", "has", "have", "include", "includes",
    "increases", "involve", "involves", "is", "lead", "leads", "make", "makes", "may", "might", "must",
    "need", "needs", "occur", "occurs", "prevents", "produces", "raises", "require", "requires", "results",
    "say", "says", "seem", "seems", "should", "suspect", "tend", "tends", "think", "was", "were", "will",
    "would",
})  # fmt: skip
"""Verbs that end a phrase, as it is their subject."""
LEAVE = frozenset({
    "a", "after", "all", "also", "an", "and", "any", "as", "at", "be", "being", "both", "by", "certain",
    "commonly", "currently", "directly", "during", "either", "for", "from", "generally", "has", "have", "her",
    "his", "in", "its", "just", "kind", "kinds", "largely", "likely", "lot", "lots", "mainly", "many", "most",
    "mostly", "number", "of", "often", "on", "one", "only", "other", "particular", "partly", "possibly",
    "primarily", "probably", "range", "rarely", "result", "several", "simply", "so", "some", "sometimes",
    "specific", "still", "such", "the", "their", "then", "there", "these", "those", "thus", "to", "type",
    "types", "typically", "under", "usually", "variety", "various", "with", "your",
})  # fmt: skip
"""Words that a phrase neither begins nor ends with."""
EMPTY = frozenset({
    "above", "another", "available", "believed", "below", "case", "cases", "cause", "causes", "cells",
    "changes", "circumstances", "combination", "common", "complex", "condition", "conditions", "context",
    "described", "determined", "diagnosis", "different", "discussed", "disease", "diseases", "disorder",
    "disorders", "doctors", "due", "effect", "effects", "example", "examples", "experts", "factor", "factors",
    "following", "form", "forms", "he", "health", "how", "i", "identified", "incident", "infection",
    "infections", "interaction", "issue", "issues", "it", "known", "lasting", "less", "main", "me", "medical",
    "medicines", "more", "my", "necessary", "no", "none", "not", "ones", "others", "part", "patients",
    "people", "poorly", "problem", "problems", "process", "rare", "reason", "reasons", "related",
    "researchers", "risk", "risks", "said", "same", "scientists", "severe", "she", "sign", "significant",
    "signs", "situations", "something", "symptom", "symptoms", "than", "that", "them", "they", "thing",
    "things", "this", "thought", "time", "times", "treatment", "uncertain", "unclear", "underlying",
    "understood", "unknown", "us", "way", "ways", "we", "well", "what", "which", "who", "why", "yet", "you",
})  # fmt: skip
"""Words that name nothing: no phrase consists of them."""
BARE = frozenset({
    "available", "believed", "described", "determined", "discussed", "doctors", "due", "experts", "following",
    "he", "how", "i", "identified", "it", "know", "known", "me", "my", "no", "none", "not", "researchers",
    "said", "scientists", "she", "since", "something", "that", "them", "there", "these", "they", "this",
    "those", "thought", "uncertain", "unclear", "understood", "unknown", "us", "we", "well", "what", "which",
    "who", "why", "yet", "you",
})  # fmt: skip
"""Words that no phrase begins with."""
ELSEWHERE = frozenset({
    "he", "it", "left", "necessary", "needed", "not", "of", "possible", "she", "symptoms", "that", "there",
    "these", "they", "this", "those",
})  # fmt: skip
"""First words of a clause that says too little by itself."""
AUXILIARIES = frozenset({
    "also", "can", "commonly", "could", "help", "may", "might", "often", "rarely", "sometimes", "that", "to",
    "usually", "will",
})  # fmt: skip
"""Words between a cause and what it does."""
ADVERBIAL = frozenset({
    "after", "also", "although", "among", "as", "at", "during", "for", "however", "in", "indeed", "like",
    "often", "over", "overall", "rarely", "since", "sometimes", "therefore", "thus", "unlike", "usually",
    "while", "with",
})  # fmt: skip
"""Words that open an adverbial: "In women, smoking causes"."""
SUBORDINATE = frozenset({"although", "as", "because", "if", "since", "unless", "when", "whether", "while"})
"""Words that open a subordinate clause: "if it is caused by"."""
SAYING = frozenset({
    "believe", "believed", "believes", "evidence", "find", "found", "indicate", "indicates", "know", "known",
    "likely", "possible", "show", "shown", "shows", "suggest", "suggested", "suggests", "think", "thought",
})  # fmt: skip
"""Words before a clause that tells what is believed: "studies show that smoking causes"."""
ADJECTIVES = frozenset({"high", "large", "long", "low", "partial", "poor", "short", "small", "tight", "weak"})
"""Adjectives before an "or" that need the noun after it; others are told by their ends."""
HOLDERS = frozenset({
    "about", "against", "between", "changes", "deletion", "deletions", "drug", "drugs", "fear", "for", "from",
    "gene", "genes", "history", "in", "lack", "medication", "medications", "medicine", "medicines",
    "mutation", "mutations", "risk", "surgery", "than", "therapy", "to", "treatment", "treatments", "without",
})  # fmt: skip
"""Words before a mention that make more of it than its name: "a family history of gout"."""
OWNERS = frozenset({
    "cells", "drug", "drugs", "gene", "genes", "level", "levels", "medication", "medications", "medicine",
    "medicines", "mutation", "mutations", "surgery", "test", "tests", "therapy", "treatment", "treatments",
    "vaccine", "vaccines",
})  # fmt: skip
"""Words after a mention that make something else of it: "asthma medicines"."""
PLACES = frozenset({"around", "at", "between", "in", "on", "to"})
"""Words of a phrase after which a list may be one of places: "fluid in the feet, legs and arms"."""
APART = frozenset({"after", "before", "by", "during", "through", "until"})
"""Words of a phrase that begin what the phrase does not name, and perhaps a list of that."""
