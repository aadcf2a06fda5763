import type { ReactNode } from 'react'
import { glossary, inSentence, type TermId } from '~/domain/glossary/glossary'
import { paths } from '~/paths'
import { Explain } from '../ui/explain'

type TermProps = {
  id: TermId
  /** Other words for the same, where the sentence needs them: "above the bar". */
  children?: ReactNode
}

/** A word of the glossary where it first stands on a page: its meaning beside it, and a link to its entry. */
export function Term({ id, children }: TermProps) {
  return (
    <Explain term={children ?? inSentence(id)} to={paths.glossary(id)}>
      {glossary[id].meaning}
    </Explain>
  )
}
