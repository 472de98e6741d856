"""Texts that stand for no value, and for yes and no."""

from __future__ import annotations

MISSING = frozenset(
    {"na", "n/a", "#n/a", "n.a.", "<na>", "nan", "-nan", "null", "none", "nil", "missing", "unknown", "?", "-", "--"}
    | {
        "–",
        "—",
        ":",
        ".",
        "..",
        "...",
        "*",
        "(null)",
        "not available",
        "no data",
        "nodata",
        "empty",
        "blank",
        "n/d",
        "n.d.",
        "\\n",
    }
    | {f".{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}  # Stata's
    | {"#value!", "#div/0!", "#null!", "#ref!", "#name?", "#num!", "#wert!", "#bezug!", "#nv", "#n/v"}
    | {"k.a.", "k. a.", "keine angabe", "leer", "vide", "s/d", "brak", "yok"}
)
"""Texts, in small letters, that mean "no value" where they stand among numbers or dates."""
YES_NO = (
    ("no", "yes"),
    ("n", "y"),
    ("false", "true"),
    ("f", "t"),
    ("off", "on"),
    ("nein", "ja"),
    ("non", "oui"),
    ("falsch", "wahr"),
    ("no", "sí"),
    ("no", "si"),
    ("no", "sì"),
    ("faux", "vrai"),
    ("falso", "verdadero"),
    ("falso", "verdadeiro"),
    ("n", "j"),
    ("falso", "vero"),
    ("não", "sim"),
    ("nie", "tak"),
    ("nee", "ja"),
    ("nej", "ja"),
    ("hayır", "evet"),
    ("нет", "да"),
    ("ні", "так"),
    ("ne", "ano"),
    ("ne", "da"),
    ("nem", "igen"),
    ("nei", "ja"),
    ("ei", "kyllä"),
    ("όχι", "ναι"),
    ("\u05dc\u05d0", "\u05db\u05df"),
    ("\u0644\u0627", "\u0646\u0639\u0645"),
    ("\u3044\u3044\u3048", "\u306f\u3044"),
    ("\u5426", "\u662f"),
    ("\uc544\ub2c8\uc694", "\uc608"),
    ("✗", "✓"),
    ("\u2718", "\u2714"),
)
"""Pairs of texts, in small letters, of which the second is read as 1."""
