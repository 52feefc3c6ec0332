-- What auditors read, for their group to see: a line a day for each kind of thing.
CREATE TABLE access.audit_read (
    group_id uuid NOT NULL,
    person uuid NOT NULL,
    day date NOT NULL,
    kind text NOT NULL CHECK (kind IN ('file', 'minutes', 'decisions', 'meetings', 'group')),
    PRIMARY KEY (group_id, person, day, kind)
);

GRANT SELECT, INSERT ON access.audit_read TO minutebook_app;
