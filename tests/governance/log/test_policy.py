"""Who counts: the lines of a policy, its groups, and what it refuses."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.log.note import COSIGNATURE, ED25519, VerifierKey
from governance.log.policy import BadPolicy, Group, parse_policy

LOG = VerifierKey("log.example", ED25519, bytes([9]) * 32).text()
W = [VerifierKey(f"w{n}.example", COSIGNATURE, bytes([n]) * 32).text() for n in range(6)]
NAMED = "".join(f"witness w{n} {key}\n" for n, key in enumerate(W))


def test_two_kinds_of_witnesses_have_to_agree() -> None:
    policy = parse_policy(
        f"# who counts\nlog {LOG} https://log.example/\n\n{NAMED}"
        "group charities 2 w0 w1 w2\n\tgroup volunteers any w3 w4 w5\n"
        "group both all charities volunteers\nquorum both\n"
    )
    assert policy.logs[0].url == "https://log.example/"
    assert policy.groups["both"] == Group(2, ("charities", "volunteers"))
    assert policy.met_by(["w0", "w2", "w5"])
    assert not policy.met_by(["w0", "w1", "w2"])
    assert not policy.met_by(["w0", "w3", "w4", "w5"])


def test_one_witness_or_none_may_be_enough() -> None:
    one = parse_policy(f"log {LOG}\n{NAMED}quorum w1\n")
    assert one.met_by(["w1"])
    assert not one.met_by(["w0", "w2"])
    assert parse_policy(f"log {LOG}\nquorum none\n").met_by([])


SAME_KEY = VerifierKey("other.example", COSIGNATURE, bytes([1]) * 32).text()
LOGS_KEY = VerifierKey("sly.example", COSIGNATURE, bytes([9]) * 32).text()
LOGS_NAME = VerifierKey("log.example", COSIGNATURE, bytes([7]) * 32).text()
REFUSED = {
    "no quorum": (f"log {LOG}\n", "a policy says its quorum"),
    "no log": (f"{NAMED}quorum w1\n", "a policy names a log"),
    "two quorums": (f"log {LOG}\nquorum none\nquorum none\n", "line 3: this is no line of a policy"),
    "unknown quorum": (f"log {LOG}\nquorum w1\n", "line 2: nobody is called w1 yet"),
    "unknown word": (f"log {LOG}\nwitnesses w\n", "line 2: this is no line of a policy"),
    "bad key": ("log log.example+00000000+AAAA\n", "line 1: no key of 2 bytes with algorithm 0"),
    "log's key as witness": (
        f"log {LOG}\nwitness s {LOGS_KEY}\n",
        "line 2: this key, or its name, stands here already",
    ),
    "log's name as witness": (
        f"log {LOG}\nwitness s {LOGS_NAME}\n",
        "line 2: this key, or its name, stands here already",
    ),
    "log after its witness": (
        f"witness s {LOGS_KEY}\nlog {LOG}\n",
        "line 2: this key, or its name, stands here already",
    ),
    "one key twice": (f"{NAMED}witness x {SAME_KEY}\n", "line 7: this key, or its name, stands here already"),
    "one name twice": (f"{NAMED}group w1 all w2\n", "line 7: w1 is a name already"),
    "none as a name": (f"witness none {W[0]}\n", "line 1: none is a name already"),
    "unknown member": (f"{NAMED}group g all w1 w9\n", "line 7: nobody is called w9 yet"),
    "member of two": (f"{NAMED}group g all w1\ngroup h all w1 w2\n", "line 8: w1 is in a group already"),
    "none as member": (f"{NAMED}group g all none\n", "line 7: nobody is called none yet"),
    "more than there are": (f"{NAMED}group g 3 w1 w2\n", "line 7: 3 of 2 is not possible"),
    "none of them": (f"{NAMED}group g 0 w1 w2\n", "line 7: 0 of 2 is not possible"),
    "no number": (f"{NAMED}group g some w1 w2\n", "line 7: some of 2 is not possible"),
    "no members": (f"{NAMED}group g all\n", "line 7: this is no line of a policy"),
    "control character": (f"log {LOG}\r\nquorum none\n", "a policy is a short text of lines"),
    "too long": ("#" * 100_001, "a policy is a short text of lines"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_a_policy_that_cannot_be_meant_is_refused_by_its_line(text: str, why: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        parse_policy(text)
    assert str(refused.value) == why


WORDS = st.sampled_from(
    ["log", "witness", "group", "quorum", "none", "all", "any", "2", "a", "b", LOG, W[0], "#", "\n"]
)


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=100))
def test_any_text_is_a_policy_or_is_refused(text: str) -> None:
    with contextlib.suppress(BadPolicy):
        parse_policy(text)
