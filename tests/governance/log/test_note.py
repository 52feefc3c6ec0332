"""Signed notes and keys against the vectors of others."""

from __future__ import annotations

import contextlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from governance.log.checkpoint import parse_checkpoint
from governance.log.cosignature import verifier_of
from governance.log.note import (
    ED25519,
    BadKey,
    BadNote,
    Note,
    Unverified,
    VerifierKey,
    ed25519_verifier,
    open_note,
    parse_key,
    parse_note,
    sign_note,
)
from tests.governance.log.vectors import unbase64, vectors

GO = vectors("golang-note.json")
FORMATS = vectors("formats.json")
PRINTED = vectors("c2sp-examples.json")


def outcome(data: bytes, keys: list[str]) -> tuple[str, int, int]:
    try:
        note = parse_note(data)
    except BadNote:
        return ("malformed", 0, 0)
    try:
        opened = open_note(note, [ed25519_verifier(parse_key(key)) for key in keys])
    except Unverified:
        return ("unverified", 0, len(dict.fromkeys(note.signatures)))
    except BadNote:
        return ("invalid", 0, 0)
    return ("ok", len(opened.verified), len(opened.unknown))


@pytest.mark.parametrize("case", GO["open"], ids=lambda case: case["desc"])
def test_notes_as_go_opens_them(case: dict[str, object]) -> None:
    expected = (case["want"], case["verified"], case["unverified"])
    assert outcome(case["msg"].encode(), case["vkeys"]) == expected


def test_a_note_that_is_not_utf_8() -> None:
    for case in GO["open_bytes"]:
        assert outcome(unbase64(case["msg_base64"]), case["vkeys"])[0] == case["want"]


@pytest.mark.parametrize("text", GO["bad_vkeys"])
def test_bad_keys_are_refused(text: str) -> None:
    with pytest.raises(BadKey):
        parse_key(text)


def test_no_part_of_a_key_is_a_key_and_none_with_one_character_changed() -> None:
    key = GO["vkey"]
    parts = {key[a:b] for a in range(len(key)) for b in range(a, len(key) + 1)} - {key}
    changed = {key[:i] + chr(ord(key[i]) + 1) + key[i + 1 :] for i in range(len(key))}
    for text in parts | changed:
        with pytest.raises(BadKey):
            parse_key(text)
    assert parse_key(key).text() == key


@pytest.mark.parametrize("case", FORMATS["vkeys"], ids=lambda case: case["desc"])
def test_keys_as_others_read_them(case: dict[str, object]) -> None:
    if case["ok"]:
        assert parse_key(case["vkey"]).text() == case["vkey"]
    else:
        # One key's id is not the one its bytes give; who does not compare it lets it pass.
        with pytest.raises(BadKey):
            parse_key(case["vkey"])


def test_a_note_is_signed_as_go_signs_it() -> None:
    secret = Ed25519PrivateKey.from_private_bytes(bytes(32))
    key = VerifierKey("EnochRoot", ED25519, secret.public_key().public_bytes_raw())
    assert key.text() == GO["other_vkey"]
    signature = sign_note(GO["sign"]["text"], key, secret.sign)
    line = next(line for line in GO["open"][1]["msg"].splitlines(keepends=True) if "EnochRoot" in line)
    assert signature.line() == line


def test_a_note_comes_out_as_it_went_in() -> None:
    for text in (GO["sign"]["want"], PRINTED["signed_note"]["note"], PRINTED["multi_paragraph_note_parse_only"]):
        assert parse_note(text.encode()).data() == text.encode()


def test_the_notes_printed_in_the_specification() -> None:
    printed = PRINTED["signed_note"]
    opened = open_note(parse_note(printed["note"].encode()), [verifier_of(parse_key(printed["vkey"]))])
    assert opened.text == "This is an example message.\n"
    poem = parse_note(PRINTED["multi_paragraph_note_parse_only"].encode())
    assert poem.text.endswith("\n\ned è subito sera.\n")
    assert parse_checkpoint(parse_note(PRINTED["checkpoint_parse_only"].encode()).text).size == 20852163


@pytest.mark.parametrize("case", FORMATS["checkpoint_text"]["cases"], ids=lambda case: case["desc"])
def test_checkpoints_others_refuse_are_refused_and_so_are_roots_of_another_length(case: dict[str, object]) -> None:
    with pytest.raises(BadNote):
        parse_checkpoint(case["text"])


def test_the_root_of_an_empty_log_is_no_other() -> None:
    empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    assert parse_checkpoint(f"log.example\n0\n{empty}\n").size == 0
    with pytest.raises(BadNote, match="SHA-256 of nothing"):
        parse_checkpoint(f"log.example\n0\n{'A' * 43}=\n")


def test_two_keys_of_one_name_and_id_are_not_told_apart() -> None:
    class Forged(VerifierKey):
        @property
        def id(self) -> bytes:
            return b"same"

    keys = [Forged("log", ED25519, bytes([n]) * 32) for n in (1, 2)]
    with pytest.raises(BadNote, match="share a name and an id"):
        open_note(Note("text\n", ()), [ed25519_verifier(key) for key in keys])


def test_a_text_without_its_last_newline_is_not_signed() -> None:
    with pytest.raises(BadNote, match="ends in a newline"):
        sign_note("text", parse_key(GO["vkey"]), bytes)


def test_a_key_that_signs_in_another_way_has_no_verifier() -> None:
    with pytest.raises(BadKey, match="algorithm 6"):
        verifier_of(VerifierKey("post", 6, bytes(1312)))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_note_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(BadNote):
        assert parse_note(data).data() == data


@given(st.text(max_size=120))
def test_any_text_is_a_key_or_is_refused(text: str) -> None:
    with contextlib.suppress(BadKey):
        assert parse_key(text).text() == text


@given(st.text(max_size=120))
def test_any_text_is_a_checkpoint_or_is_refused(text: str) -> None:
    with contextlib.suppress(BadNote):
        assert parse_checkpoint(text).text() == text


def test_the_longest_note_and_a_longer_one() -> None:
    with pytest.raises(BadNote, match="at most 1000000"):
        parse_note(b"a" * 1_000_001)
