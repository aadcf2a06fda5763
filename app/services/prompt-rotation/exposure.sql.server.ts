import type { Tx } from '~/platform/db.server'

/** Exposure of one prompt. Candidates who were merged into one person count once. */
export type Exposure = {
  prompt: string
  /** Candidates who saw it, and how many of them first in each month ("2026-11"), in order. */
  candidates: number
  months: { month: string; candidates: number }[]
  lastUse: Date | null
  /** Candidates who have not seen it and will in an interview that is planned. */
  planned: number
}

type Asked = {
  organisationId: number
  kit: string
  prompts: readonly string[]
  at: Date
  /** Applications whose course is kept from the reader (design.md, rule 3): they are left out of every figure. */
  withheld: readonly number[]
}

type Row = { prompt: string; month: string | null; candidates: number; lastUse: Date | null; planned: number }

/**
 * Who saw these prompts and when. A candidate saw a prompt when their page with it was first opened, or when an interview
 * that uses it began; where no time was set, when the application was closed with the interview still standing. Nothing
 * here depends on what anybody submitted.
 */
export async function exposuresOf(
  reader: Pick<Tx, '$queryRaw'>,
  { organisationId, kit, prompts, at, withheld }: Asked,
): Promise<Map<string, Exposure>> {
  const rows = await reader.$queryRaw<Row[]>`
    WITH used AS (
      SELECT u.prompt, coalesce(c."mergedIntoId", c.id) AS person, u."openedAt" AS opened,
        CASE WHEN u."replacedAt" IS NULL AND i.state = 'planned' AND coalesce(i."startsAt", a."closedAt") <= ${at}
             THEN coalesce(i."startsAt", a."closedAt") END AS met,
        u."replacedAt" IS NULL AND i.state = 'planned' AND a.state = 'open' AND coalesce(i."startsAt" > ${at}, true) AS planned
      FROM "InterviewPrompt" u
      JOIN "Interview" i ON i."organisationId" = u."organisationId" AND i.id = u."interviewId"
      JOIN "Loop" l ON l."organisationId" = u."organisationId" AND l.id = i."loopId"
      JOIN "Application" a ON a."organisationId" = u."organisationId" AND a.id = l."applicationId"
      JOIN "Candidate" c ON c."organisationId" = u."organisationId" AND c.id = a."candidateId"
      WHERE u."organisationId" = ${organisationId} AND u.kit = ${kit} AND u.prompt = ANY(${[...prompts]}::text[])
        AND NOT a.id = ANY(${[...withheld]}::int[])
    ), people AS (
      SELECT prompt, person, min(least(opened, met)) AS first, max(greatest(opened, met)) AS last, bool_or(planned) AS planned
      FROM used GROUP BY prompt, person
    )
    SELECT prompt, to_char(first AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(first)::int AS candidates, max(last) AS "lastUse",
      count(*) FILTER (WHERE first IS NULL AND planned)::int AS planned
    FROM people GROUP BY 1, 2 ORDER BY 1, 2`
  const found = new Map<string, Exposure>()
  for (const { prompt, month, candidates, lastUse, planned } of rows) {
    const sum = found.get(prompt) ?? { ...neverUsed(prompt), months: [] }
    found.set(prompt, sum)
    sum.candidates += candidates
    sum.planned += planned
    if (lastUse && (sum.lastUse === null || lastUse > sum.lastUse)) sum.lastUse = lastUse
    if (month !== null) sum.months.push({ month, candidates })
  }
  return found
}

export const neverUsed = (prompt: string): Exposure => ({
  prompt,
  candidates: 0,
  months: [],
  lastUse: null,
  planned: 0,
})
