WITH believed AS (
    SELECT document_id, count(*) AS facts, avg(confidence) AS confidence FROM facts GROUP BY document_id
),
tested AS (
    SELECT
        document_id,
        count(*) FILTER (result = 'passed') AS passed,
        count(*) FILTER (result = 'failed') AS failed
    FROM checks
    GROUP BY document_id
),
found AS (
    SELECT document_id, count(*) AS findings FROM quality_findings WHERE severity <> 'info' GROUP BY document_id
)
SELECT
    d.document_id,
    d.file_name,
    coalesce(o.name, m.organisation),
    m.held_on,
    d.reading,
    d.page_count,
    round(d.ocr_confidence, 1),
    coalesce(b.facts, 0),
    round(b.confidence, 3),
    coalesce(t.passed, 0),
    coalesce(t.failed, 0),
    coalesce(f.findings, 0)
FROM documents d
LEFT JOIN meetings m ON m.document_id = d.document_id AND m.position = 1
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
LEFT JOIN believed b ON b.document_id = d.document_id
LEFT JOIN tested t ON t.document_id = d.document_id
LEFT JOIN found f ON f.document_id = d.document_id
