import { randomUUID } from 'node:crypto'
import type { NewJob } from '~/domain/job/schemas'
import type { Viewer } from '~/domain/policy/policy'
import { db } from '~/platform/db.server'

/** An own kit with a publication, a draft, a change and a note, as rows: for tests of what holds for every row of these tables. */
export async function ownKitRows({ organisationId, userId }: Viewer) {
  const version = await db().kitVersion.findFirstOrThrow({ where: { organisationId }, select: { id: true } })
  const kit = await db().organisationKit.create({
    data: { organisationId, key: 'rows-only', name: 'Rows', basedOnVersionId: version.id, createdById: userId },
  })
  await db().kitPublication.create({
    data: {
      organisationId,
      organisationKitId: kit.id,
      kitVersionId: version.id,
      number: 1,
      publishedById: userId,
      approvedById: userId,
      changeNote: 'First version.',
    },
  })
  const draft = await db().kitDraft.create({
    data: { organisationId, organisationKitId: kit.id, content: '{}', changedById: userId },
  })
  await db().kitDraftChange.create({
    data: { organisationId, draftId: draft.id, userId, clientKey: 'rows-only-key', changes: '[]' },
  })
  await db().kitNote.create({
    data: { organisationId, kit: kit.key, criterion: `${kit.key}/sizing`, text: 'A note.', writtenById: userId },
  })
}

/** The form of a new job with this kit. */
export const jobForm = (role: string): NewJob => ({
  role,
  name: 'A job with a kit of our own',
  seniority: 'senior',
  needProfile: 'balanced',
  maturity: 3,
  bar: 3,
  hireProbability: 0.75,
  committee: [],
  quorum: 1,
  namesHidden: false,
  confidential: false,
  writeKey: randomUUID(),
})
