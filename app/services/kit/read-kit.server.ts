import {
  maturityLevels,
  needProfiles,
  seniorities,
  type Kit,
  type KitInterview,
  type Seniority,
} from '~/domain/kit/schema'
import type { CaseView, CriterionView, FlagView, InterviewView, NamedItem, PromptView } from '~/domain/kit/views'
import { caseName, titleFromId } from '~/domain/kit/names'
import { findInKit, type SearchEntry, type SearchHit } from '~/domain/kit/search'
import { searchEntries } from '~/domain/kit/search-entries'
import { mayAnywhere, type Viewer } from '~/domain/policy/policy'
import { fail, ok } from '~/domain/shared/result'
import { db } from '~/platform/db.server'
import { servedKits } from '~/platform/rubric-store.server'
import { jobsVisible } from '~/services/scope.server'
import { describeCriterion, describeFlag, describeInterview, pagesOf } from './describe-kit.server'
import { describePrompt } from './describe-prompt.server'
import { currentKit } from './current-kit.server'
import { findKit, type FoundKit } from './find-kit.server'

export type KitSummary = {
  id: string
  name: string
  version: string
  summary: string
  criteria: number
  interviews: number
  redFlags: number
  prompts: number
}

const summaryOf = (kit: Kit): KitSummary => ({
  id: kit.id,
  name: kit.name,
  version: kit.version,
  summary: kit.summary,
  criteria: kit.criteria.length,
  interviews: kit.interviews.length,
  redFlags: kit.red_flags.length,
  prompts: kit.prompts.length,
})

/** The kits that new jobs can pin, from the files as they are now. */
export const listKits = (): KitSummary[] => servedKits().map(({ kit }) => summaryOf(kit))

/** The table of contents of a kit: which kit, which version, and its parts. */
export type KitContents = {
  id: string
  name: string
  version: string
  versionId: number | null
  /** A newer version that the files hold, when a pinned one is shown. */
  newer: string | null
  criteria: NamedItem[]
  interviews: (NamedItem & { minutes: number })[]
  promptKinds: { kind: string; title: string; prompts: NamedItem[] }[]
  caseGroups: { interview: string; cases: NamedItem[] }[]
}

type KitReference = { role: string; version: number | null }

export async function readContents(viewer: Viewer, { role, version }: KitReference) {
  const found = await findKit(viewer, role, version)
  if (!found.ok) return found
  const { kit, versionId } = found.value
  const current = versionId === null ? null : await currentKit(db(), viewer.organisationId, role)
  const contents: KitContents = {
    id: kit.id,
    name: kit.name,
    version: kit.version,
    versionId,
    newer: current && current.kit.version !== kit.version ? current.kit.version : null,
    criteria: kit.criteria.map(({ id, name }) => ({ id, name })),
    interviews: kit.interviews.map(({ id, name, minutes }) => ({ id, name, minutes })),
    promptKinds: [...new Set(kit.prompts.map(({ kind }) => kind))].map((kind) => ({
      kind,
      title: titleFromId(kind),
      prompts: kit.prompts.flatMap((prompt) => (prompt.kind === kind ? [{ id: prompt.id, name: prompt.name }] : [])),
    })),
    caseGroups: caseGroups(kit),
  }
  return ok(contents)
}

const caseGroups = (kit: Kit): KitContents['caseGroups'] =>
  kit.interviews.flatMap(({ id, name }) => {
    const cases = kit.calibration_cases.filter(({ of }) => of.interview === id)
    return cases.length > 0
      ? [{ interview: name, cases: cases.map((one) => ({ id: one.id, name: caseName(one) })) }]
      : []
  })

/** Everything that can be found by searching a kit; the browser searches it without asking again. */
export async function readSearchEntries(viewer: Viewer, { role, version }: KitReference) {
  const found = await findKit(viewer, role, version)
  if (!found.ok) return found
  const entries: SearchEntry[] = searchEntries(found.value.kit)
  return ok(entries)
}

