SELECT
    i.person_id,
    coalesce(any_value(p.name), any_value(i.speaker_name), any_value(i.speaker)),
    coalesce(o.name, m.organisation) AS organisation,
    m.body,
    year(m.held_on) AS year,
    count(*),
    count(DISTINCT i.meeting_id),
    sum(len(string_split(trim(i.text), ' ')))::BIGINT
FROM interventions i
LEFT JOIN meetings m USING (meeting_id)
LEFT JOIN organisations o USING (organisation_id)
LEFT JOIN persons p ON p.person_id = i.person_id
GROUP BY
    i.person_id, CASE WHEN i.person_id IS NULL THEN coalesce(i.speaker_name, i.speaker) END,
    coalesce(o.name, m.organisation), m.body, year
