WITH seats AS (
    SELECT
        coalesce(s.document_id, b.document_id) AS document_id,
        coalesce(s.deliberation_id, b.deliberation_id) AS deliberation_id,
        coalesce(s.person_id, b.person_id) AS person_id,
        coalesce(s.name, b.name) AS name,
        s.state,
        b.choice
    FROM presence s
    FULL JOIN ballots b ON b.deliberation_id = s.deliberation_id AND b.name = s.name
)
SELECT
    s.person_id,
    coalesce(p.name, s.name),
    coalesce(o.name, m.organisation),
    m.body,
    m.held_on,
    s.deliberation_id,
    d.title,
    d.outcome,
    s.state,
    CASE
        WHEN s.choice IS NOT NULL THEN s.choice
        WHEN s.state = 'withdrew' THEN 'not voting'
        WHEN d.unanimous AND s.state IN ('present', 'remote', 'represented') THEN 'for'
    END AS known_choice,
    CASE WHEN s.choice IS NOT NULL THEN true WHEN known_choice IS NOT NULL THEN false END
FROM seats s
JOIN deliberations d ON d.deliberation_id = s.deliberation_id
LEFT JOIN meetings m ON m.meeting_id = d.meeting_id
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
LEFT JOIN persons p ON p.person_id = s.person_id
