-- The record: identity, events, receipts; the vault and keyring; projections; access. Run by the owner.
CREATE SCHEMA record;
CREATE SCHEMA vault;
CREATE SCHEMA keyring;
CREATE SCHEMA projections;
CREATE SCHEMA access;

CREATE TABLE record.identity (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    record uuid NOT NULL,
    era integer NOT NULL CHECK (era > 0),
    clock text NOT NULL CHECK (clock IN ('database', 'import')),
    turn boolean  -- never written: the column privilege lets writers take turns on this row
);

CREATE TABLE record.events (
    position bigint PRIMARY KEY CHECK (position > 0),
    format smallint NOT NULL DEFAULT 1 CHECK (format = 1),
    event uuid NOT NULL UNIQUE CHECK (substr(event::text, 15, 1) IN ('4', '8')),
    stream uuid NOT NULL CHECK (substr(stream::text, 15, 1) IN ('4', '8')),
    version bigint NOT NULL CHECK (version > 0),
    part integer NOT NULL CHECK (part > 0),
    parts integer NOT NULL CHECK (parts >= part),
    recorded_at timestamptz NOT NULL,
    tier smallint NOT NULL CHECK (tier BETWEEN 0 AND 3),
    topic text NOT NULL CHECK (topic ~ '^[a-z_.0-9]+$'),
    state bytea CHECK (length(state) BETWEEN 2 AND 262144),
    nonce bytea CHECK (length(nonce) = 32),
    body bytea NOT NULL CHECK (length(body) = 32),
    key bytea NOT NULL CHECK (length(key) = 32),
    signature bytea NOT NULL CHECK (length(signature) = 64),
    leaf bytea NOT NULL CHECK (length(leaf) = 32),
    UNIQUE (stream, version),
    CHECK ((state IS NULL) = (nonce IS NULL))
);
CREATE INDEX events_topic ON record.events (topic, position);
CREATE INDEX events_recorded ON record.events (recorded_at);

CREATE TABLE record.receipts (
    command uuid PRIMARY KEY,
    digest bytea NOT NULL CHECK (length(digest) = 32),
    first bigint NOT NULL,
    last bigint NOT NULL
);

CREATE TABLE vault.item (
    ref uuid PRIMARY KEY,
    key_id uuid NOT NULL,
    tier smallint NOT NULL CHECK (tier BETWEEN 0 AND 3),
    kind text NOT NULL CHECK (kind IN ('text', 'json', 'file')),
    nonce bytea NOT NULL CHECK (length(nonce) = 12),
    ciphertext bytea NOT NULL
);

CREATE TABLE keyring.dek (
    key_id uuid PRIMARY KEY,
    subject uuid NOT NULL,
    purpose text NOT NULL CHECK (purpose IN (
        'contact', 'access', 'attendance', 'expenses', 'signature', 'group_text', 'receipt', 'import')),
    keep_until date,
    wrapped bytea NOT NULL,
    kek_id uuid NOT NULL,
    key_check bytea NOT NULL CHECK (length(key_check) = 16),
    UNIQUE (subject, purpose)
);

CREATE TABLE keyring.closed_import (name_digest bytea PRIMARY KEY);

CREATE TABLE projections.document (
    projection text NOT NULL,
    generation integer NOT NULL,
    key text NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint,
    body bytea NOT NULL,
    PRIMARY KEY (projection, generation, key, valid_from)
);
CREATE UNIQUE INDEX document_now ON projections.document (projection, generation, key) WHERE valid_to IS NULL;

CREATE TABLE projections.head (
    projection text NOT NULL,
    generation integer NOT NULL,
    position bigint NOT NULL,
    live boolean NOT NULL,
    fault text,
    PRIMARY KEY (projection, generation)
);

CREATE TABLE access.token (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    kind text NOT NULL CHECK (kind IN ('person', 'application')),
    person uuid,
    scopes text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    CHECK ((kind = 'person') = (person IS NOT NULL))
);

CREATE FUNCTION record.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% refused: % is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record.events
    FOR EACH STATEMENT EXECUTE FUNCTION record.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record.receipts
    FOR EACH STATEMENT EXECUTE FUNCTION record.refuse();
ALTER TABLE record.events ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE record.receipts ENABLE ALWAYS TRIGGER append_only;

-- The names under which the library's own recorder reads this record.
CREATE VIEW record.stored_events AS
    SELECT event, stream AS originator_id, version AS originator_version, topic, state, position AS notification_id
    FROM record.events;

