import { itemsAt, textAt, type Block } from './content'

/** Where a draft refers to a part: the page of the part that does, and in which words it does. */
export type Reference = { path: [list: string, key: string]; name: string; how: string }

const nameOf = (item: Parameters<typeof textAt>[0]) => textAt(item, ['name']) || textAt(item, ['id'])

/** What refers to a prompt: cases that use it, and interviews that would have too few without it. */
export function referencesToPrompt(content: Block, key: string): Reference[] {
  const prompts = itemsAt(content, ['prompts'])
  const [, prompt] = prompts.find(([one]) => one === key) ?? []
  if (prompt === undefined) return []
  const [id, kind] = [textAt(prompt, ['id']), textAt(prompt, ['kind'])]
  const alike = prompts.filter(([, one]) => textAt(one, ['kind']) === kind).length
  const interviews = itemsAt(content, ['interviews']).flatMap(([one, interview]): Reference[] => {
    const pick = Number(textAt(interview, ['prompts', 'pick']))
    if (textAt(interview, ['prompts', 'kind']) !== kind || alike > pick) return []
    return [
      { path: ['interviews', one], name: nameOf(interview), how: `needs ${pick} of this kind, and there are ${alike}` },
    ]
  })
  const cases = itemsAt(content, ['calibration_cases']).flatMap(([one, item]): Reference[] =>
    textAt(item, ['of', 'prompt']) === id
      ? [{ path: ['calibration_cases', one], name: nameOf(item), how: 'is a case with this prompt' }]
      : [],
  )
  return [...interviews, ...cases]
}
