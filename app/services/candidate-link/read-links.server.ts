import { linkStatus } from '~/domain/candidate-link/status'
import type { CandidateLinks } from '~/domain/candidate-link/view'
import type { Prompt } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { now } from '~/platform/clock.server'
import { shortDayAndTime } from '~/platform/dates.server'
import { db } from '~/platform/db.server'

type Asked = {
  interviewId: number
  prompts: readonly Prompt[]
  /** Those of them that a new page may show: no retired ones. */
  offered: readonly Prompt[]
  handsOut: boolean
  ended: boolean
}

/** The candidate's pages of an interview, the newest first, without their secrets. */
export async function readLinks(
  { organisationId, timeZone }: Viewer,
  { interviewId, prompts, offered, handsOut, ended }: Asked,
): Promise<CandidateLinks> {
  const rows = await db().candidateLink.findMany({
    where: { organisationId, interviewId },
    select: {
      id: true,
      prompt: true,
      given: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      createdBy: { select: { name: true } },
    },
    orderBy: { id: 'desc' },
    take: 20,
  })
  const at = now()
  return {
    handsOut,
    prompts: handsOut ? offered.map(({ id, name }) => ({ id, name })) : [],
    writeKey: `link-${interviewId}-${rows[0]?.id ?? 0}`,
    made: rows.map((row) => {
      const prompt = prompts.find(({ id }) => id === row.prompt)
      return {
        id: row.id,
        prompt: prompt?.name ?? row.prompt,
        by: row.createdBy.name ?? 'a former colleague',
        made: shortDayAndTime(row.createdAt, timeZone),
        until: shortDayAndTime(row.expiresAt, timeZone),
        status: linkStatus(row, at, ended),
        exhibits: (prompt?.on_request ?? []).map(({ id, name }) => ({ id, name, given: row.given.includes(id) })),
      }
    }),
  }
}
