WITH sat AS (
    SELECT
        deliberation_id,
        count(*) FILTER (state IN ('present', 'remote')) AS present,
        count(*) FILTER (state = 'represented') AS represented,
        count(*) FILTER (state = 'absent') AS absent,
        count(*) FILTER (state = 'withdrew') AS withdrawn
    FROM presence
    GROUP BY deliberation_id
)
SELECT
    d.deliberation_id,
    d.document_id,
    coalesce(o.name, m.organisation),
    m.body,
    m.held_on,
    year(m.held_on),
    d.number,
    d.title,
    d.decision,
    d.subject_code,
    d.outcome,
    d.unanimous,
    d.votes_for,
    d.votes_against,
    d.abstentions,
    s.present,
    s.represented,
    s.absent,
    s.withdrawn
FROM deliberations d
LEFT JOIN meetings m USING (meeting_id)
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN sat s USING (deliberation_id)
