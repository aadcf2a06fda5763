import { beforeAll, describe, expect, test } from 'vitest'
import { canonical } from '~/domain/kit/canonical'
import type { Change } from '~/domain/kit-draft/change'
import { at, type Node } from '~/domain/kit-draft/content'
import { db } from '~/platform/db.server'
import { jobForm } from '../../../test/setup/own-kit'
import {
  NAME,
  ada,
  begun,
  ben,
  draftOf,
  formOf,
  makeTeam,
  nameOf,
  recruiter,
  rename,
  shownOf,
  send,
  set,
  valueOf,
} from '../../../test/setup/own-kit-team'
import { createJob } from '../job/jobs.server'
import { kitsForJobs } from '../kit/current-kit.server'
import { pinnedKit } from '../kit/pinned-kit.server'
import { weightsOfJob } from '../calibration/weights.server'
import { changeDraft, undoChange } from './change-draft.server'
import { exportKit } from './export-kit.server'
import { openDraft, setRetired } from './own-kits.server'
import { readOwnKit, readReview } from './read-own-kit.server'
import { approveDraft, publishDraft, sendBackDraft, submitDraft, takeBackDraft } from './review-draft.server'
import { changeMeaning } from './take-over.server'

beforeAll(makeTeam)

const published = async (kitId: number) => {
  valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'For our services.' }))
  valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
  valueOf(await publishDraft(ada, kitId, await shownOf(kitId)))
}

describe('changes of a draft', () => {
  test('are stored by field: a conflict keeps that field as it is, and the rest of the send is stored', async () => {
    const { kitId } = await begun()
    const before = await nameOf(kitId)
    await rename(kitId, 'Debugging at night', ben)
    const why = ['criteria', 'diagnosis', 'why']
    const was = at((await draftOf(kitId)).content, why)!
    const sent = valueOf(
      await send(ada, kitId, set(before!, 'Debugging by day'), set(was, `${was as string} Here too.`, why)),
    )
    expect(sent).toMatchObject({ stored: 1 })
    expect(sent.conflicts).toEqual([
      {
        path: NAME,
        place: 'Criterion “Debugging at night”, name',
        mine: 'Debugging by day',
        theirs: 'Debugging at night',
      },
    ])
    expect(at((await draftOf(kitId)).content, why)).toBe(`${was as string} Here too.`)
  })

  test('sent twice are stored once', async () => {
    const { kitId } = await begun()
    const item: Node = { id: 'twice', name: 'Twice' }
    const change: Change = { op: 'add', path: ['criteria'], key: 'twice', item, behind: null }
    const form = { ...(await formOf(kitId)), act: 'save', filled: [change] }
    const [one, other] = await Promise.all([
      changeDraft(ada, kitId, form, [change]),
      changeDraft(ada, kitId, form, [change]),
    ])
    expect([valueOf(one).stored, valueOf(other).stored].sort()).toEqual([0, 1])
    expect((await draftOf(kitId)).revision).toBe(2)
  })

  test('of several people at once are all stored', async () => {
    const { kitId } = await begun()
    const { content } = await draftOf(kitId)
    const flags = (content.red_flags as { '#': [string, Node][] })['#']
    const all = flags.map(([flag, item], place) =>
      send(place % 2 ? ada : ben, kitId, set(at(item, ['name'])!, `Renamed ${flag}`, ['red_flags', flag, 'name'])),
    )
    for (const one of await Promise.all(all)) expect(valueOf(one).conflicts).toEqual([])
    const after = ((await draftOf(kitId)).content.red_flags as { '#': [string, Node][] })['#']
    expect(after.map(([flag, item]) => at(item, ['name']) === `Renamed ${flag}`)).toEqual(flags.map(() => true))
  })

  test('are undone and redone by their author after a reload, the last first', async () => {
    const { kitId } = await begun()
    const was = await nameOf(kitId)
    await rename(kitId, 'First')
    await rename(kitId, 'Second')
    valueOf(await undoChange(ada, kitId, 'undo', await formOf(kitId)))
    expect(await nameOf(kitId)).toBe('First')
    valueOf(await undoChange(ada, kitId, 'undo', await formOf(kitId)))
    expect(await nameOf(kitId)).toBe(was)
    valueOf(await undoChange(ada, kitId, 'redo', await formOf(kitId)))
    expect(await nameOf(kitId)).toBe('First')
    await rename(kitId, 'Third')
    expect(await undoChange(ada, kitId, 'redo', await formOf(kitId))).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_UNDO' },
    })
    expect(await undoChange(ben, kitId, 'undo', await formOf(kitId))).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_UNDO' },
    })
  })

  test('that somebody else has changed since are not undone', async () => {
    const { kitId } = await begun()
    await rename(kitId, 'Ada’s name')
    await rename(kitId, 'Ben’s name', ben)
    expect(await undoChange(ada, kitId, 'undo', await formOf(kitId))).toEqual({
      ok: false,
      error: {
        code: 'UNDO_CONFLICT',
        message:
          'Your change cannot be undone: somebody else has changed “Criterion “Ben’s name”, name” since. Nothing was changed.',
      },
    })
    expect(await nameOf(kitId)).toBe('Ben’s name')
  })

  test('of the short name and the version are refused', async () => {
    const { kitId, key } = await begun()
    expect(await send(ada, kitId, set(key, 'ml-engineer', ['id']))).toMatchObject({ ok: false })
  })
})

