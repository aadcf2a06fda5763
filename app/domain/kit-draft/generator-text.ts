import { stringify } from 'yaml'
import { generatedCsv } from '../kit/exhibit-differences'
import { csvRows } from '../kit/check-exhibit'
import { exhibitPath } from '../kit/check-kit'
import { generator, type Generator } from '../kit/generator-schema'
import { readYaml } from '../kit/yaml-file'
import { fail, ok, type Result } from '../shared/result'
import type { Change } from './change'
import { at, decode, itemsAt, textAt, type Block, type Node } from './content'
import { columnsFor } from './exhibit-changes'
import { MOMENTS } from './more-acts'

/** The generator of a prompt as the YAML of its file; empty where it has none. */
export function generatorText(prompt: Node): string {
  const found = at(prompt, ['generator'])
  if (found === null || found === undefined) return ''
  return stringify(decode(found), { lineWidth: 0, aliasDuplicateObjects: false })
}

type GeneratorWrong = { code: 'GENERATOR_WRONG'; message: string }
const wrong = (message: string) => fail<GeneratorWrong>({ code: 'GENERATOR_WRONG', message })

/** As many mistakes as a person reads before correcting some. */
const MOST_TOLD = 5

/**
 * The changes that give a prompt the generator which a text describes, and the tables that it makes; or what is wrong with the
 * text, with its line. An empty text takes the generator away and leaves the tables.
 */
export function generatorChanges(
  content: Block,
  key: string,
  text: string,
): Result<{ changes: Change[]; made: string[] }, GeneratorWrong> {
  const path = ['prompts', key]
  const place = [...path, 'generator']
  const before = at(content, place) ?? null
  if (text.trim() === '')
    return ok({ changes: before === null ? [] : [{ op: 'set', path: place, before, after: null }], made: [] })
  const read = readYaml('generator', text, generator)
  if (!read.ok)
    return wrong(
      read.problems
        .slice(0, MOST_TOLD)
        .map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`)
        .join(' '),
    )
  const value: Generator = read.yaml.value
  const exhibits = MOMENTS.flatMap((moment) =>
    itemsAt(content, [...path, moment]).map(([one, node]) => ({ at: [...path, moment, one], node })),
  )
  const ids = exhibits.map(({ node }) => textAt(node, ['id']))
  const unknown = Object.keys(value.exhibits).find((id) => !ids.includes(id))
  if (unknown !== undefined)
    return wrong(
      `The generator makes “${unknown}”, and the prompt has no exhibit of that short name; it has ${ids.join(', ') || 'none'}.`,
    )
  const described = exhibits.map(({ node }) => decode(node) as { id: string; columns: Record<string, string> })
  const made = generatedCsv({ id: key, generator: value, handed_out: described })
  if (!made.ok) return wrong(`The generator fails: ${made.message}`)
  const tables = exhibits.flatMap(({ at: where, node }): Change[] => {
    const csv = made.files.get(exhibitPath(key, textAt(node, ['id'])))
    if (csv === undefined) return []
    const [header = []] = csvRows(csv.slice(0, csv.indexOf('\n') + 1))
    const columns = at(node, ['columns'])
    return [
      { op: 'set', path: [...where, 'csv'], before: at(node, ['csv']) ?? null, after: csv },
      { op: 'set', path: [...where, 'columns'], before: columns ?? null, after: columnsFor(columns, header, {}) },
    ]
  })
  return ok({
    changes: [{ op: 'set', path: place, before, after: { '=': value } }, ...tables],
    made: Object.keys(value.exhibits),
  })
}
