import { expect } from 'vitest'
import { makeApplication, makeJob, makeUser } from '~/demo/factories'
import type { ExportName, ExportRequest } from '~/domain/export/exports'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'
import { recordDecision } from '~/services/decision/record-decision.server'
import { sealVote } from '~/services/decision/seal-vote.server'
import { exportTable } from '~/services/export/export-table.server'
import { readTable } from '~/tables'
import { judgedApplication, sentPacket, staffedJob } from './panel'

/** An export as it is downloaded, read again by the product's own reader. */
export async function downloaded(viewer: Viewer, name: ExportName, given: Partial<ExportRequest> = {}) {
  const request: ExportRequest = { format: 'csv', job: null, q: '', state: 'all', ...given }
  const done = await exportTable(viewer, name, request)
  if (!done.ok) throw new Error(done.error.code)
  const pieces: Uint8Array[] = []
  for await (const piece of done.value.content) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const table = await readTable({ name: done.value.fileName, bytes })
  const rows = table.rows.map(({ cells }) =>
    Object.fromEntries(table.header.map((column, at) => [column, cells[at] ?? ''])),
  )
  return { ...done.value, bytes, text: bytes.toString('utf8'), header: table.header, rows }
}

/** A job that hides names, with an application that was judged, voted on and decided, and a confidential job beside it. */
export async function worldToExport() {
  const panel = await staffedJob()
  const { organisationId, recruiter, job, anna, ben, vera, wim } = panel
  await db().job.updateMany({ where: { organisationId }, data: { namesHidden: true } })
  const administrator = await makeUser(organisationId, { roles: ['administrator'], name: 'Ada Moreau' })
  const manager = await makeUser(organisationId, { roles: ['hiring_manager'], name: 'Hana Manager' })
  const judged = await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': null } },
    { by: ben, levels: { diagnosis: 2, 'right-sizing': 4 } },
  ])
  const packetId = await sentPacket(recruiter, judged.id)
  for (const voter of [vera, wim]) {
    const vote = {
      round: 1,
      choice: 'hire',
      reason: '=Strong, "twice"',
      writeKey: `vote-${voter.userId}`,
    } as const
    expect(await sealVote(voter, packetId, vote)).toMatchObject({ ok: true })
  }
  const decision = {
    outcome: 'hire',
    reason: '@Both rounds agree.',
    supersedes: null,
    opened: 1,
    writeKey: 'decision-1',
  } as const
  expect(await recordDecision(vera, packetId, decision)).toMatchObject({ ok: true })
  const secretJob = await makeJob(administrator, { confidential: true, name: 'Quokka' })
  const application = await makeApplication(administrator, secretJob, { name: 'Quokka candidate' })
  const secret = { job: secretJob.id, application: application.id }
  return { panel, administrator, manager, judged, secret }
}