describe('review', () => {
  test('a draft with a mistake reaches neither review nor a job', async () => {
    const { kitId, key } = await begun()
    await rename(kitId, '')
    const form = { ...(await shownOf(kitId)), changeNote: 'Shorter.' }
    expect(await submitDraft(ada, kitId, form)).toMatchObject({ ok: false, error: { code: 'DRAFT_BROKEN' } })
    // Even where the rows say that it was approved.
    const { organisationId } = ada
    await db().kitDraft.updateMany({
      where: { organisationId, organisationKitId: kitId },
      data: {
        state: 'approved',
        submittedById: ada.userId,
        submittedAt: new Date(),
        changeNote: 'Shorter.',
        reviewedById: ben.userId,
      },
    })
    expect(await publishDraft(ben, kitId, form)).toMatchObject({ ok: false, error: { code: 'DRAFT_BROKEN' } })
    expect(await createJob(recruiter, jobForm(key))).toMatchObject({ ok: false, error: { code: 'KIT_MISSING' } })
    expect(await db().kitVersion.count({ where: { organisationId, kit: key } })).toBe(0)
  })

  test('is a second person’s: neither who sent the draft nor who changed it last', async () => {
    const { kitId } = await begun()
    valueOf(await submitDraft(ben, kitId, { ...(await shownOf(kitId)), changeNote: 'Ours.' }))
    for (const one of [ada, ben])
      expect(await approveDraft(one, kitId, await shownOf(kitId))).toMatchObject({ error: { code: 'OWN_DRAFT' } })
    const { organisationId } = ada
    await expect(
      db().kitDraft.updateMany({
        where: { organisationId, organisationKitId: kitId },
        data: { state: 'approved', reviewedById: ada.userId },
      }),
    ).rejects.toThrow()
  })

  test('locks the draft until it is taken back or sent back with a comment', async () => {
    const { kitId } = await begun()
    valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Ours.' }))
    expect(await send(ada, kitId, set('x', 'y'))).toMatchObject({ ok: false, error: { code: 'DRAFT_CONFLICT' } })
    await expect(
      db().kitDraft.updateMany({
        where: { organisationId: ada.organisationId, organisationKitId: kitId },
        data: { content: '{}' },
      }),
    ).rejects.toThrow()
    valueOf(await sendBackDraft(ben, kitId, { ...(await shownOf(kitId)), comment: 'Name the services.' }))
    expect(valueOf(await readOwnKit(ada, kitId)).draft).toMatchObject({ state: 'draft', comment: 'Name the services.' })
    await rename(kitId, 'Debugging our services')
    valueOf(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'Ours.' }))
    valueOf(await approveDraft(ben, kitId, await shownOf(kitId)))
    valueOf(await takeBackDraft(ada, kitId, await shownOf(kitId)))
    expect(await publishDraft(ada, kitId, await shownOf(kitId))).toMatchObject({ error: { code: 'DRAFT_STALE' } })
  })

  test('of another state of the draft than was seen is refused', async () => {
    const { kitId } = await begun()
    const seen = await shownOf(kitId)
    await rename(kitId, 'Something else')
    expect(await submitDraft(ada, kitId, { ...seen, changeNote: 'Ours.' })).toMatchObject({
      error: { code: 'DRAFT_STALE' },
    })
  })
})

