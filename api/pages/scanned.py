"""A signed checkpoint as a square code to scan: the same text a file of it holds, drawn in the page, no script."""

from __future__ import annotations

import io

import segno

from governance.log.note import Note

# What a phone still reads well from paper.
MOST_BYTES = 1000


def square(note: Note) -> str:
    """The drawing (SVG). Where not every signature fits, the first do: the log's own is before its witnesses'."""
    signatures = note.signatures
    while len(signatures) > 1 and len(Note(note.text, signatures).data()) > MOST_BYTES:
        signatures = signatures[:-1]
    code = segno.make(Note(note.text, signatures).data().decode(), encoding="utf-8", error="m", micro=False, eci=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, nl=False, svgclass=None, lineclass=None,
              light="#fff")  # fmt: skip
    return drawn.getvalue().decode()
