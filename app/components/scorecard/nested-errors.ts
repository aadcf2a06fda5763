import type { FieldErrors } from 'react-hook-form'
import type { ScorecardDraft } from '~/domain/scorecard/draft-shape'

type Node = { [key: string]: Node | string }

/** Messages by path, as an action answers them, in the shape in which the form holds them. */
export function nestedErrors(messages: Record<string, string>): FieldErrors<ScorecardDraft> {
  const errors: Node = {}
  for (const [path, message] of Object.entries(messages)) {
    let at = errors
    for (const step of path.split('.')) at = (Object.hasOwn(at, step) ? at[step] : (at[step] = {})) as Node
    Object.assign(at, { type: 'server', message })
  }
  return errors
}