describe('published', () => {
  test('a version is used by new jobs, keeps our criteria in the fit, and the next one says what it changed', async () => {
    const { kitId, key } = await begun()
    await rename(kitId, 'Debugging our services')
    await published(kitId)
    expect((await kitsForJobs(ada.organisationId)).map(({ kit }) => kit.id)).toContain(key)
    const { jobId } = valueOf(await createJob(recruiter, jobForm(key)))
    const { organisationId } = ada
    const job = await db().job.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id: jobId } } })
    const kit = await pinnedKit(organisationId, job.kitVersionId)
    expect(kit).toMatchObject({ id: key, version: '1.0' })
    expect(kit.criteria.find(({ id }) => id === 'diagnosis')!.name).toBe('Debugging our services')
    expect(Object.keys(weightsOfJob(kit, job)).every((name) => name.startsWith('ml-engineer/'))).toBe(true)
    const rows = await db().kitCriterion.findMany({ where: { organisationId, kitVersionId: job.kitVersionId } })
    expect(rows.map(({ key, calibrationKey }) => calibrationKey === `ml-engineer/${key}`)).toEqual(rows.map(() => true))

    valueOf(await openDraft(ben, kitId))
    expect(valueOf(await readOwnKit(ada, kitId)).draft).toMatchObject({ problems: 0, state: 'draft' })
    expect(await submitDraft(ada, kitId, { ...(await shownOf(kitId)), changeNote: 'None.' })).toMatchObject({
      error: { code: 'NOTHING_CHANGED' },
    })
    valueOf(await changeMeaning(ada, kitId, { ...(await formOf(kitId)), key: 'diagnosis', id: 'fault-finding' }))
    const review = valueOf(await readReview(ben, kitId))
    expect(review.changes!.criteria.map(({ id, state }) => [id, state])).toEqual([
      ['fault-finding', 'added'],
      ['diagnosis', 'removed'],
    ])
    await published(kitId)
    const [newest] = valueOf(await readOwnKit(ada, kitId)).versions
    expect(newest).toMatchObject({ version: '1.1', note: 'For our services.', by: 'Ada', approvedBy: 'Ben' })
    const second = await pinnedKit(organisationId, newest!.id)
    expect(Object.keys(weightsOfJob(second, job))).toContain(`${key}/fault-finding`)
    const acts = await db().auditEntry.findMany({
      where: { organisationId, subjectType: 'own-kit', subjectId: kitId },
      select: { act: true },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ act }) => act)).toEqual([
      'own-kit.created',
      'own-kit.submitted',
      'own-kit.approved',
      'own-kit.published',
      'own-kit.draft-opened',
      'own-kit.submitted',
      'own-kit.approved',
      'own-kit.published',
    ])
  })

  test('a retired kit is offered to no new job, and can be brought back', async () => {
    const { kitId, key } = await begun()
    await published(kitId)
    valueOf(await setRetired(ada, kitId, true))
    expect(await createJob(recruiter, jobForm(key))).toMatchObject({ error: { code: 'KIT_MISSING' } })
    valueOf(await setRetired(ada, kitId, false))
    expect(await createJob(recruiter, jobForm(key))).toMatchObject({ ok: true })
  })

  test('exported and begun again from the file, a kit is the same and continues the same criteria', async () => {
    const { kitId } = await begun()
    const { bytes } = valueOf(await exportKit(ada, kitId, 'draft'))
    const again = await begun('', { name: 'kit.zip', bytes })
    const [one, other] = [(await draftOf(kitId)).content, (await draftOf(again.kitId)).content]
    expect(canonical({ ...other, id: one.id })).toBe(canonical(one))
  })
})