-- One command: its turn, its receipt, its guards, then events with body and leaf, vault items and a receipt.
-- MB001 handled before (detail: first,last) · MB002 a stream moved on · MB003 known command, other body
-- MB004 clocks apart · MB005 malformed call. Nothing here depends on a session's settings.
CREATE FUNCTION record.append(
    p_event uuid[], p_stream uuid[], p_version bigint[], p_tier smallint[], p_topic text[], p_state bytea[],
    p_nonce bytea[], p_signature bytea[], p_key bytea, p_command uuid, p_digest bytea,
    p_guard_stream uuid[], p_guard_version bigint[],
    p_ref uuid[], p_key_id uuid[], p_item_tier smallint[], p_kind text[], p_item_nonce bytea[], p_ciphertext bytea[],
    p_decided timestamptz, p_recorded timestamptz,
    OUT first bigint, OUT last bigint, OUT leaf bytea, OUT stamped timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me record.identity;
    known record.receipts;
    head bigint;
    before timestamptz;
    n integer := cardinality(p_event);
    nl text := chr(10);
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append needs READ COMMITTED' USING ERRCODE = 'MB005';
    END IF;
    IF n IS NULL OR p_command IS NULL OR p_digest IS NULL OR p_decided IS NULL
        OR (cardinality(p_stream), cardinality(p_version), cardinality(p_tier), cardinality(p_topic),
            cardinality(p_state), cardinality(p_nonce), cardinality(p_signature)) IS DISTINCT FROM (n, n, n, n, n, n, n)
        OR cardinality(p_guard_stream) IS DISTINCT FROM cardinality(p_guard_version)
        OR (cardinality(p_key_id), cardinality(p_item_tier), cardinality(p_kind), cardinality(p_item_nonce),
            cardinality(p_ciphertext)) IS DISTINCT FROM (cardinality(p_ref), cardinality(p_ref), cardinality(p_ref),
            cardinality(p_ref), cardinality(p_ref))
        OR cardinality(p_guard_stream) IS NULL OR cardinality(p_ref) IS NULL
        OR array_position(p_state, NULL) IS NOT NULL OR array_position(p_nonce, NULL) IS NOT NULL
        OR array_position(p_guard_stream, NULL) IS NOT NULL
    THEN
        RAISE EXCEPTION 'arrays of unequal length or NULL' USING ERRCODE = 'MB005';
    END IF;
    SELECT * INTO me FROM record.identity FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this record has no identity yet' USING ERRCODE = 'MB005';
    END IF;
    SELECT * INTO known FROM record.receipts r WHERE r.command = p_command;
    IF FOUND THEN
        IF known.digest <> p_digest THEN
            RAISE EXCEPTION 'this command was handled with another body' USING ERRCODE = 'MB003';
        END IF;
        RAISE EXCEPTION 'command already handled' USING ERRCODE = 'MB001', DETAIL = known.first || ',' || known.last;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(p_guard_stream, p_guard_version) AS g(s, v)
        WHERE g.v IS DISTINCT FROM COALESCE((SELECT max(e.version) FROM record.events e WHERE e.stream = g.s), 0))
        OR EXISTS (SELECT 1 FROM (
            SELECT u.v, COALESCE((SELECT max(e.version) FROM record.events e WHERE e.stream = u.s), 0)
                + row_number() OVER (PARTITION BY u.s ORDER BY u.o) AS next
            FROM unnest(p_stream, p_version) WITH ORDINALITY AS u(s, v, o)) AS q
        WHERE q.v IS DISTINCT FROM q.next)
    THEN
        RAISE EXCEPTION 'a stream this act rests on has moved on' USING ERRCODE = 'MB002';
    END IF;
    SELECT e.position, e.recorded_at INTO head, before FROM record.events e ORDER BY e.position DESC LIMIT 1;
    head := COALESCE(head, 0);
    IF me.clock = 'import' THEN
        stamped := p_recorded;
        IF stamped IS NULL OR stamped <= before THEN
            RAISE EXCEPTION 'a demonstration record takes rising times' USING ERRCODE = 'MB004';
        END IF;
    ELSE
        stamped := GREATEST(clock_timestamp(), before + interval '1 microsecond');
        IF abs(extract(epoch FROM clock_timestamp() - p_decided)) > 300
            OR extract(epoch FROM before - clock_timestamp()) > 300 THEN
            RAISE EXCEPTION 'the clocks are more than five minutes apart' USING ERRCODE = 'MB004';
        END IF;
    END IF;
    PERFORM set_config('synchronous_commit', 'on', true);
    INSERT INTO record.events
        SELECT head + b.o, 1, b.e, b.s, b.v, b.o, n, stamped, b.t, b.tp, b.st, b.nc, b.body, p_key, b.sg,
            sha256(decode('00', 'hex') || convert_to(
                'minutebook/v1' || nl || 'record ' || me.record || ' ' || me.era || nl
                || 'stream ' || b.s || ' ' || b.v || nl || 'part ' || b.o || ' ' || n || nl
                || 'event ' || b.e || nl || 'tier ' || b.t || nl
                || 'body ' || encode(b.body, 'base64') || nl || 'key ' || encode(p_key, 'base64') || nl
                || 'signature ' || replace(encode(b.sg, 'base64'), nl, '') || nl
                || 'recorded ' || to_char(stamped AT TIME ZONE INTERVAL '0', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                || ' ' || me.clock || nl, 'UTF8'))
        FROM (SELECT u.*, sha256(convert_to('minutebook-body/v1' || nl, 'UTF8') || u.nc
                || convert_to(u.tp || nl, 'UTF8') || u.st) AS body
            FROM unnest(p_event, p_stream, p_version, p_tier, p_topic, p_state, p_nonce, p_signature)
                WITH ORDINALITY AS u(e, s, v, t, tp, st, nc, sg, o)) AS b;
    INSERT INTO vault.item
        SELECT * FROM unnest(p_ref, p_key_id, p_item_tier, p_kind, p_item_nonce, p_ciphertext);
    first := CASE WHEN n = 0 THEN 0 ELSE head + 1 END;
    last := CASE WHEN n = 0 THEN 0 ELSE head + n END;
    INSERT INTO record.receipts VALUES (p_command, p_digest, first, last);
    SELECT e.leaf INTO leaf FROM record.events e WHERE e.position = last;
    PERFORM pg_notify('record', (head + n)::text);
END $$;

-- Several commands in one transaction, each standing or falling alone. `counts` are events, guards and items per command.
CREATE FUNCTION record.append_many(
    p_event uuid[], p_stream uuid[], p_version bigint[], p_tier smallint[], p_topic text[], p_state bytea[],
    p_nonce bytea[], p_signature bytea[], p_key bytea, p_command uuid[], p_digest bytea[],
    p_guard_stream uuid[], p_guard_version bigint[],
    p_ref uuid[], p_key_id uuid[], p_item_tier smallint[], p_kind text[], p_item_nonce bytea[], p_ciphertext bytea[],
    p_decided timestamptz[], p_recorded timestamptz[], p_events integer[], p_guards integer[], p_items integer[]
) RETURNS TABLE (first bigint, last bigint, leaf bytea, stamped timestamptz, code text, detail text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    e integer := 0;
    g integer := 0;
    i integer := 0;
    ne integer;
    ng integer;
    ni integer;
BEGIN
    FOR c IN 1 .. cardinality(p_command) LOOP
        ne := e + p_events[c];
        ng := g + p_guards[c];
        ni := i + p_items[c];
        code := NULL;
        detail := NULL;
        BEGIN
            SELECT a.first, a.last, a.leaf, a.stamped INTO first, last, leaf, stamped FROM record.append(
                p_event[e + 1:ne], p_stream[e + 1:ne], p_version[e + 1:ne], p_tier[e + 1:ne], p_topic[e + 1:ne],
                p_state[e + 1:ne], p_nonce[e + 1:ne], p_signature[e + 1:ne], p_key, p_command[c], p_digest[c],
                p_guard_stream[g + 1:ng], p_guard_version[g + 1:ng], p_ref[i + 1:ni], p_key_id[i + 1:ni],
                p_item_tier[i + 1:ni], p_kind[i + 1:ni], p_item_nonce[i + 1:ni], p_ciphertext[i + 1:ni],
                p_decided[c], p_recorded[c]) AS a;
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
            first := 0;
            last := 0;
            leaf := NULL;
            stamped := NULL;
            IF code NOT LIKE 'MB%' THEN
                detail := SQLERRM;
            END IF;
        END;
        RETURN NEXT;
        e := ne;
        g := ng;
        i := ni;
    END LOOP;
    IF (e, g, i) IS DISTINCT FROM (cardinality(p_event), cardinality(p_guard_stream), cardinality(p_ref)) THEN
        RAISE EXCEPTION 'the counts do not cover the arrays' USING ERRCODE = 'MB005';
    END IF;
END $$;

-- Keys for receipts and imports are made to be destroyed; all others only by erasure.
CREATE FUNCTION keyring.destroy(p_key_id uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM keyring.dek WHERE key_id = p_key_id AND purpose IN ('receipt', 'import');
$$;

-- Nobody may call these until a role is given them.
REVOKE ALL ON FUNCTION record.append, record.append_many, keyring.destroy FROM PUBLIC;
