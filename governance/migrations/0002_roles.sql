-- Who may do what: a definer that appends, and the application, which can only ask it to.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'minutebook_append') THEN
        CREATE ROLE minutebook_append NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'minutebook_app') THEN
        CREATE ROLE minutebook_app LOGIN;
    END IF;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA record, vault TO minutebook_append;
GRANT SELECT, INSERT ON record.events, record.receipts TO minutebook_append;
GRANT SELECT, UPDATE (turn) ON record.identity TO minutebook_append;
GRANT INSERT ON vault.item TO minutebook_append;
GRANT CREATE ON SCHEMA record TO minutebook_append;
ALTER FUNCTION record.append OWNER TO minutebook_append;
ALTER FUNCTION record.append_many OWNER TO minutebook_append;
REVOKE CREATE ON SCHEMA record FROM minutebook_append;

GRANT USAGE ON SCHEMA record, vault, keyring, projections, access TO minutebook_app;
GRANT SELECT ON record.identity, record.events, record.receipts, record.stored_events TO minutebook_app;
GRANT EXECUTE ON FUNCTION record.append, record.append_many, keyring.destroy TO minutebook_app;
GRANT SELECT ON vault.item TO minutebook_app;
GRANT SELECT, INSERT ON keyring.dek, keyring.closed_import TO minutebook_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON projections.document, projections.head, access.token TO minutebook_app;
