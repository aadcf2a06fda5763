import type { Kit, KitInterview } from '~/domain/kit/schema'
import { may, type Viewer } from '~/domain/policy/policy'
import { suggestPrompts, type PromptsKnown } from '~/domain/prompt-rotation/suggest'
import { now } from '~/platform/clock.server'
import type { Tx } from '~/platform/db.server'
import { withheldApplicationIds } from '../recusal/recused.server'
import { exposuresOf } from './exposure.sql.server'
import { promptsOfKind } from './prompts-in-use.server'
import { retiredPrompts } from './retired-prompts.server'

export type PromptPlace = {
  interviewId: number
  loopId: number
  applicationId: number
  candidateId: number
  kit: Kit
  asked: KitInterview
}

/** What decides which prompts an interview is suggested, and the suggestion. */
export async function promptsKnown(reader: Tx, viewer: Viewer, place: PromptPlace) {
  const { organisationId } = viewer
  const { kit, asked, applicationId } = place
  const prompts = promptsOfKind(kit, asked).map(({ id }) => id)
  const at = now()
  const withheld = await withheldApplicationIds(viewer, reader)
  const exposures = await exposuresOf(reader, { organisationId, kit: kit.id, prompts, at, withheld })
  const retired = await retiredPrompts(reader, organisationId, kit.id)
  const seen = await seenBy(reader, viewer, place, at)
  const known: PromptsKnown = {
    prompts,
    pick: asked.prompts?.pick ?? 0,
    retired: new Set(retired.keys()),
    seen: new Set(seen.keys()),
    elsewhere: await usedElsewhere(reader, organisationId, place),
    use: new Map(
      [...exposures].map(([id, { candidates, planned, lastUse }]) => [
        id,
        { candidates: candidates + planned, lastUse },
      ]),
    ),
    applicationId,
  }
  return {
    ...known,
    exposures,
    /** Of what the candidate has seen, the part whose application the viewer may know of. */
    seenAsFarAsKnown: new Set([...seen].flatMap(([id, mayKnow]) => (mayKnow ? [id] : []))),
    suggested: suggestPrompts(known),
  }
}

/**
 * Prompts that this candidate knows from another interview: the page was opened, or the interview began. By id alone, for
 * an own kit that began from another has the same prompts. With each, whether the viewer may read one of the applications.
 */
async function seenBy(reader: Tx, viewer: Viewer, { candidateId, interviewId }: PromptPlace, at: Date) {
  const { organisationId } = viewer
  const { mergedIntoId } = await reader.candidate.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: candidateId } },
    select: { mergedIntoId: true },
  })
  const person = mergedIntoId ?? candidateId
  const rows = await reader.interviewPrompt.findMany({
    where: {
      organisationId,
      interviewId: { not: interviewId },
      interview: { loop: { application: { candidate: { OR: [{ id: person }, { mergedIntoId: person }] } } } },
      OR: [
        { openedAt: { not: null } },
        { replacedAt: null, interview: { state: 'planned', startsAt: { lte: at } } },
        {
          replacedAt: null,
          interview: { state: 'planned', startsAt: null, loop: { application: { closedAt: { lte: at } } } },
        },
      ],
    },
    select: {
      prompt: true,
      interview: {
        select: {
          loop: { select: { application: { select: { job: { select: { id: true, confidential: true } } } } } },
        },
      },
    },
  })
  const seen = new Map<string, boolean>()
  for (const { prompt, interview } of rows)
    seen.set(prompt, (seen.get(prompt) ?? false) || may(viewer, 'read-application', interview.loop.application.job))
  return seen
}

/** Prompts of the other interviews of the same loop. */
async function usedElsewhere(reader: Tx, organisationId: number, { loopId, interviewId }: PromptPlace) {
  const rows = await reader.interviewPrompt.findMany({
    where: { organisationId, replacedAt: null, interview: { loopId, state: 'planned', id: { not: interviewId } } },
    select: { prompt: true },
  })
  return new Set(rows.map(({ prompt }) => prompt))
}
