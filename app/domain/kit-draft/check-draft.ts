import type * as z from 'zod'
import { checkKit, exhibitPath, promptPath } from '../kit/check-kit'
import { assembleKit, stepFindings, type PromptWithTables } from '../kit/assemble-kit'
import { sentence, unknownKeys, type Finding } from '../kit/problem'
import {
  calibrationCasesFile,
  criteriaFile,
  GAP,
  interviewsFile,
  kitFile,
  promptFile,
  redFlagsFile,
  type Kit,
} from '../kit/schema'
import { decode, isBlock, isEntries, isItems, keyPath, type Block, type Node } from './content'
import { inReadingOrder } from './reading-order'

/** A mistake of a draft at its field. An empty path is about the kit as a whole. */
export type DraftProblem = { path: string[]; message: string }
export type CheckedDraft = { kit: Kit | null; problems: DraftProblem[] }

/** As many as a person reads before correcting some. */
const MOST_PROBLEMS = 500

/**
 * Whether a draft is a kit: by the schemas, sentences and rules with which `npm run kits` checks a folder. The kit is
 * given only where there is no mistake at all.
 */
export function checkDraft(content: Block): CheckedDraft {
  const value = decode(content) as Record<string, unknown>
  const { findings, kit } = checkContent(value)
  const unwritten = gaps(content, [])
  const withGap = new Set(unwritten.map(({ path }) => path.join('/')))
  const pathOf = pathsInKit(value)
  const told = new Set<string>()
  const problems: DraftProblem[] = []
  const tell = ({ path, message }: DraftProblem) => {
    const place = path.join('/')
    // What else is wrong with a text that is still to be written is not worth telling.
    if (withGap.has(place) && !message.startsWith('Still to be written')) return
    if (told.has(`${place} ${message}`)) return
    told.add(`${place} ${message}`)
    problems.push({ path, message })
  }
  for (const problem of [...twice(content, []), ...unwritten]) tell(problem)
  for (const finding of findings) {
    if (problems.length >= MOST_PROBLEMS) break
    tell({ path: keyPath(content, pathOf(finding)), message: finding.message })
  }
  return { kit: problems.length === 0 ? kit : null, problems: problems.slice(0, MOST_PROBLEMS) }
}

/** The sections of a kit with the schema of the file that each stands in. */
function checkContent(value: Record<string, unknown>): { findings: Finding[]; kit: Kit | null } {
  const { criteria, red_flags, interviews, prompts, calibration_cases, ...described } = value
  const findings: Finding[] = []
  const read = <T extends z.ZodType>(file: string, schema: T, given: unknown): z.output<T> | null => {
    const parsed = schema.safeParse(given, { error: sentence, reportInput: true })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues)
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) findings.push({ file, path: [...issue.path, key], message: unknownKeys([key]) })
      else findings.push({ file, path: issue.path, message: issue.message })
    return null
  }
  const parts = {
    head: read('kit.yaml', kitFile, described),
    criteria: read('criteria.yaml', criteriaFile, { criteria }),
    flags: read('red-flags.yaml', redFlagsFile, { red_flags }),
    interviews: read('interviews.yaml', interviewsFile, { interviews }),
    cases: read('calibration-cases.yaml', calibrationCasesFile, { calibration_cases: calibration_cases ?? [] }),
  }
  const ids = promptIds(prompts)
  const written = listed(prompts).map((prompt, index) => {
    const { found, tables } = withoutTables(prompt)
    const parsed = read(promptPath(ids[index] ?? ''), promptFile, found)
    return parsed && withTables(parsed, tables)
  })
  if (findings.length > 0) return { findings, kit: null }
  const { head, criteria: ladders, flags, interviews: guides, cases } = parts
  const promptsRead = written.filter((prompt) => prompt !== null)
  if (!head || !ladders || !flags || !guides || !cases) return { findings, kit: null }
  const sources = { criteria: ladders.criteria, interviews: guides.interviews, prompts: promptsRead }
  const steps = stepFindings(sources, (index) => promptPath(ids[index] ?? ''))
  if (steps.length > 0) return { findings: steps, kit: null }
  const whole = inReadingOrder(assembleKit({ head, flags, cases, ...sources }))
  return { findings: [...samePromptIds(prompts), ...checkKit(whole)], kit: whole }
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** Ids by which findings name the prompt that they are about; where one is missing or used twice, its number. */
function promptIds(prompts: unknown): string[] {
  const ids = listed(prompts).map((prompt) => (prompt as { id?: unknown } | null)?.id)
  const taken = new Set<unknown>()
  return ids.map((id, index) => {
    if (typeof id !== 'string' || taken.has(id)) return `#${index}`
    taken.add(id)
    return id
  })
}

