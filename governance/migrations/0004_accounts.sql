-- Signing in: which secrets stand for whom, each stored hashed; no address and no name in the clear.
CREATE TABLE access.address (
    person uuid PRIMARY KEY,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    event uuid NOT NULL  -- whose sealed details hold the address itself
);
CREATE INDEX address_hash ON access.address (hash);
CREATE TABLE access.address_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL
);
INSERT INTO access.address_head (position) VALUES (0);

-- A link asked for. It has one whether the address is anybody's or not: nothing here says which.
CREATE TABLE access.link (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    address bytea NOT NULL CHECK (length(address) = 32),
    browser bytea NOT NULL CHECK (length(browser) = 32),
    code bytea NOT NULL CHECK (length(code) = 32),
    tries integer NOT NULL DEFAULT 0,
    onward text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX link_address ON access.link (address);
CREATE INDEX link_browser ON access.link (browser);

CREATE TABLE access.paper_code (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    person uuid NOT NULL,
    sheet uuid NOT NULL,
    made_by uuid,  -- a person; NULL for the operator
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX paper_code_person ON access.paper_code (person);

CREATE TABLE access.session (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    person uuid NOT NULL,
    way text NOT NULL CHECK (way IN ('link', 'code', 'paper')),
    device text NOT NULL CHECK (device IN ('hand_held', 'computer')),
    remembered boolean NOT NULL,
    made_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    idle interval NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_person ON access.session (person);

CREATE TABLE access.private_link (
    id uuid PRIMARY KEY,
    hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
    group_id uuid NOT NULL,
    person uuid,  -- NULL for a reader without a seat
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    opened_at timestamptz,
    ended_at timestamptz
);
CREATE INDEX private_link_group ON access.private_link (group_id);

-- A browser that opened a private link, and may read through it.
CREATE TABLE access.reading (
    hash bytea PRIMARY KEY CHECK (length(hash) = 32),
    link uuid NOT NULL REFERENCES access.private_link ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
CREATE INDEX reading_link ON access.reading (link);

CREATE TABLE access.throttle (
    what text NOT NULL,
    subject bytea NOT NULL,
    began timestamptz NOT NULL,
    tries integer NOT NULL,
    PRIMARY KEY (what, subject)
);

-- Letters on their way: for whom, as an address hash; what, sealed under a key of the keyring.
CREATE TABLE access.mail (
    id uuid PRIMARY KEY,
    address bytea NOT NULL CHECK (length(address) = 32),
    sealed bytea NOT NULL,
    due_at timestamptz NOT NULL,
    until timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0
);
CREATE INDEX mail_due ON access.mail (due_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON access.address, access.link, access.paper_code, access.session,
    access.private_link, access.reading, access.throttle, access.mail TO minutebook_app;
GRANT SELECT, UPDATE ON access.address_head TO minutebook_app;
