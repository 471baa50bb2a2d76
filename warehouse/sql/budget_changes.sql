SELECT
    coalesce(o.name, m.organisation) AS organisation,
    year(m.held_on) AS year,
    l.side,
    coalesce(l.budget_section, t.budget_section) AS budget_section,
    coalesce(l.chapter, left(l.account, 2)) AS chapter,
    count(*),
    coalesce(sum(l.amount) FILTER (l.amount > 0), 0)::DECIMAL(18, 2),
    coalesce(sum(l.amount) FILTER (l.amount < 0), 0)::DECIMAL(18, 2),
    sum(l.amount)::DECIMAL(18, 2)
FROM financial_lines l
JOIN financial_tables t USING (table_id)
LEFT JOIN meetings m ON m.document_id = l.document_id AND m.position = 1
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
WHERE t.kind = 'budget_amendment' AND NOT l.is_total AND l.amount IS NOT NULL
GROUP BY ALL
