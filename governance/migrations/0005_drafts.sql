-- Write-ups of meetings before they are recorded: sealed like the record's words, gone once they are recorded.
CREATE SCHEMA drafts;
CREATE TABLE drafts.write_up (
    meeting uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    ref uuid NOT NULL,
    c text NOT NULL,
    key_id uuid NOT NULL,
    nonce bytea NOT NULL,
    ciphertext bytea NOT NULL CHECK (octet_length(ciphertext) <= 1048576),
    pen uuid NOT NULL,
    pen_until timestamptz NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
GRANT USAGE ON SCHEMA drafts TO minutebook_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts.write_up TO minutebook_app;