const samePromptIds = (prompts: unknown): Finding[] =>
  promptIds(prompts).flatMap((id) =>
    id.startsWith('#')
      ? [{ file: promptPath(id), path: ['id'], message: 'Another prompt has this id; each id may be used once.' }]
      : [],
  )

type Described = Record<string, unknown>
const PLACES = ['handed_out', 'on_request'] as const

const tableIn = (exhibit: Described | null): string => (typeof exhibit?.csv === 'string' ? exhibit.csv : '')

/** A prompt as its file holds it: the tables of its exhibits are files of their own. */
function withoutTables(prompt: unknown) {
  const tables: Record<string, string[]> = {}
  if (typeof prompt !== 'object' || prompt === null) return { found: prompt, tables }
  const found: Described = { ...prompt }
  for (const place of PLACES) {
    if (!Array.isArray(found[place])) continue
    const exhibits = found[place] as unknown[]
    tables[place] = exhibits.map((exhibit) => tableIn(exhibit as Described | null))
    found[place] = exhibits.map((exhibit) => {
      if (typeof exhibit !== 'object' || exhibit === null) return exhibit
      const { csv: _, ...described } = exhibit as Described
      return described
    })
  }
  return { found, tables }
}

function withTables(prompt: z.output<typeof promptFile>, tables: Record<string, string[]>): PromptWithTables {
  const filled = (place: (typeof PLACES)[number]) =>
    (prompt[place] ?? []).map((exhibit, index) => ({ ...exhibit, csv: tables[place]?.[index] ?? '' }))
  return { ...prompt, handed_out: filled('handed_out'), on_request: filled('on_request') }
}

/** The path of a finding in a file as one in the kit, for any number of findings of one kit. */
function pathsInKit(value: Record<string, unknown>): (finding: Finding) => PropertyKey[] {
  const places = new Map<string, PropertyKey[]>()
  // Of two places with one name the first counts.
  const place = (file: string, path: PropertyKey[]) => places.has(file) || places.set(file, path)
  const prompts = listed(value.prompts)
  const ids = promptIds(prompts)
  for (const [index, id] of ids.entries()) place(promptPath(id), ['prompts', index])
  for (const [index, id] of ids.entries())
    for (const moment of PLACES)
      for (const [at, exhibit] of listed((prompts[index] as Described | null)?.[moment]).entries())
        place(exhibitPath(id, String((exhibit as Described | null)?.id)), ['prompts', index, moment, at, 'csv'])
  return ({ file, path }) => {
    const found = places.get(file)
    if (!found) return [...path]
    return found.at(-1) === 'csv' ? found : [...found, ...path]
  }
}

function gaps(node: Node, path: string[]): DraftProblem[] {
  if (typeof node === 'string')
    return node.startsWith(GAP) ? [{ path, message: `Still to be written: ${node.slice(GAP.length)}` }] : []
  return inner(node).flatMap(([key, one]) => gaps(one, [...path, key]))
}

/** Entries of one block that have the same name. */
function twice(node: Node, path: string[]): DraftProblem[] {
  const below = inner(node).flatMap(([key, one]) => twice(one, [...path, key]))
  if (!isEntries(node)) return below
  const names = new Set<string>()
  const again = node['##'].filter(([, { name }]) => names.has(name) || !names.add(name))
  return [
    ...again.map(([key, { name }]) => ({
      path: [...path, key, 'name'],
      message: `"${name}" appears a second time; each may appear once.`,
    })),
    ...below,
  ]
}

function inner(node: Node): [string, Node][] {
  if (isItems(node)) return node['#']
  if (isEntries(node)) return node['##']
  return isBlock(node) ? Object.entries(node) : []
}
