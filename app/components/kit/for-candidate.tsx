import type { ForCandidateView } from '~/domain/kit/views'

/** What a candidate is told about an interview beforehand. It works without a script and in print. */
export function ForCandidate({ sent, heading: Heading = 'h2' }: { sent: ForCandidateView; heading?: 'h2' | 'h3' }) {
  return (
    <div className="prose for-candidate">
      <p>{sent.whatHappens}</p>
      <Heading className="h3">What is looked for</Heading>
      <ul>
        {sent.lookedFor.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Heading className="h3">How to prepare</Heading>
      <p>{sent.prepare}</p>
      <Heading className="h3">Good to know</Heading>
      <p>{sent.goodToKnow}</p>
    </div>
  )
}
