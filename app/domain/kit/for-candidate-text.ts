import type { ForCandidateView } from './views'

/** What a candidate is told about an interview as plain text, for an e-mail. */
export function forCandidateText(sent: ForCandidateView, interview: { name: string; minutes: number }): string {
  return [
    `${interview.name} (${interview.minutes} minutes)`,
    sent.whatHappens.trim(),
    `What is looked for:\n${sent.lookedFor.map((sentence) => `- ${sentence.trim()}`).join('\n')}`,
    `How to prepare: ${sent.prepare.trim()}`,
    `Good to know: ${sent.goodToKnow.trim()}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}
