import { titleFromId } from '../kit/names'
import { at, isEntries, itemsAt, textAt, type Block } from './content'

export type Choice = [value: string, label: string]
/** What a part of a draft may name of the rest of the draft, by id. */
export type DraftChoices = { criteria: Choice[]; flags: Choice[]; kinds: Choice[]; lines: Choice[] }

/** What can be chosen in a draft: its criteria, red flags, kinds of prompts, and the lines that it answers. */
export function choicesOf(content: Block): DraftChoices {
  const named = (list: 'criteria' | 'red_flags') =>
    itemsAt(content, [list]).map(([, item]): Choice => {
      const id = textAt(item, ['id'])
      return [id, textAt(item, ['name']) || id]
    })
  const kinds = new Set(itemsAt(content, ['prompts']).map(([, prompt]) => textAt(prompt, ['kind'])))
  const lines = at(content, ['lines'])
  return {
    criteria: named('criteria'),
    flags: named('red_flags'),
    kinds: [...kinds].filter(Boolean).map((kind) => [kind, titleFromId(kind)]),
    lines: isEntries(lines) ? lines['##'].map(([, { name, value }]) => [name, `${name}: ${textAt(value, [])}`]) : [],
  }
}
