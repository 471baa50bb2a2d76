WITH stated AS (
    SELECT
        meeting_id, 'pouvoir' AS kind, name AS represented, person_id AS represented_person_id,
        proxy_to AS representative, proxy_to_person_id AS representative_person_id, row_id
    FROM attendance
    WHERE proxy_to IS NOT NULL
    UNION ALL
    SELECT
        meeting_id, 'suppléance', substitute_for, substitute_for_person_id, name, person_id, row_id
    FROM attendance
    WHERE substitute_for IS NOT NULL
    UNION ALL
    SELECT m.meeting_id, 'pouvoir', v.name, v.person_id, v.proxy_to, NULL, v.row_id
    FROM movements v
    JOIN meetings m ON m.document_id = v.document_id AND m.position = 1
    WHERE v.proxy_to IS NOT NULL
)
SELECT
    m.held_on,
    coalesce(o.name, m.organisation),
    m.body,
    s.kind,
    coalesce(absent.name, s.represented),
    s.represented_person_id,
    coalesce(bearer.name, s.representative),
    s.representative_person_id,
    s.row_id
FROM stated s
LEFT JOIN meetings m USING (meeting_id)
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN persons absent ON absent.person_id = s.represented_person_id
LEFT JOIN persons bearer ON bearer.person_id = s.representative_person_id
