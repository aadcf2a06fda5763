import { titleFromId } from '../kit/names'
import { at, isEntries, isItems, textAt, type Node, type Path } from './content'

const KINDS: Readonly<Record<string, string>> = {
  criteria: 'Criterion',
  red_flags: 'Red flag',
  interviews: 'Interview',
  prompts: 'Prompt',
  calibration_cases: 'Calibration case',
}

/** How a person finds a place of a draft: `Criterion “Debugging in production”, anchors, senior, 3`. */
export function placeName(content: Node, path: Path): string {
  const words: string[] = []
  let node: Node | undefined = content
  for (const [index, step] of path.entries()) {
    const list: Node | undefined = node
    const number = isItems(list) ? list['#'].findIndex(([key]) => key === step) + 1 : 0
    node = at(list, [step])
    if (index === 0 && path.length > 1 && KINDS[step]) continue
    if (isItems(list)) words.push(nameOfItem(path[index - 1] ?? '', index, node, number))
    else if (isEntries(list)) words.push(textAt(node, ['name']))
    else words.push(index === 0 ? titleFromId(step) : titleFromId(step).toLowerCase())
  }
  return words.filter(Boolean).join(', ') || 'the kit'
}

function nameOfItem(list: string, index: number, item: Node | undefined, number: number): string {
  const name = textAt(item, ['name']) || textAt(item, ['id'])
  if (index !== 1) return name || (number > 0 ? String(number) : '')
  const kind = KINDS[list] ?? titleFromId(list)
  return name ? `${kind} “${name}”` : number > 0 ? `${kind} ${number}` : `${kind} that was removed`
}
