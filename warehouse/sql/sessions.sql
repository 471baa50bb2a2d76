WITH roll AS (
    SELECT
        meeting_id,
        count(*) AS members,
        count(*) FILTER (status IN ('present', 'remote')) AS present,
        count(*) FILTER (status IN ('absent', 'excused') AND proxy_to IS NOT NULL) AS represented
    FROM attendance
    WHERE status <> 'guest'
    GROUP BY meeting_id
),
decided AS (
    SELECT meeting_id, count(*) AS deliberations FROM deliberations GROUP BY meeting_id
)
SELECT
    m.meeting_id,
    m.document_id,
    coalesce(o.name, m.organisation),
    m.body,
    m.held_on,
    year(m.held_on),
    coalesce(c.name, m.chair),
    coalesce(s.name, m.secretary),
    m.members_in_office,
    m.members_present,
    r.members,
    r.present,
    r.represented,
    coalesce(d.deliberations, 0)
FROM meetings m
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN persons c ON c.person_id = m.chair_person_id
LEFT JOIN persons s ON s.person_id = m.secretary_person_id
LEFT JOIN roll r USING (meeting_id)
LEFT JOIN decided d USING (meeting_id)
