-- One record, one organisation: of two foundings at once, the second finds the first.
CREATE UNIQUE INDEX one_organisation ON record.events (topic) WHERE topic = 'organisation.founded.v1';

-- The one-time code by which whoever starts the server shows that the organisation is theirs to found.
CREATE TABLE access.setup_code (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
ALTER TABLE access.session DROP CONSTRAINT session_way_check;
ALTER TABLE access.session ADD CONSTRAINT session_way_check CHECK (way IN ('link', 'code', 'paper', 'setup'));

GRANT SELECT, INSERT, UPDATE, DELETE ON access.setup_code TO minutebook_app;