/** The same search on the server, for browsers without JavaScript. */
export async function searchKit(viewer: Viewer, asked: KitReference, query: string): Promise<SearchHit[]> {
  const entries = await readSearchEntries(viewer, asked)
  return entries.ok ? findInKit(entries.value, query) : []
}

export type KitOverview = KitSummary & {
  seniority: Seniority
  seniorities: { id: Seniority; description: string }[]
  usedBy: number
  profiles: { id: string; description: string; highestWeighted: string[] }[]
  maturity: { level: 1 | 2 | 3 | 4 | 5; more: string[]; less: string[]; hire: Seniority; reason: string }[]
  criteriaViews: CriterionView[]
  flagViews: FlagView[]
  interviewSummaries: (NamedItem & {
    minutes: number
    purpose: string
    focus: string[]
    promptSummary: string | null
    pages: InterviewView['pages']
  })[]
  promptGroups: { title: string; prompts: (NamedItem & { rates: string[] })[] }[]
  caseGroups: KitContents['caseGroups']
  /** The page about the use of its prompts is for those who may read calibration. */
  mayReadUse: boolean
}

/** The kit as a whole: what is rated and how, and where its guides, prompts and cases are. */
export async function readKit(viewer: Viewer, { role, version }: KitReference, seniority: Seniority) {
  const found = await findKit(viewer, role, version)
  if (!found.ok) return found
  const { kit } = found.value
  const usedBy = await db().job.count({
    where: { ...jobsVisible(viewer, 'read-job'), role, state: 'open', ...(version ? { kitVersionId: version } : {}) },
  })
  const nameOf = namesOf(kit)
  const overview: KitOverview = {
    ...summaryOf(kit),
    seniority,
    seniorities: seniorities.map((id) => ({ id, description: kit.seniority[id] })),
    usedBy,
    profiles: needProfiles.map((id) => ({
      id,
      description: kit.need_profiles[id],
      highestWeighted: highestWeighted(kit, id),
    })),
    maturity: maturityLevels.map((level) => {
      const { more, less, hire, reason } = kit.maturity[level]
      return { level, more: more.map(nameOf), less: less.map(nameOf), hire, reason }
    }),
    criteriaViews: kit.criteria.map((criterion) => describeCriterion(criterion, seniority)),
    flagViews: kit.red_flags.map((flag) => describeFlag(flag, seniority)),
    interviewSummaries: kit.interviews.map(({ id, name, minutes, purpose, focus, prompts, ...one }) => ({
      pages: pagesOf(one),
      id,
      name,
      minutes,
      purpose,
      focus: focus.map(nameOf),
      promptSummary: prompts ? `${prompts.pick} ${titleFromId(prompts.kind).toLowerCase()}` : null,
    })),
    promptGroups: [...new Set(kit.prompts.map(({ kind }) => kind))].map((kind) => ({
      title: titleFromId(kind),
      prompts: kit.prompts
        .filter((prompt) => prompt.kind === kind)
        .map(({ id, name, rates }) => ({ id, name, rates: rates.map(nameOf) })),
    })),
    caseGroups: caseGroups(kit),
    mayReadUse: mayAnywhere(viewer, 'read-calibration'),
  }
  return ok(overview)
}

const namesOf = (kit: Kit) => (id: string) => kit.criteria.find((criterion) => criterion.id === id)?.name ?? id

/** The criteria with the highest weight; none if these are more than half of all criteria. */
function highestWeighted(kit: Kit, profile: (typeof needProfiles)[number]): string[] {
  const most = Math.max(...kit.criteria.map(({ weight }) => weight[profile]))
  const names = kit.criteria.flatMap(({ name, weight }) => (weight[profile] === most ? [name] : []))
  return names.length * 2 > kit.criteria.length ? [] : names
}

export type KitInterviewPage = {
  kit: Pick<KitSummary, 'id' | 'name' | 'version'>
  seniority: Seniority
  interview: InterviewView
  criteria: CriterionView[]
  flags: FlagView[]
  prompts: { kindTitle: string; pick: number; prompts: NamedItem[] } | null
  cases: NamedItem[]
}

