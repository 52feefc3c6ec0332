"""The log as anybody reads it: checkpoint, tiles, the key, and the proof of one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, Response, get
from litestar.params import FromPath

from api.problems import Problem
from api.v1.asked import service_of, uuid_of
from api.v1.service import principal
from governance.checkpoints import Checkpoints
from governance.inspection import entries
from governance.log.merkle import HASH
from governance.log.tiles import WIDTH, BadTile, bundle_entries, parse_tile
from governance.reader import NotFound

if TYPE_CHECKING:
    from api.v1.service import Service
    from governance.log.tiles import Tile

TEXT = "text/plain; charset=utf-8"
OCTETS = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"


@get("/api/v1/log/checkpoint", operation_id="getCheckpoint", sync_to_thread=True)
def get_checkpoint(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The newest signed checkpoint (C2SP tlog-tiles); 404 before the first."""
    signed = _checkpoints(service_of(request)).latest()
    if signed is None:
        raise NotFound("checkpoint")
    return Response(signed.note.data(), media_type=TEXT, headers={"Cache-Control": "no-cache"})


@get("/api/v1/log/tile/{path:path}", operation_id="getTile", sync_to_thread=True)
def get_tile(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
    """A hash tile for anybody, a bundle of entries for whoever is known here (C2SP tlog-tiles).

    Entries hold no words; they tell how many acts there are in each stream, of which tier, and when.
    """
    service = service_of(request)
    try:
        tile = parse_tile(f"tile/{path.removeprefix('/')}")
    except BadTile:
        raise NotFound("tile") from None
    if tile.level < 0 and principal(request) is None:
        raise Problem(401, "not-signed-in", "Entries are for members, auditors and mirrors: send a token.")
    body = _entries(service, tile) if tile.level < 0 else _hashes(service, tile)
    private = {"Cache-Control": "private, no-cache"} if tile.level < 0 else {"Cache-Control": FOR_EVER}
    return Response(body, media_type=OCTETS, headers=private)


@get("/api/v1/events/{event:str}/proof", operation_id="getProof", sync_to_thread=True)
def get_proof(request: Request[Any, Any, Any], event: FromPath[str]) -> Response[bytes]:
    """The proof that an act stands in the log, to keep (C2SP tlog-proof); 404 until a checkpoint covers it."""
    service, found = service_of(request), uuid_of(event)
    row = service.governance.store.read_event(found) if found else None
    if row is None:
        raise NotFound("event")
    proof = _checkpoints(service).proof(row.position)
    if proof is None:
        raise Problem(404, "not-covered", "The log has not come to this act yet. Ask again in a moment.")
    return Response(proof.data(), media_type=TEXT, headers={"Cache-Control": "no-cache"})


LOG = [get_checkpoint, get_tile, get_proof]


def _checkpoints(service: Service) -> Checkpoints:
    return Checkpoints(service.governance.store.rows)


def _hashes(service: Service, tile: Tile) -> bytes:
    hashes = _checkpoints(service).tile(tile.level, tile.nth)[: tile.width * HASH]
    if len(hashes) < tile.width * HASH:
        raise NotFound("tile")
    return hashes


def _entries(service: Service, tile: Tile) -> bytes:
    """The entries that a checkpoint covers, of a bundle; none that no checkpoint covers yet."""
    signed = _checkpoints(service).latest()
    first, last = tile.nth * WIDTH, tile.nth * WIDTH + tile.width
    if signed is None or last > signed.checkpoint.size:
        raise NotFound("tile")
    return bundle_entries(entry.data() for entry in entries(service.governance.store, first, tile.width))
