"""Long-term filings, once a year: they never end by themselves."""

from __future__ import annotations

from reminders.kinds.base import NO_COHORT, Kind

# Reviews fall on the anniversary of the start; 29 February is reviewed on the 28th.
ANNIVERSARIES = """
    SELECT (f.starts_on + make_interval(years => year - EXTRACT(YEAR FROM f.starts_on)::int))::date
        AS day
    FROM generate_series(EXTRACT(YEAR FROM {first})::int, EXTRACT(YEAR FROM {last})::int) AS year
    WHERE year > EXTRACT(YEAR FROM f.starts_on)
"""

KIND = Kind(
    code="filing_review",
    label="长期备案复核",
    worth=1,
    stages=(7,),
    ends=False,
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'filing-review' AS subject, review.day AS due_on,
               NULL::date AS starts_on, {{told}}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {{resident}}
        JOIN policies_region place ON place.code = f.care_region_id
        CROSS JOIN {NO_COHORT}
        CROSS JOIN LATERAL ({ANNIVERSARIES}) AS review
        WHERE f.cancelled_on IS NULL AND f.progress = 'accepted' AND f.ends_on IS NULL
          AND f.kind IN ('LT_RETIRED', 'LT_RESIDENT', 'LT_WORK')
          AND review.day BETWEEN {{first}} AND {{last}}
          AND EXTRACT(MONTH FROM f.starts_on) * 100 + EXTRACT(DAY FROM f.starts_on) = ANY(ARRAY(
              SELECT EXTRACT(MONTH FROM day) * 100 + EXTRACT(DAY FROM day)
              FROM generate_series({{first}}, {{last}} + 1, interval '1 day') AS day
              UNION ALL SELECT 229))
    """,
    told={"rule": "f.rule_code", "filing": "f.id", "place": "place.name"},
    still_sql="""
        EXISTS (SELECT FROM accounts_filing f
                WHERE f.id = told.filing AND f.member_id = m.id AND f.cancelled_on IS NULL
                  AND f.ends_on IS NULL)
    """,
    where="备案的就医地",
    title="长期异地备案，看看还要不要用",
    text=(
        "{who}在{where}的长期异地就医备案没有到期日，每年看一次就好："
        "还住在那边就不用动；搬回来了或换了地方，请在国家异地就医备案小程序里变更或取消。"
    ),
    tip="看看长期备案还要不要用",
    why="长期备案不会自己到期，搬了家忘记改，回来看病可能按异地算。",
    source="医保发〔2022〕22号",
    example={"place": "长沙市"},
    example_subject="filing-review",
)
