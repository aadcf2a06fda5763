import { linkStatus } from '~/domain/candidate-link/status'
import type { CandidateLinks } from '~/domain/candidate-link/view'
import type { Prompt } from '~/domain/kit/schema'
import type { Viewer } from '~/domain/policy/policy'
import { mustExist } from '~/domain/shared/must-exist'
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
  /** Only pages that were made before the one with this id. */
  before: number | null
}

const SHOWN = 20

/** The candidate's pages of an interview, the newest first, twenty at a time, without their secrets. */
export async function readLinks(
  { organisationId, timeZone }: Viewer,
  { interviewId, prompts, offered, handsOut, ended, before }: Asked,
): Promise<CandidateLinks> {
  const rows = await db().candidateLink.findMany({
    where: { organisationId, interviewId, ...(before === null ? {} : { id: { lt: before } }) },
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
    take: SHOWN + 1,
  })
  const newest = before === null ? rows[0]?.id : await newestLink(organisationId, interviewId)
  const at = now()
  return {
    handsOut,
    prompts: handsOut ? offered.map(({ id, name }) => ({ id, name })) : [],
    writeKey: `link-${interviewId}-${newest ?? 0}`,
    begin: before,
    older: rows.length > SHOWN ? mustExist(rows[SHOWN - 1], 'last page of the list').id : null,
    made: rows.slice(0, SHOWN).map((row) => {
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

async function newestLink(organisationId: number, interviewId: number): Promise<number | undefined> {
  const found = await db().candidateLink.findFirst({
    where: { organisationId, interviewId },
    select: { id: true },
    orderBy: { id: 'desc' },
  })
  return found?.id
}
