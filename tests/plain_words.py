"""How plain a text is: its sentences, their length, the school grade it asks for, the words it should not use."""

from __future__ import annotations

import re

# What a placeholder stands for is as short as a name or a number.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*|\d[\d,.:]*")
END = re.compile(r"(?<=[.!?:;])\s+|\n+")
VOWELS = re.compile(r"[aeiouy]+")
# Words whose vowels are not counted by the rule below.
SYLLABLES = {"being": 2, "experience": 4, "every": 2, "everyone": 3, "everything": 3, "idea": 3, "people": 2, "area": 3}
# Said otherwise in the room: what to say is in the second column of the phrase book, or plainly in the message.
BANNED = {
    "nem. con.", "nem con", "resolved", "inquorate", "quorate", "plenary", "proxy", "sine die", "substantive",
    "utilise", "utilize", "submit", "submission", "invalid", "error", "error occurred", "please enter", "click",
    "click here", "authenticate", "credentials", "log in", "login", "password incorrect", "session", "token",
    "user", "username", "abort", "fatal", "illegal", "prior to", "in order to", "commence", "terminate", "regarding",
    "pursuant", "hereby", "aforementioned", "ascertain", "facilitate", "endeavour", "approximately", "subsequent",
    "e.g.", "eg.", "i.e.", "ie.", "etc", "etc.", "viz.", "via", "per se", "ad hoc", "vice versa", "n.b.",
}  # fmt: skip
# Names that are written in capitals by everybody.
CAPITALS = {"WCAG", "AA", "JSON", "API", "GP", "BSL", "CSV", "PDF", "UTF", "NHS"}


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; what stands before a colon counts as one of its own."""
    plain = PLACEHOLDER.sub("seven", text)
    return [words for part in END.split(plain) if (words := WORD.findall(part))]


def syllables(word: str) -> int:
    """How many syllables a word is said in; a number counts as one."""
    low = word.lower().replace("\u2019", "'").removesuffix("'s")
    if low in SYLLABLES:
        return SYLLABLES[low]
    if "-" in low:
        return sum(map(syllables, low.split("-")))
    silent = re.search(r"[^aeiouyl]es?$|[^aeiouytd]ed$|[aeiouy]les?$", low) is not None
    return max(1, len(VOWELS.findall(low)) - silent)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: years of school needed to read it with ease."""
    said = sentences(text)
    words = [word for sentence in said for word in sentence]
    return 0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def faults(text: str) -> list[str]:
    """What in one message is not plain: a long sentence, a word of the craft, capitals."""
    found = [f"{len(words)} words: {' '.join(words)}" for words in sentences(text) if len(words) > 25]
    low = f" {re.sub(r'[^a-z.]+', ' ', text.lower())} "
    found += [f"says {word!r}: {text}" for word in sorted(BANNED) if f" {word} " in low]
    found += [f"capitals {word}: {text}" for word in re.findall(r"\b[A-Z]{2,}\b", text) if word not in CAPITALS]
    return found
