import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeUser } from '~/demo/factories'
import { stopClock } from '~/platform/clock.server'
import { db } from '~/platform/db.server'
import { makeCandidateLink } from '~/services/candidate-link/make-link.server'
import { forgetAttempts } from '../../../test/setup/attempts'
import { staffedJob } from '../../../test/setup/panel'
import { debugging, guideOf, interviewed, KIT, LEAK, rotationOf } from '../../../test/setup/prompts'
import { choosePrompts } from './choose-prompts.server'
import { restorePrompt, retirePrompt, setPromptLimit } from './retire-prompt.server'

let panel: Awaited<ReturnType<typeof staffedJob>>
beforeEach(async () => {
  stopClock(new Date('2026-11-10T12:00:00Z'))
  panel = await staffedJob()
  await forgetAttempts()
})
afterEach(() => stopClock(undefined))

describe('retirement', () => {
  const address = (prompt: string) => ({ role: KIT, version: null, prompt })

  test('says when, by whom and why; no new interview is suggested or may choose the prompt, and no page is made with it', async () => {
    const { recruiter, anna, organisationId } = panel
    const used = await interviewed(panel, '2026-11-12T09:00:00Z')
    const lead = await makeUser(organisationId, { roles: ['lead'], name: 'Lea Roth' })
    expect(await retirePrompt(lead, address(used.prompt), LEAK)).toMatchObject({ ok: true })
    expect((await rotationOf(panel.recruiter)).line(used.prompt).retired).toMatchObject({ by: 'Lea Roth', ...LEAK })

    const guide = await guideOf(anna, used.interviewId)
    expect(guide.prompts).toMatchObject([{ id: used.prompt, retired: { by: 'Lea Roth', ...LEAK } }])
    expect(guide.links.prompts).toEqual([])
    const link = { prompt: used.prompt, hours: 4, writeKey: guide.links.writeKey }
    expect(await makeCandidateLink(anna, used.interviewId, link)).toMatchObject({
      error: { code: 'PROMPT_RETIRED_CONFLICT' },
    })
    const [suggested] = guide.choice!.suggested
    expect(suggested).not.toBe(used.prompt)
    await choosePrompts(anna, used.interviewId, { prompts: [suggested!], was: [used.prompt] })
    const again = await choosePrompts(anna, used.interviewId, { prompts: [used.prompt], was: [suggested!] })
    expect(again).toMatchObject({ error: { code: 'PROMPT_RETIRED_CONFLICT' } })
    for (const _ of debugging()) expect((await interviewed(panel, '2026-11-13T09:00:00Z')).prompt).not.toBe(used.prompt)
    expect(await retirePrompt(recruiter, address(used.prompt), LEAK)).toMatchObject({
      error: { code: 'PROMPT_RETIRED_CONFLICT' },
    })
  })

  test('the same form twice retires once; restored, the prompt is offered again and both acts are in the audit log', async () => {
    const { recruiter, organisationId } = panel
    const prompt = debugging()[0]!.id
    await Promise.all([1, 2].map(() => retirePrompt(recruiter, address(prompt), LEAK)))
    const rows = await db().promptRetirement.findMany({ where: { organisationId } })
    expect(rows).toHaveLength(1)
    expect(await restorePrompt(recruiter, address(debugging()[1]!.id), rows[0]!.id)).toMatchObject({
      error: { code: 'RETIREMENT_NOT_FOUND' },
    })
    for (const _ of [1, 2])
      expect(await restorePrompt(recruiter, address(prompt), rows[0]!.id)).toMatchObject({ ok: true })
    expect((await rotationOf(panel.recruiter)).line(prompt).retired).toBeNull()
    const entries = await db().auditEntry.findMany({
      where: { organisationId, subjectType: 'prompt-retirement' },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ act, actorId }) => [act, actorId])).toEqual([
      ['prompt.retired', recruiter.userId],
      ['prompt.restored', recruiter.userId],
    ])
    // Retired once more, it is another retirement; the first stays as it was.
    expect(await retirePrompt(recruiter, address(prompt), { cause: 'other', reason: 'Too easy.' })).toMatchObject({
      ok: true,
    })
    expect(await db().promptRetirement.count({ where: { organisationId } })).toBe(2)
  })

  test('a retirement is never rewritten or deleted', async () => {
    const { recruiter, organisationId } = panel
    await retirePrompt(recruiter, address(debugging()[0]!.id), LEAK)
    const all = { where: { organisationId } }
    await expect(db().promptRetirement.updateMany({ ...all, data: { reason: 'Another.' } })).rejects.toThrow('refused')
    await expect(db().promptRetirement.deleteMany(all)).rejects.toThrow('refused')
  })

  test('only who may retire prompts does, and only prompts that the kit has', async () => {
    const { recruiter, vera, anna } = panel
    for (const viewer of [vera, anna]) {
      expect(await retirePrompt(viewer, address(debugging()[0]!.id), LEAK)).toMatchObject({
        error: { code: 'FORBIDDEN' },
      })
      expect(await setPromptLimit(viewer, KIT, 3)).toMatchObject({ error: { code: 'FORBIDDEN' } })
    }
    expect(await retirePrompt(recruiter, address('none'), LEAK)).toMatchObject({
      error: { code: 'KIT_PROMPT_NOT_FOUND' },
    })
  })

  test('from the limit of the kit on, a prompt is marked; retired, it is no more', async () => {
    const { recruiter } = panel
    const { prompt } = await interviewed(panel, '2026-10-05T09:00:00Z')
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ candidates: 1, overLimit: false })
    expect(await setPromptLimit(recruiter, KIT, 1)).toMatchObject({ ok: true })
    expect(await rotationOf(panel.recruiter)).toMatchObject({ limit: 1 })
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ overLimit: true })
    await retirePrompt(recruiter, address(prompt), { cause: 'exposure', reason: 'Seen often enough.' })
    expect((await rotationOf(panel.recruiter)).line(prompt)).toMatchObject({ overLimit: false })
  })
})
