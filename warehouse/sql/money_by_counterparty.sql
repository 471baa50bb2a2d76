WITH stated AS (
    -- an offer told without its tax and then with it (20, 10, 5.5 or 2.1 %) is one sum: the one with the tax
    SELECT * FROM amounts a
    WHERE a.counterparty IS NOT NULL
      AND NOT EXISTS (
          SELECT 1 FROM amounts t
          WHERE t.document_id = a.document_id AND t.counterparty = a.counterparty AND t.currency = a.currency
            AND a.tax = 'HT' AND t.tax = 'TTC' AND a.amount > 0
            AND round(t.amount / a.amount, 3) IN (1.2, 1.1, 1.055, 1.021)
      )
)
SELECT
    coalesce(o.name, m.organisation) AS organisation,
    coalesce(c.name, a.counterparty) AS counterparty,
    year(m.held_on) AS year,
    a.currency,
    count(*),
    sum(a.amount)::DECIMAL(18, 2),
    max(a.amount)::DECIMAL(18, 2)
FROM stated a
LEFT JOIN deliberations d ON d.deliberation_id = a.deliberation_id
LEFT JOIN meetings f ON f.document_id = a.document_id AND f.position = 1
LEFT JOIN meetings m ON m.meeting_id = coalesce(d.meeting_id, f.meeting_id)
LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
LEFT JOIN organisations c ON c.organisation_id = a.organisation_id
GROUP BY ALL
