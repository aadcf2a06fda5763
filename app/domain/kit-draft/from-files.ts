import * as z from 'zod'
import { draftedParts } from '../kit/draft-kit'
import { expandSources, stepMistakes } from '../kit/expand-source'
import { exhibitPath } from '../kit/check-kit'
import { idsIn, tableNames } from '../kit/kit-files'
import type { KitProblem } from '../kit/problem'
import {
  calibrationCasesFile,
  calibrationKey,
  criteriaFile,
  criterion,
  interviewsFile,
  kitFile,
  kitInterview,
  promptFile,
  redFlagsFile,
  type Prompt,
  type PromptSource,
} from '../kit/schema'
import { readYaml } from '../kit/yaml-file'
import { FIRST_VERSION } from './begin'
import { toContent, type Block } from './content'
import { contentExcess } from './content-excess'

const SECTIONS = {
  'kit.yaml': kitFile,
  'criteria.yaml': criteriaFile,
  'red-flags.yaml': redFlagsFile,
  'interviews.yaml': interviewsFile,
  'calibration-cases.yaml': calibrationCasesFile,
} as const

const LISTS = { criteria: true, red_flags: true, interviews: true, calibration_cases: true }

/**
 * The content of a draft from the files of a kit's folder, mistakes of content included: the editor shows each at its
 * field. Files that cannot be read at all are refused with file, line and sentence. What is missing is marked as still to
 * be written. A kit read under another key continues its criteria.
 */
export function contentFromFiles(
  files: ReadonlyMap<string, string>,
  { key, name }: { key: string; name: string },
): { ok: true; content: Block } | { ok: false; problems: KitProblem[] } {
  const problems: KitProblem[] = []
  const read = (file: string, schema: z.ZodType): Record<string, unknown> | null => {
    const text = files.get(file)
    if (text === undefined) return null
    const loose = readYaml(file, text, BLOCK, { gaps: 'allowed' })
    if (!loose.ok) {
      problems.push(...loose.problems)
      return null
    }
    const { value, locate } = loose.yaml
    const excess = contentExcess(value)
    if (excess) {
      problems.push({ file, ...locate(excess.path), message: excess.message })
      return null
    }
    const whole = schema.safeParse(value)
    return whole.success ? (whole.data as Record<string, unknown>) : value
  }
  const gaps = draftedParts(key, name, { criteria: [], scale: [], repeated: [], ignored: [] })
  const sections = Object.entries(SECTIONS).map(([file, schema]) => ({ ...gaps[file], ...read(file, schema) }))
  const kit: Record<string, unknown> = Object.assign({}, ...sections) as Record<string, unknown>
  const prompts = [...files.keys()].filter((file) => /^prompts\/[^/]+\.yaml$/.test(file)).sort()
  kit.prompts = prompts.flatMap((file) => {
    const prompt = read(file, promptFile)
    return prompt ? [withTables(prompt, file, files)] : []
  })
  for (const list of Object.keys(LISTS))
    if (!Array.isArray(kit[list]))
      problems.push({
        file: `${list.replaceAll('_', '-')}.yaml`,
        line: 1,
        column: 1,
        message: `"${list}" is to be a list.`,
      })
  if (problems.length > 0) return { ok: false, problems }
  const excess = contentExcess(kit)
  if (excess)
    return {
      ok: false,
      problems: [
        { file: excess.path[0] === 'prompts' ? 'prompts' : 'kit.yaml', line: 1, column: 1, message: excess.message },
      ],
    }
  Object.assign(kit, expanded(kit))
  return { ok: true, content: toContent({ ...kit, ...continued(kit, key), id: key, name, version: FIRST_VERSION }) }
}

/** Steps become anchors, as far as the parts that name them are sound; the rest stays as it was written. */
function expanded(kit: Record<string, unknown>): Record<string, unknown> {
  const sources = {
    criteria: z.array(criterion).safeParse(kit.criteria),
    interviews: z.array(kitInterview).safeParse(kit.interviews),
    // The tables of exhibits are no part of a prompt's file.
    prompts: z.array(promptFile.loose().omit({ handed_out: true, on_request: true })).safeParse(kit.prompts),
  }
  const { criteria, interviews, prompts } = sources
  if (!criteria.success || !interviews.success || !prompts.success) return {}
  const given = { criteria: criteria.data, interviews: interviews.data, prompts: prompts.data as PromptSource[] }
  return stepMistakes(given).length === 0 ? expandSources(given) : {}
}

const BLOCK = z.record(z.string(), z.unknown())

/** Criteria of a kit of another key stay one with its criteria in the fit. */
function continued(kit: Record<string, unknown>, key: string): { criteria?: unknown } {
  const { id } = kit
  const whole = z.array(z.looseObject({ id: z.string(), calibrated_as: z.string().optional() })).safeParse(kit.criteria)
  if (typeof id !== 'string' || id === key || !whole.success) return {}
  return { criteria: whole.data.map((one) => ({ ...one, calibrated_as: calibrationKey({ id }, one) })) }
}

/** A prompt with the tables of its exhibits, which are named as an export names them. */
function withTables(prompt: Record<string, unknown>, file: string, files: ReadonlyMap<string, string>) {
  const ids = idsIn(prompt)
  const names = tableNames(ids)
  const folder = file.replace(/^prompts\/|\.yaml$/g, '')
  let next = 0
  const filled = (given: unknown) =>
    Array.isArray(given)
      ? given.map((exhibit: Prompt['handed_out'][number]) => {
          const at = next++
          const named = files.get(exhibitPath(String(prompt.id), String(ids[at])))
          return { ...exhibit, csv: named ?? files.get(exhibitPath(folder, names[at] ?? '')) ?? '' }
        })
      : []
  return { ...prompt, handed_out: filled(prompt.handed_out), on_request: filled(prompt.on_request) }
}
