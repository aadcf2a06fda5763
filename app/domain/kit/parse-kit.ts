import type * as z from 'zod'
import { problemInText, UNSEEN_IN_TEXT } from '../shared/characters'
import { assembleKit, stepFindings, type PromptWithTables } from './assemble-kit'
import { canonical } from './canonical'
import { checkKit, exhibitPath, promptPath } from './check-kit'
import { whereWritten } from './expand-steps'
import type { KitProblem } from './problem'
import {
  calibrationCasesFile,
  criteriaFile,
  interviewsFile,
  kitFile,
  promptFile,
  redFlagsFile,
  type CriterionSource,
  type Exhibit,
  type Kit,
  type PromptSource,
} from './schema'
import { readYaml, type YamlFile } from './yaml-file'

export type ParsedKit = { ok: true; kit: Kit; hash: string } | { ok: false; problems: KitProblem[] }

const fixedFiles = ['kit.yaml', 'criteria.yaml', 'red-flags.yaml', 'interviews.yaml', 'calibration-cases.yaml']

/**
 * Reads one role folder. Either the whole kit is sound, or there is a list of problems with file,
 * line, column and a sentence; nothing in between, so a broken kit cannot be served in part.
 *
 * @param folder the folder's name, which must be the kit's id
 * @param files texts by path inside the folder, with forward slashes
 * @param digest hash of a text; the kit's hash is the digest of its canonical JSON
 */
export function parseKit(
  folder: string,
  files: ReadonlyMap<string, string>,
  digest: (text: string) => string,
): ParsedKit {
  const problems: KitProblem[] = []
  const read = new Map<string, YamlFile<unknown>>()
  const load = <T extends z.ZodType>(file: string, schema: T): z.output<T> | null => {
    const content = files.get(file)
    if (content === undefined) {
      problems.push({ ...top(file), message: `The file ${file} is missing from this folder.` })
      return null
    }
    const result = readYaml(file, content, schema)
    if (!result.ok) {
      problems.push(...result.problems)
      return null
    }
    read.set(file, result.yaml)
    return result.yaml.value
  }

  const head = load('kit.yaml', kitFile)
  const criteria = load('criteria.yaml', criteriaFile)
  const redFlags = load('red-flags.yaml', redFlagsFile)
  const interviews = load('interviews.yaml', interviewsFile)
  const cases = load('calibration-cases.yaml', calibrationCasesFile)
  const promptFiles = [...files.keys()].filter((file) => /^prompts\/[^/]+\.yaml$/.test(file)).sort()
  const promptSources = promptFiles.flatMap((file) => {
    const prompt = load(file, promptFile)
    if (prompt && promptPath(prompt.id) !== file) {
      problems.push({
        file,
        ...position(read, file, ['id']),
        message: `Expected the id to be the file's name, "${nameOf(file)}".`,
      })
    }
    return prompt ? [{ file, prompt }] : []
  })
  const ladders = criteria?.criteria ?? []
  const sources = {
    criteria: ladders,
    interviews: interviews?.interviews ?? [],
    prompts: promptSources.map(({ prompt }) => prompt),
  }
  for (const { file, path, message } of stepFindings(sources, (index) => promptSources[index]?.file ?? ''))
    problems.push({ file, ...position(read, file, path), message })
  const prompts = promptSources.map(({ file, prompt }) =>
    withExhibits(prompt, files, problems, (path) => position(read, file, path)),
  )
  if (head && head.id !== folder) {
    problems.push({
      file: 'kit.yaml',
      ...position(read, 'kit.yaml', ['id']),
      message: `Expected the id to be the folder's name, "${folder}".`,
    })
  }
  const used = usedFiles(prompts)
  for (const file of files.keys()) {
    if (fixedFiles.includes(file) || promptFiles.includes(file)) continue
    const [, owner = ''] = /^exhibits\/([^/]+)\//.exec(file) ?? []
    if (files.has(promptPath(owner)) && !read.has(promptPath(owner))) continue
    if (used.has(file)) continue
    const message = file.endsWith('.yml')
      ? 'The name of this file has to end in .yaml, or no part of this kit uses it.'
      : 'No part of this kit uses this file.'
    problems.push({ ...top(file), message })
  }
  for (const [file, content] of files) problems.push(...unreadableCharacters(file, content))
  if (!head || !criteria || !redFlags || !interviews || !cases || problems.length > 0) {
    return { ok: false, problems: inOrder(problems) }
  }

  const kit = assembleKit({ head, flags: redFlags, cases, criteria: ladders, interviews: sources.interviews, prompts })
  const findings = checkKit(kit)
  if (findings.length === 0) return { ok: true, kit, hash: digest(canonical(kit)) }
  const found = findings.map(({ file, path, message }) => ({
    file,
    ...position(read, file, asWritten(file, path, ladders)),
    message,
  }))
  return { ok: false, problems: eachOnce(inOrder(found)) }
}

