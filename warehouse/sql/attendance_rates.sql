WITH roll AS (
    -- one row a member and session, however often the roll prints him
    SELECT
        meeting_id, person_id, any_value(name) AS name,
        bool_or(status IN ('present', 'remote')) AS is_present,
        bool_or(proxy_to IS NOT NULL) AS is_represented
    FROM attendance
    WHERE status <> 'guest'
    GROUP BY meeting_id, person_id, CASE WHEN person_id IS NULL THEN name END
)
SELECT
    a.person_id,
    coalesce(any_value(p.name), any_value(a.name)),
    coalesce(o.name, m.organisation) AS organisation,
    m.body,
    year(m.held_on) AS year,
    count(*) AS sessions,
    count(*) FILTER (a.is_present) AS present,
    count(*) FILTER (NOT a.is_present AND a.is_represented),
    count(*) FILTER (NOT a.is_present AND NOT a.is_represented),
    round(100.0 * present / sessions, 1)
FROM roll a
JOIN meetings m USING (meeting_id)
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN persons p ON p.person_id = a.person_id
GROUP BY a.person_id, CASE WHEN a.person_id IS NULL THEN a.name END, coalesce(o.name, m.organisation), m.body, year
