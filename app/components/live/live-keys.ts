import type { KeyBinding } from '~/components/ui/shortcuts'
import type { NamedItem } from '~/domain/kit/views'
import type { Speaker } from '~/domain/scorecard/evidence'

type Acts = {
  criteria: readonly NamedItem[]
  go: (by: 1 | -1) => void
  press: () => void
  write: (by: Speaker) => void
  quoteLatest: (criterion: string) => void
  tell: (event: { event: 'save-asked' }) => void
}

/** The keys of the screen on which an interview is run. */
export const liveKeys = ({ criteria, go, press, write, quoteLatest, tell }: Acts): KeyBinding[] => [
  { keys: 'j', label: 'Next step', run: () => go(1) },
  { keys: 'k', label: 'Step before', run: () => go(-1) },
  { keys: 'p', label: 'Start, pause or resume the clock', run: press },
  { keys: 'c', label: 'Note what the candidate says', run: () => write('candidate') },
  { keys: 'm', label: 'Note what I say', run: () => write('interviewer') },
  ...criteria.slice(0, 9).map(({ id, name }, at) => ({
    keys: String(at + 1),
    label: `Latest note becomes evidence of ${name}`,
    run: () => quoteLatest(id),
  })),
  {
    keys: 't',
    label: 'Go to what is told when asked',
    run: () => document.getElementById('live-facts')?.focus(),
  },
  { keys: 's', label: 'Save now', run: () => tell({ event: 'save-asked' }) },
]
