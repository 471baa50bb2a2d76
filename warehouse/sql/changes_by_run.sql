WITH told AS (
    -- a document taken in for the first time: its facts as they are now
    SELECT d.first_run_id AS run_id, f.table_name, 'new' AS kind, 'intake' AS cause, f.document_id, f.facts
    FROM (SELECT table_name, document_id, count(*) AS facts FROM facts GROUP BY ALL) f
    JOIN documents d USING (document_id)
    UNION ALL
    SELECT run_id, table_name, kind, cause, document_id, count(*) FROM changes GROUP BY ALL
)
SELECT t.run_id, any_value(r.started_at), t.table_name, t.kind, t.cause, count(*), sum(t.facts)::BIGINT
FROM told t
LEFT JOIN runs r USING (run_id)
GROUP BY t.run_id, t.table_name, t.kind, t.cause
