/** Whether a viewer is offered the archive of the organisation, and if not, why. */
export type ArchiveOffer = 'offered' | 'withheld' | 'sealed'

/** The reasons, as the page and the refusal say them. */
export const ARCHIVE_REFUSALS: Readonly<Record<Exclude<ArchiveOffer, 'offered'>, string>> = {
  withheld:
    'The archive holds what is withheld from you while you still owe a scorecard or you are recused. Ask another administrator, or use the command on the server.',
  sealed:
    'The archive holds committee votes that are still sealed. Download it once they are revealed, or use the command on the server.',
}

export const ARCHIVE_FAILURES = ['running', 'large'] as const
/** Why an archive that is offered could not be made. */
export type ArchiveFailure = (typeof ARCHIVE_FAILURES)[number]

export const ARCHIVE_FAILURE_SENTENCES: Readonly<Record<ArchiveFailure, string>> = {
  running: 'Another archive is being made at the moment. Try again in a few minutes.',
  large:
    'The organisation is too large to be exported from the page. Use the command on the server: npm run organisation -- export FILE.',
}