/** Criteria are checked as they are served, with anchors; a mistake is told where its words stand in the file. */
function asWritten(file: string, path: readonly PropertyKey[], ladders: readonly CriterionSource[]) {
  const [list, index, ...rest] = path
  const criterion = file === 'criteria.yaml' && list === 'criteria' ? ladders[Number(index)] : undefined
  return criterion ? ['criteria', Number(index), ...whereWritten(criterion, rest)] : path
}

/** A step that several seniorities share is told once. */
const eachOnce = (problems: readonly KitProblem[]) => {
  const told = new Set<string>()
  return problems.filter(({ file, line, message }) => {
    const key = JSON.stringify([file, line, message])
    return !told.has(key) && told.add(key)
  })
}

function withExhibits(
  prompt: PromptSource,
  files: ReadonlyMap<string, string>,
  problems: KitProblem[],
  locate: (path: PropertyKey[]) => { line: number; column: number },
): PromptWithTables {
  const fill = (where: 'handed_out' | 'on_request'): Exhibit[] =>
    (prompt[where] ?? []).map((exhibit, index) => {
      const file = exhibitPath(prompt.id, exhibit.id)
      const csv = files.get(file)
      if (csv === undefined) {
        problems.push({
          file: promptPath(prompt.id),
          ...locate([where, index, 'id']),
          message: `The file ${file} is missing; run npm run kits -- --write to create it.`,
        })
      }
      return { ...exhibit, csv: csv ?? '' }
    })
  return { ...prompt, handed_out: fill('handed_out'), on_request: fill('on_request') }
}

function usedFiles(prompts: readonly PromptWithTables[]): Set<string> {
  return new Set(
    prompts.flatMap((prompt) =>
      [...prompt.handed_out, ...prompt.on_request].map((exhibit) => exhibitPath(prompt.id, exhibit.id)),
    ),
  )
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.yaml$/, '')
}

/**
 * Where a file was not saved as UTF-8, as older editors do: its characters arrive as U+FFFD. And where a control
 * character or a text-direction mark stands, which no database keeps or no reader sees. Told once a file.
 */
function unreadableCharacters(file: string, content: string): KitProblem[] {
  const lost = content.indexOf('\uFFFD')
  const place = lost >= 0 ? lost : content.search(UNSEEN_IN_TEXT)
  if (place < 0) return []
  const before = content.slice(0, place)
  const message =
    lost >= 0
      ? 'A sign here cannot be read; save this file as UTF-8.'
      : (problemInText(content.slice(Math.max(0, place - 40), place + 2)) ?? 'Remove the invisible character here.')
  const column = place - (before.lastIndexOf('\n') + 1) + 1
  return [{ file, line: before.split('\n').length, column, message }]
}

function top(file: string) {
  return { file, line: 1, column: 1 }
}

function position(read: ReadonlyMap<string, YamlFile<unknown>>, file: string, path: readonly PropertyKey[]) {
  const yaml = read.get(file)
  // A CSV file has no tree: its path is the row.
  return yaml ? yaml.locate(path) : { line: Number(path[0] ?? 1), column: 1 }
}

function inOrder(problems: readonly KitProblem[]): KitProblem[] {
  return [...problems].sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  )
}
