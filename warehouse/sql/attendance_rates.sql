SELECT
    a.person_id,
    coalesce(any_value(p.name), any_value(a.name)),
    coalesce(o.name, m.organisation) AS organisation,
    m.body,
    year(m.held_on) AS year,
    count(*) AS sessions,
    count(*) FILTER (a.status IN ('present', 'remote')) AS present,
    count(*) FILTER (a.status IN ('absent', 'excused') AND a.proxy_to IS NOT NULL),
    count(*) FILTER (a.status IN ('absent', 'excused') AND a.proxy_to IS NULL),
    round(100.0 * present / sessions, 1)
FROM attendance a
JOIN meetings m USING (meeting_id)
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN persons p ON p.person_id = a.person_id
WHERE a.status <> 'guest'
GROUP BY a.person_id, CASE WHEN a.person_id IS NULL THEN a.name END, coalesce(o.name, m.organisation), m.body, year
