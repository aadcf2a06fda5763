import { candidatePrompt } from '~/domain/kit/candidate-view'
import type { Seniority } from '~/domain/kit/schema'
import { itemsAt, type Block } from '~/domain/kit-draft/content'
import { placeName } from '~/domain/kit-draft/place-name'
import { previewKit, type PreviewKit } from '~/domain/kit-draft/preview-kit'
import type { Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { describeTask } from '../candidate-link/describe-task.server'
import { describeFirstTime, describeForCandidate } from '../kit/describe-kit.server'
import { describePrompt } from '../kit/describe-prompt.server'
import { describeInterviewPage } from '../kit/read-kit.server'
import { findDraft } from './find-own-kit.server'

export type PreviewProblem = { place: string; message: string }
type Kind = 'interviews' | 'prompts'

/** The item of a draft with this key, as its pages will show it; one with mistakes as far as it can be read. */
async function findItem(viewer: Viewer, kitId: number, kind: Kind, key: string) {
  const found = await findDraft(db(), viewer, kitId, 'edit-kits')
  if (!found.ok) return found
  const content = JSON.parse(found.value.draft.content) as Block
  const index = itemsAt(content, [kind]).findIndex(([one]) => one === key)
  if (index < 0) return fail({ code: 'PART_NOT_FOUND' })
  const { kit, problems } = previewKit(content)
  return ok({ content, kit, index, problemsIn: problemsIn(content, problems) })
}

type Problems = ReturnType<typeof previewKit>['problems']

/** The mistakes of some parts, each with the name of its place: what they concern may be missing from a preview. */
const problemsIn =
  (content: Block, problems: Problems) =>
  (parts: readonly (readonly [list: string, ids: readonly string[]])[]): PreviewProblem[] => {
    const places = new Set(
      parts.flatMap(([list, ids]) =>
        itemsAt(content, [list]).flatMap(([key, item]) => {
          const { id } = item as { id?: unknown }
          return typeof id === 'string' && (ids.includes(id) || ids.includes(key)) ? [`${list}/${key}`] : []
        }),
      ),
    )
    return problems.flatMap(({ path, message }) =>
      places.has(path.slice(0, 2).join('/')) ? [{ place: placeName(content, path), message }] : [],
    )
  }

const namedIn = ({ id, name, version }: PreviewKit) => ({ id, name, version })

/** An interview of a draft as interviewers and candidates will read it. */
export async function previewInterview(viewer: Viewer, kitId: number, key: string, seniority: Seniority) {
  const found = await findItem(viewer, kitId, 'interviews', key)
  if (!found.ok) return found
  const { content, kit, index, problemsIn } = found.value
  const interview = kit.interviews[index]
  if (!interview) return fail({ code: 'PART_NOT_FOUND' })
  const kind = interview.prompts?.kind
  return ok({
    page: describeInterviewPage(kit, interview, seniority, namedIn(kit)),
    forCandidate: describeForCandidate(interview),
    firstTime: describeFirstTime(kit, interview),
    /** By their keys in the draft. */
    prompts: itemsAt(content, ['prompts']).flatMap(([promptKey], at) => {
      const prompt = kit.prompts[at]
      return prompt && prompt.kind === kind ? [{ key: promptKey, name: prompt.name }] : []
    }),
    problems: problemsIn([
      ['interviews', [key]],
      ['criteria', interview.focus],
      ['red_flags', interview.red_flags],
    ]),
  })
}

/** A prompt of a draft as the interviewer and the candidate will read it, below what candidates are told of the interview. */
export async function previewPrompt(viewer: Viewer, kitId: number, key: string, seniority: Seniority) {
  const found = await findItem(viewer, kitId, 'prompts', key)
  if (!found.ok) return found
  const { kit, index, problemsIn } = found.value
  const prompt = kit.prompts[index]
  if (!prompt) return fail({ code: 'PART_NOT_FOUND' })
  const asking = kit.interviews.filter((interview) => interview.prompts?.kind === prompt.kind)
  const [first] = asking
  return ok({
    prompt: describePrompt(kit, prompt, seniority),
    usedIn: asking.map(({ id, name }) => ({ id, name })),
    task: describeTask(candidatePrompt(prompt), first ? describeForCandidate(first) : null),
    /** What is handed over only when the candidate asks for it. */
    onRequest: prompt.on_request.map(({ name }) => name),
    problems: problemsIn([['prompts', [key]]]),
  })
}
