WITH every AS (
    SELECT d.first_run_id AS run_id, f.table_name, 'new' AS kind, 'intake' AS cause, f.document_id
    FROM facts f
    JOIN documents d USING (document_id)
    UNION ALL
    SELECT run_id, table_name, kind, cause, document_id FROM changes
)
SELECT e.run_id, any_value(r.started_at), e.table_name, e.kind, e.cause, count(DISTINCT e.document_id), count(*)
FROM every e
LEFT JOIN runs r USING (run_id)
GROUP BY e.run_id, e.table_name, e.kind, e.cause
