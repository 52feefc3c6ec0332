-- The transparency log: hash tiles and signed checkpoints. Written by the log's own role, read by the application.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'minutebook_log') THEN
        CREATE ROLE minutebook_log LOGIN;
    END IF;
END $$;

CREATE SCHEMA log;

-- A derived cache of the interior nodes: 256 hashes a full tile, fewer while it grows.
CREATE TABLE log.tile (
    level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
    nth bigint NOT NULL CHECK (nth >= 0),
    hashes bytea NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, nth)
);

-- `note` is the signed note with every cosignature that has come in, `words` its eight words where it covers the close
-- of a meeting.
CREATE TABLE log.checkpoint (
    era integer NOT NULL CHECK (era > 0),
    size bigint NOT NULL CHECK (size > 0),
    note text NOT NULL,
    words text,
    signed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (era, size)
);

-- Why the log does not go on; one row until somebody has looked.
CREATE TABLE log.alarm (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL,
    words text NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT now()
);

-- What each witness said when it was last asked.
CREATE TABLE log.witness (
    name text PRIMARY KEY,
    cosigned bigint NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL,
    fault text
);

GRANT USAGE ON SCHEMA record, log TO minutebook_log;
GRANT SELECT ON record.identity, record.events TO minutebook_log;
GRANT SELECT, INSERT, UPDATE ON log.tile, log.checkpoint TO minutebook_log;
GRANT SELECT, INSERT, UPDATE, DELETE ON log.alarm, log.witness TO minutebook_log;
GRANT USAGE ON SCHEMA log TO minutebook_app;
GRANT SELECT ON log.tile, log.checkpoint, log.alarm, log.witness TO minutebook_app;
