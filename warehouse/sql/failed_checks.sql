SELECT
    c.row_id,
    c.document_id,
    f.file_name,
    coalesce(o.name, m.organisation),
    m.held_on,
    c.deliberation_id,
    d.title,
    c.rule,
    c.stated,
    c.computed,
    c.message,
    c.page
FROM checks c
JOIN documents f USING (document_id)
LEFT JOIN deliberations d ON d.deliberation_id = c.deliberation_id
LEFT JOIN meetings s ON s.document_id = c.document_id AND s.position = 1
LEFT JOIN meetings m ON m.meeting_id = coalesce(c.meeting_id, d.meeting_id, s.meeting_id)
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
WHERE c.result = 'failed'
