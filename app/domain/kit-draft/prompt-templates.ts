import { at, itemsAt, textAt, type Block, type Entries, type Items, type Node, type Path } from './content'

const items = (...all: Node[]): Items => ({ '#': all.map((item, at): [string, Node] => [`i${at + 1}`, item]) })
const entries = (): Entries => ({ '##': [] })

/** Minutes of a new stage until somebody says otherwise. */
export const STAGE_MINUTES = 5

const FIGURE: Block = { id: '', is: '', unit: '', value: 0 }
const CHART: Block = { title: '', x: '', y: items('') }

/** What a new item of a list of a prompt begins as, by the name of the list. */
const ITEMS: Readonly<Record<string, Node>> = {
  stages: { name: '', ask: '' },
  figures: FIGURE,
  parts: { who: '', wants: '', script: items({ when: '', say: '' }) },
  script: { when: '', say: '' },
  files: { path: '', for: 'candidate', text: '' },
  givens: { name: '', value: entries() },
  charts: CHART,
}
const TEXTS = new Set(['source', 'sources', 'rates', 'needs', 'listen_for', 'y'])

/** A given: its value, its unit, and the sentence that the candidate reads. */
const GIVEN: Block = { name: '', value: items(0, '', '') }

/** What a new item of a prompt or a case, or a part of it that may be missing, begins as; undefined where there is none. */
export function promptTemplate(path: Path, content: Block): Node | undefined {
  const [kind, , field, inner] = path
  const last = path.at(-1) ?? ''
  if (kind === 'calibration_cases')
    return field === 'levels' && path.length === 4 ? { level: '', because: '' } : undefined
  if (kind !== 'prompts' || path.length < 3) return undefined
  if (path.length === 3 && (last === 'handed_out' || last === 'on_request'))
    return newExhibit(content, path.slice(0, 2))
  if (path.length === 3 && field === 'check_sheet') return { accept_within_factor: 1.5, figures: items(FIGURE) }
  if (field === 'stage_minutes') return stageMinutes(path, content)
  if (field === 'levels' && inner !== undefined) return path.length < 6 ? FOUR : undefined
  if (path.at(-3) === 'givens' && last === 'value') return GIVEN
  if (path.at(-3) === 'charts' && last === 'axis') return items(0, 1)
  return TEXTS.has(last) ? '' : ITEMS[last]
}

/** Minutes of every stage where there are none yet; else those of one more. */
const stageMinutes = (path: Path, content: Block): Node =>
  at(content, path) === null
    ? items(...itemsAt(content, [...path.slice(0, -1), 'stages']).map(() => STAGE_MINUTES))
    : STAGE_MINUTES

/** An exhibit with an empty table of two columns. Its id is free in both lists of its prompt. */
function newExhibit(content: Block, prompt: Path): Block {
  const taken = ['handed_out', 'on_request'].flatMap((list) =>
    itemsAt(content, [...prompt, list]).map(([, one]) => textAt(one, ['id'])),
  )
  let id = 'new-exhibit'
  for (let count = 2; taken.includes(id); count++) id = `new-exhibit-${count}`
  const columns: Entries = {
    '##': [
      ['e1', { name: 'day', value: '' }],
      ['e2', { name: 'value', value: '' }],
    ],
  }
  return { id, name: '', rows: '', columns, shows: '', hides: '', csv: 'day,value\n,\n,\n,\n' }
}

const FOUR: Block = { 1: '', 2: '', 3: '', 4: '' }
