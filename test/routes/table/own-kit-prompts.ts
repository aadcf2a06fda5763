import { at, type Node } from '~/domain/kit-draft/content'
import { tablePrint } from '~/domain/kit-draft/exhibit-changes'
import { fingerprint } from '~/domain/kit-draft/form'
import { generatorText } from '~/domain/kit-draft/generator-text'
import { canonical } from '~/domain/kit/canonical'
import type { World } from '../world'
import { act, contentIn, key, page } from './own-kits'
import type { Row } from './row'

const PROMPTS = 'own-kits.$kitId.prompts._index'
const PROMPT = 'own-kits.$kitId.prompts.$key'
const EXHIBIT = 'own-kits.$kitId.prompts.$key_.$moment.$exhibit'
const GENERATOR = 'own-kits.$kitId.prompts.$key_.generator'
const CASES = 'own-kits.$kitId.cases._index'
const CASE = 'own-kits.$kitId.cases.$key'
const sized = { key: 'size-it' }
const load = { key: 'size-it', moment: 'handed_out', exhibit: 'load' }
const LOAD = '/prompts/size-it/handed_out/load'
const read = { key: 'reads-aloud' }

const written = (place: string, from: string | null, text: string) => ({
  ...key(),
  [`set:text:${place}`]: text,
  [`was:${place}`]: canonical(from),
})
const newName = () => written('prompts/size-it/name', 'Size it', 'Size the table')
const newTitle = () => written('calibration_cases/reads-aloud/name', null, 'Reads the figures aloud')

const loadIn = async (world: World, kitId: number): Promise<Node> =>
  at(await contentIn(world, kitId), ['prompts', 'size-it', 'handed_out', 'load']) ?? null
const seen = async (world: World, kitId: number) => ({ ...key(), print: tablePrint(await loadIn(world, kitId)) })
const generator = async (world: World, kitId: number) => {
  const text = generatorText(at(await contentIn(world, kitId), ['prompts', 'size-it']) ?? null)
  return { ...key(), text, print: fingerprint(text) }
}

/** Prompts, exhibits and calibration cases of a draft. */
export const ownKitPromptRows: Row[] = [
  page(PROMPTS, '/prompts'),
  act(PROMPTS, '/prompts?index', 'add', 'draft', () => ({ ...key(), name: 'Size another', kind: 'system-design' })),
  act(PROMPTS, '/prompts?index', 'move', 'draft', () => ({ ...key(), do: 'down:prompts:size-it' })),
  page(PROMPT, '/prompts/size-it', sized),
  act(PROMPT, '/prompts/size-it', null, 'draft', newName, sized),
  act(PROMPT, '/prompts/size-it', 'duplicate', 'draft', () => ({ ...key(), do: 'duplicate:prompts/size-it' }), sized),
  act(PROMPT, '/prompts/size-it', 'remove', 'draft', () => key(), sized),
  page(EXHIBIT, LOAD, load),
  act(
    EXHIBIT,
    LOAD,
    null,
    'draft',
    () => written('prompts/size-it/handed_out/load/name', 'Rows that arrived', 'Rows by day'),
    load,
  ),
  ...(['duplicate', 'hand'] as const).map((intent) =>
    act(EXHIBIT, LOAD, intent, 'draft', () => ({ ...key(), do: `${intent}:prompts/size-it/handed_out/load` }), load),
  ),
  act(EXHIBIT, LOAD, 'remove', 'draft', () => key(), load),
  // A form without a file, and columns of a table that a generator makes.
  { ...act(EXHIBIT, LOAD, 'upload', 'draft', () => key(), load), ok: 422 },
  {
    ...act(EXHIBIT, LOAD, 'columns', 'draft', async (...at) => ({ ...(await seen(...at)), do: 'save' }), load),
    ok: 422,
  },
  act(EXHIBIT, LOAD, 'replace', 'draft', async (...at) => ({ ...(await seen(...at)), csv: 'day,rate\n1,2\n' }), load),
  page(GENERATOR, '/prompts/size-it/generator', sized),
  act(GENERATOR, '/prompts/size-it/generator', null, 'draft', generator, sized),
  page(CASES, '/cases'),
  act(CASES, '/cases?index', 'add', 'draft', () => ({
    ...key(),
    name: 'Another answer',
    interview: 'design',
    seniority: 'senior',
  })),
  act(CASES, '/cases?index', 'move', 'draft', () => ({ ...key(), do: 'down:calibration_cases:reads-aloud' })),
  page(CASE, '/cases/reads-aloud', read),
  act(CASE, '/cases/reads-aloud', null, 'draft', newTitle, read),
  act(
    CASE,
    '/cases/reads-aloud',
    'duplicate',
    'draft',
    () => ({ ...key(), do: 'duplicate:calibration_cases/reads-aloud' }),
    read,
  ),
  act(CASE, '/cases/reads-aloud', 'remove', 'draft', () => key(), read),
]
