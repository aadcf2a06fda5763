import { itemsAt, at, textAt } from '~/domain/kit-draft/content'
import { fingerprint } from '~/domain/kit-draft/form'
import { generatorChanges, generatorText } from '~/domain/kit-draft/generator-text'
import { MOMENTS } from '~/domain/kit-draft/more-acts'
import type { GeneratorForm } from '~/domain/kit-draft/exhibit-forms'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { changeDraft } from './change-draft.server'
import { draftIn } from './read-prompt.server'
import { sentBefore } from './sent-before.server'

/** The generator of a prompt's tables as text, and the exhibits that it may make. */
export async function readGenerator(viewer: Viewer, kitId: number, key: string) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content, locked } = draft.value
  const prompt = at(content, ['prompts', key])
  if (prompt === undefined || prompt === null) return fail({ code: 'PART_NOT_FOUND' })
  const text = generatorText(prompt)
  return ok({
    name: textAt(prompt, ['name']) || textAt(prompt, ['id']),
    text,
    print: fingerprint(text),
    locked,
    exhibits: MOMENTS.flatMap((moment) =>
      itemsAt(prompt, [moment]).map(([one, exhibit]) => ({
        moment,
        key: one,
        id: textAt(exhibit, ['id']),
        name: textAt(exhibit, ['name']) || textAt(exhibit, ['id']),
      })),
    ),
  })
}

/** Stores a generator with the tables that it makes; a text with a mistake changes nothing. */
export async function saveGenerator(viewer: Viewer, kitId: number, key: string, form: GeneratorForm) {
  const draft = await draftIn(viewer, kitId)
  if (!draft.ok) return draft
  const { content, id } = draft.value
  const prompt = at(content, ['prompts', key])
  if (prompt === undefined || prompt === null) return fail({ code: 'PART_NOT_FOUND' })
  const { draft: shown, clientKey, ...filled } = form
  const send = { draft: shown, clientKey, act: `generator:${key}`, filled }
  const before = await sentBefore(db(), viewer, { id }, send)
  if (!before.ok) return before
  if (before.value) return ok({ made: [] })
  if (fingerprint(generatorText(prompt)) !== form.print)
    return fail({
      code: 'DRAFT_CONFLICT',
      message:
        'Somebody else changed the generator since you opened the page. Copy what you wrote, load the page again and compare.',
    })
  const made = generatorChanges(content, key, form.text)
  if (!made.ok) return made
  const sent = await changeDraft(viewer, kitId, send, made.value.changes, { whole: true })
  return sent.ok ? ok({ made: made.value.made }) : sent
}
