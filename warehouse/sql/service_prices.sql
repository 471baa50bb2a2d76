WITH adopted AS (
    SELECT
        coalesce(o.name, m.organisation) AS organisation, t.*, m.held_on,
        -- the same service, item and tier, however spelt from year to year
        hash(
            coalesce(o.name, m.organisation), lower(strip_accents(t.service)), lower(strip_accents(t.item)), t.unit,
            t.period, lower(t.tier), lower(strip_accents(t.audience)), t.tax, t.currency
        ) AS price_of
    FROM tariffs t
    LEFT JOIN meetings m ON m.document_id = t.document_id AND m.position = 1
    LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
    WHERE t.status = 'adopted'
)
SELECT
    organisation,
    service,
    item,
    unit,
    period,
    tier,
    audience,
    tax,
    currency,
    held_on,
    valid_from,
    amount,
    amount_max,
    lag(amount) OVER (PARTITION BY price_of ORDER BY held_on, row_id) AS previous_amount,
    CASE WHEN previous_amount > 0 THEN round(100.0 * (amount - previous_amount) / previous_amount, 1) END,
    row_id
FROM adopted
