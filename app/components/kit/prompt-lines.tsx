import type { PutView } from '~/domain/kit/views'

/** "contrary figure when refunds lead", as the beginning of a line. */
export const lineStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Words of the prompt that belong to a question, of which the interviewer chooses. */
export function PromptLines({ put = [] }: { put?: readonly PutView[] }) {
  return (
    <>
      {put.map(({ when, say }) => (
        <p key={`${when} ${say}`} className="probes__put">
          <span className="quiet">{lineStart(when)}:</span> {say}
        </p>
      ))}
    </>
  )
}
