-- No version of a write-up comes twice, not even after one was thrown away: an old page never fits a new draft.
CREATE SEQUENCE drafts.version;
SELECT setval('drafts.version', coalesce(max(version), 0) + 1, false) FROM drafts.write_up;
GRANT USAGE ON SEQUENCE drafts.version TO minutebook_app;