/** One interview of a kit, with its criteria, red flags, prompts and calibration cases. */
export async function readKitInterview(viewer: Viewer, asked: KitReference, id: string, seniority: Seniority) {
  const found = await findKit(viewer, asked.role, asked.version)
  if (!found.ok) return found
  const { kit } = found.value
  const interview = kit.interviews.find((one) => one.id === id)
  if (!interview) return fail({ code: 'KIT_INTERVIEW_NOT_FOUND' })
  return ok(describeInterviewPage(kit, interview, seniority, summaryOf(kit)))
}

/** An interview's page, of a kit that is served or of one that is drafted. */
export function describeInterviewPage(
  kit: Pick<Kit, 'criteria' | 'red_flags' | 'prompts'> & Partial<Pick<Kit, 'calibration_cases'>>,
  interview: KitInterview,
  seniority: Seniority,
  of: KitInterviewPage['kit'],
): KitInterviewPage {
  const { prompts } = interview
  return {
    kit: of,
    seniority,
    interview: describeInterview(kit, interview, seniority),
    criteria: interview.focus.flatMap((focus) =>
      kit.criteria.filter((one) => one.id === focus).map((one) => describeCriterion(one, seniority)),
    ),
    flags: kit.red_flags
      .filter((flag) => interview.red_flags.includes(flag.id))
      .map((flag) => describeFlag(flag, seniority)),
    prompts: prompts
      ? {
          kindTitle: titleFromId(prompts.kind).toLowerCase(),
          pick: prompts.pick,
          prompts: kit.prompts
            .filter(({ kind }) => kind === prompts.kind)
            .map((one) => ({ id: one.id, name: one.name })),
        }
      : null,
    cases: (kit.calibration_cases ?? [])
      .filter((one) => one.of.interview === interview.id)
      .map((one) => ({ id: one.id, name: caseName(one) })),
  }
}

export type KitPromptPage = {
  prompt: PromptView
  seniority: Seniority
  /** The interviews that draw from prompts of this kind. */
  usedIn: NamedItem[]
}

export async function readKitPrompt(viewer: Viewer, asked: KitReference, id: string, seniority: Seniority) {
  const found = await findKit(viewer, asked.role, asked.version)
  if (!found.ok) return found
  const { kit } = found.value
  const prompt = kit.prompts.find((one) => one.id === id)
  if (!prompt) return fail({ code: 'KIT_PROMPT_NOT_FOUND' })
  const page: KitPromptPage = {
    prompt: describePrompt(kit, prompt, seniority),
    seniority,
    usedIn: kit.interviews.flatMap((one) =>
      one.prompts?.kind === prompt.kind ? [{ id: one.id, name: one.name }] : [],
    ),
  }
  return ok(page)
}

export async function readKitCase(viewer: Viewer, asked: KitReference, id: string) {
  const found = await findKit(viewer, asked.role, asked.version)
  if (!found.ok) return found
  const page = describeCase(found.value, id)
  return page ? ok(page) : fail({ code: 'KIT_CASE_NOT_FOUND' })
}

function describeCase({ kit }: FoundKit, id: string): CaseView | null {
  const found = kit.calibration_cases.find((one) => one.id === id)
  if (!found) return null
  const { of, transcript, levels } = found
  const interview = kit.interviews.find((one) => one.id === of.interview)
  const prompt = kit.prompts.find((one) => one.id === of.prompt)
  return {
    id,
    name: caseName(found),
    interview: { id: of.interview, name: interview?.name ?? of.interview },
    seniority: of.seniority,
    prompt: prompt ? { id: prompt.id, name: prompt.name } : null,
    transcript,
    criteria: Object.entries(levels).flatMap(([key, { level, because }]) =>
      kit.criteria
        .filter((criterion) => criterion.id === key)
        .map((criterion) => ({
          ...describeCriterion(criterion, of.seniority),
          expert: { level: level === 'not assessed' ? null : level, because },
        })),
    ),
  }
}
