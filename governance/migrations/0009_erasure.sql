-- Erasure: items fall with their keys, keys are wrapped under one key at a time, and a body goes once its erasure stands.

-- Nothing is sealed under a key that is being destroyed: the second of the two waits for the first, and then fails.
CREATE INDEX item_key ON vault.item (key_id);
ALTER TABLE vault.item ADD CONSTRAINT item_key_is_there FOREIGN KEY (key_id) REFERENCES keyring.dek (key_id)
    ON DELETE CASCADE;

-- A process that still holds the wrapping key of before makes no key under it.
CREATE FUNCTION keyring.one_wrapping() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM keyring.dek d WHERE d.kek_id <> NEW.kek_id) THEN
        RAISE EXCEPTION 'the keys are wrapped under another key' USING ERRCODE = 'MB006';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER one_wrapping AFTER INSERT ON keyring.dek FOR EACH ROW EXECUTE FUNCTION keyring.one_wrapping();

-- An event is never changed but for this: its body goes, once an event on record says so. Its entry stays.
DROP TRIGGER append_only ON record.events;
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON record.events
    FOR EACH STATEMENT EXECUTE FUNCTION record.refuse();
CREATE FUNCTION record.refuse_but_erasure() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    without record.events := OLD;
BEGIN
    without.state := NULL;
    without.nonce := NULL;
    IF NEW IS NOT DISTINCT FROM without AND EXISTS (
        SELECT 1 FROM record.events e WHERE e.topic = 'record.body_erased'
            AND convert_from(e.state, 'UTF8')::jsonb -> 'e' ->> 'event' = OLD.event::text)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'UPDATE refused: events is append-only' USING ERRCODE = '23001';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE ON record.events FOR EACH ROW EXECUTE FUNCTION record.refuse_but_erasure();
ALTER TABLE record.events ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE record.events ENABLE ALWAYS TRIGGER no_change;

-- The words of the body go with it, unless another event holds them too.
CREATE FUNCTION record.erase_body(p_event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said jsonb := (SELECT convert_from(e.state, 'UTF8')::jsonb -> 'e' FROM record.events e WHERE e.event = p_event);
BEGIN
    UPDATE record.events SET state = NULL, nonce = NULL WHERE event = p_event AND state IS NOT NULL;
    DELETE FROM vault.item i
        WHERE i.ref::text IN (SELECT one #>> '{}' FROM jsonb_path_query(said, '$.**.ref') AS one)
        AND NOT EXISTS (SELECT 1 FROM record.events e WHERE position(convert_to(i.ref::text, 'UTF8') in e.state) > 0);
END $$;

-- The items of words that an event on record says are removed; and nothing else.
CREATE FUNCTION vault.redact(p_event uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM vault.item WHERE ref IN (
        SELECT (one ->> 'ref')::uuid FROM record.events e,
            jsonb_array_elements(convert_from(e.state, 'UTF8')::jsonb -> 'e' -> 'words') AS one
        WHERE e.event = p_event AND e.topic = 'record.words_redacted');
$$;

REVOKE ALL ON FUNCTION record.erase_body, vault.redact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record.erase_body, vault.redact TO minutebook_app;
