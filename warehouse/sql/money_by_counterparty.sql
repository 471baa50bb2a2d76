SELECT
    coalesce(o.name, m.organisation) AS organisation,
    coalesce(c.name, a.counterparty) AS counterparty,
    year(m.held_on) AS year,
    a.currency,
    count(*),
    sum(a.amount)::DECIMAL(18, 2),
    max(a.amount)::DECIMAL(18, 2)
FROM amounts a
LEFT JOIN deliberations d ON d.deliberation_id = a.deliberation_id
LEFT JOIN meetings f ON f.document_id = a.document_id AND f.position = 1
LEFT JOIN meetings m ON m.meeting_id = coalesce(d.meeting_id, f.meeting_id)
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
LEFT JOIN organisations c ON c.organisation_id = a.organisation_id
WHERE a.counterparty IS NOT NULL
GROUP BY ALL
