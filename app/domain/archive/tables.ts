/** A table of an archive, and what of it stays behind. */
export type ArchivedTable = {
  name: string
  /** Columns that are not written: secrets, and what only means something in the database that made it. */
  without?: readonly string[]
  /** Columns that refer to rows of the same table further on: filled in once all rows are there. */
  later?: readonly string[]
  /** Earlier names of columns, by which archives of an older version hold them. */
  renamed?: Readonly<Record<string, string>>
  /** One row for the organisation, without a number of its own. */
  single?: boolean
}

/**
 * Every table of an organisation that an archive holds, each after those it refers to. `organisationId` is written
 * nowhere: the organisation gets a number where it is imported. Everything else keeps its number, since packets and audit
 * entries name rows by it.
 */
export const ARCHIVED_TABLES: readonly ArchivedTable[] = [
  { name: 'User', without: ['passwordHash'] },
  { name: 'KitVersion' },
  { name: 'KitCriterion' },
  { name: 'KitRedFlag' },
  { name: 'KitInterview' },
  { name: 'KitInterviewFocus' },
  { name: 'OrganisationKit' },
  { name: 'KitPublication' },
  { name: 'KitDraft' },
  { name: 'KitDraftChange' },
  { name: 'KitNote' },
  { name: 'PromptRetirement' },
  { name: 'PromptLimit' },
  { name: 'Job' },
  { name: 'Grant' },
  { name: 'CommitteeMember' },
  { name: 'CandidateImport' },
  { name: 'Candidate', later: ['mergedIntoId'] },
  { name: 'DistinctCandidates' },
  { name: 'Text' },
  { name: 'Application' },
  { name: 'Loop' },
  { name: 'Interview' },
  { name: 'InterviewPrompt' },
  { name: 'CandidateLink', without: ['tokenHash'] },
  { name: 'Scorecard' },
  { name: 'ScorecardDraft' },
  { name: 'ScorecardVersion', without: ['xid'] },
  { name: 'Rating' },
  { name: 'FlagFinding' },
  { name: 'CalibrationRun' },
  { name: 'RunComponent' },
  { name: 'RunSeverity', renamed: { named: 'reported' } },
  { name: 'RunScore' },
  { name: 'RunCriterionScore' },
  { name: 'RunOrdinalScore' },
  { name: 'RunScorecard' },
  { name: 'Packet' },
  { name: 'PacketText' },
  { name: 'PacketVoter' },
  { name: 'Vote' },
  { name: 'Recusal' },
  { name: 'RecusalLift' },
  { name: 'FlagResolution' },
  { name: 'Decision' },
  { name: 'Dissent' },
  { name: 'Erasure', without: ['xid'] },
  { name: 'AuditEntry' },
  { name: 'AuditHead', single: true },
  { name: 'AuditVerification', single: true },
]

/** Tables of an organisation that no archive holds, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  Session: 'who is signed in',
  Device: 'browsers that are known to belong to somebody',
  Token: 'invitation and password links',
  CandidateUpload: 'files of candidates that were chosen and not imported yet',
  WriteKey: 'keys by which forms that are sent twice are recognised',
}

/** What is left out of an archive, in sentences for its manifest and for the page that offers it. */
export const LEFT_OUT_SENTENCES: readonly string[] = [
  'Passwords: everybody chooses a new one after the import, by a link.',
  'Sessions, remembered browsers, invitation and password links, and candidate links: none of them is valid after the import.',
  'Files of candidates that were chosen and not imported yet: choose them again.',
  'Keys that recognise a form sent twice, and waiting background jobs.',
]
