import { stringify } from 'yaml'
import { exhibitPath, promptPath } from './check-kit'
import type { Kit, Prompt } from './schema'

/**
 * The folder of a kit as `rubrics/` holds one: texts by path. Reading them gives the same kit; the shorthand with which a
 * file was written (aliases, comments) is not kept. Takes what is not yet a kit too, as far as it goes.
 */
export function kitFiles(kit: Partial<Kit>): Map<string, string> {
  const { criteria, red_flags, interviews, prompts, calibration_cases, ...head } = kit
  const files = new Map<string, string>([
    ['kit.yaml', yaml(head)],
    ['criteria.yaml', yaml({ criteria: criteria ?? [] })],
    ['red-flags.yaml', yaml({ red_flags: red_flags ?? [] })],
    ['interviews.yaml', yaml({ interviews: interviews ?? [] })],
    ['calibration-cases.yaml', yaml({ calibration_cases: calibration_cases ?? [] })],
  ])
  const written = (prompts ?? []).filter(isObject)
  const names = fileNames(
    'prompt',
    written.map(({ id }) => id),
  )
  for (const [index, prompt] of written.entries()) {
    const name = names[index] ?? ''
    files.set(promptPath(name), yaml(withoutTables(prompt)))
    const tables = tableNames(idsIn(prompt))
    for (const [at, exhibit] of exhibitsOf(prompt).entries())
      if (typeof exhibit?.csv === 'string') files.set(exhibitPath(name, tables[at] ?? ''), exhibit.csv)
  }
  return files
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What an id may be as the name of a file on every system. */
const FILE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const LONGEST_NAME = 100

/** A name of a file for each item: its id, or its number where the id is none of a kit's or an earlier item has it. */
function fileNames(kind: string, ids: readonly unknown[]): string[] {
  const fit = (id: unknown): id is string => typeof id === 'string' && id.length <= LONGEST_NAME && FILE_NAME.test(id)
  const taken = new Set<unknown>()
  const reserved = new Set(ids)
  return ids.map((id, at) => {
    let name = fit(id) && !taken.has(id) ? id : `${kind}-${at + 1}`
    for (let count = 2; name !== id && (taken.has(name) || reserved.has(name)); count++)
      name = `${kind}-${at + 1}-${count}`
    taken.add(name)
    return name
  })
}

/** The names of the tables of a prompt's exhibits, without their folder. */
export const tableNames = (ids: readonly unknown[]): string[] => fileNames('exhibit', ids)

/** The ids of a prompt's exhibits in the order of its file. A draft's prompt may lack what every kit's has. */
export const idsIn = (prompt: object): unknown[] => exhibitsOf(prompt).map((exhibit) => exhibit?.id)

const exhibitsOf = ({ handed_out, on_request }: { handed_out?: unknown; on_request?: unknown }) =>
  [...listed(handed_out), ...listed(on_request)] as (Partial<Prompt['handed_out'][number]> | null)[]
const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function withoutTables(prompt: { handed_out?: unknown; on_request?: unknown }): object {
  const described = (exhibits: unknown) => {
    if (!Array.isArray(exhibits)) return exhibits
    const without = exhibits.map((exhibit: unknown) => {
      if (!isObject(exhibit)) return exhibit
      const { csv: _, ...rest } = exhibit as { csv?: unknown }
      return rest
    })
    return without.length > 0 ? without : undefined
  }
  const { handed_out, on_request, ...rest } = prompt
  return { ...rest, handed_out: described(handed_out), on_request: described(on_request) }
}

/** Long texts as blocks of lines; everything that could be read as something else in quotes. */
const yaml = (value: object): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal', keepUndefined: false })
