WITH lines AS (
    SELECT
        l.document_id,
        t.deliberation_id,
        l.side,
        l.amount,
        coalesce(
            l.budget_section, t.budget_section,
            CASE
                WHEN regexp_matches(l.account, '^[67]\d') THEN 'fonctionnement'
                WHEN regexp_matches(l.account, '^[1-4]\d') THEN 'investissement'
                -- chapters without accounts: transfers between sections, unforeseen, sales, movements of order
                WHEN coalesce(l.account, l.chapter) IN ('002', '011', '012', '013', '014', '022', '023', '042', '043')
                    THEN 'fonctionnement'
                WHEN coalesce(l.account, l.chapter) IN ('001', '020', '021', '024', '040', '041')
                    THEN 'investissement'
            END
        ) AS budget_section,
        -- chapters of the plans M14, M57 and M4, where the line prints its account only
        coalesce(l.chapter, CASE
            WHEN regexp_matches(l.account, '^0\d\d$') THEN l.account
            WHEN regexp_matches(l.account, '^(621|631|633|64)') THEN '012'
            WHEN regexp_matches(l.account, '^(60|61|62|635|637)') THEN '011'
            WHEN regexp_matches(l.account, '^(739|7489)') THEN '014'
            WHEN starts_with(l.account, '204') THEN '204'
            ELSE left(l.account, 2)
        END) AS chapter
    FROM financial_lines l
    JOIN financial_tables t USING (table_id)
    WHERE t.kind = 'budget_amendment' AND NOT l.is_total AND l.amount IS NOT NULL
)
SELECT
    coalesce(o.name, m.organisation) AS organisation,
    year(m.held_on) AS year,
    l.side,
    l.budget_section,
    l.chapter,
    count(*),
    coalesce(sum(l.amount) FILTER (l.amount > 0), 0)::DECIMAL(18, 2),
    coalesce(sum(l.amount) FILTER (l.amount < 0), 0)::DECIMAL(18, 2),
    sum(l.amount)::DECIMAL(18, 2)
FROM lines l
LEFT JOIN deliberations d ON d.deliberation_id = l.deliberation_id
LEFT JOIN meetings f ON f.document_id = l.document_id AND f.position = 1
LEFT JOIN meetings m ON m.meeting_id = coalesce(d.meeting_id, f.meeting_id)
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
GROUP BY ALL
