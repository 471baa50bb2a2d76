WITH adopted AS (
    SELECT
        coalesce(o.name, m.organisation) AS organisation, t.*, m.held_on,
        -- the same service, item and tier, however spelt from year to year
        hash(
            coalesce(o.name, m.organisation), lower(strip_accents(t.service)), lower(strip_accents(t.item)), t.unit,
            t.period, lower(t.tier), lower(strip_accents(t.audience)), t.tax, t.currency
        ) AS price_of
    FROM tariffs t
    LEFT JOIN deliberations d ON d.deliberation_id = t.deliberation_id
    LEFT JOIN meetings f ON f.document_id = t.document_id AND f.position = 1
    LEFT JOIN meetings m ON m.meeting_id = coalesce(d.meeting_id, f.meeting_id)
    LEFT JOIN organisations o ON o.organisation_id = m.organisation_id
    WHERE t.status = 'adopted'
),
compared AS (
    -- prices that one session sets under the same words cannot be told apart: no evolution is told for them
    SELECT *,
        lag(amount) OVER (PARTITION BY price_of ORDER BY held_on, row_id) AS before,
        count(*) OVER (PARTITION BY price_of, held_on) AS alike
    FROM adopted
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
    CASE WHEN alike = 1 AND alike_before = 1 THEN before END AS previous_amount,
    CASE WHEN previous_amount > 0 THEN round(100.0 * (amount - previous_amount) / previous_amount, 1) END,
    row_id
FROM (SELECT *, lag(alike) OVER (PARTITION BY price_of ORDER BY held_on, row_id) AS alike_before FROM compared)
