import { PromptBody } from '~/components/kit/prompt'
import type { PromptView } from '~/domain/kit/views'
import type { RetiredView } from '~/domain/prompt-rotation/view'
import { RetiredNote } from './retired-note'

type GuidePromptProps = { prompt: PromptView & { retired: RetiredView | null }; candidate: string }

/** A prompt of an interview's guide. A retired one is folded: it stays readable, and is not what a new interview begins with. */
export function GuidePrompt({ prompt, candidate }: GuidePromptProps) {
  const { id, name, retired } = prompt
  return (
    <section className="chapter" id={`prompt-${id}`} aria-label={name}>
      <p className="eyebrow small">
        <span>Prompt</span>
        <span>the same for everybody in this interview of {candidate}</span>
      </p>
      <h2 className="chapter__h">{name}</h2>
      {retired ? (
        <>
          <RetiredNote retired={retired}>
            If the interview has not begun, choose another prompt. If it was used, it stays readable here.
          </RetiredNote>
          <details>
            <summary>Read the retired prompt</summary>
            <PromptBody prompt={prompt} />
          </details>
        </>
      ) : (
        <PromptBody prompt={prompt} />
      )}
    </section>
  )
}
