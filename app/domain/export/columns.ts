/** A column of an export: its header, and what it holds in words for the page and for the second sheet of a workbook. */
export type ExportColumn = { name: string; note: string }

const WITHHELD =
  'Empty while it is withheld from you: until you have submitted your scorecards of the application, and while you are recused from it.'
const NAME_RULE = 'Where the name is hidden from you, “Candidate” and the number. Empty once erased.'

/** Headers that the import of candidates recognises, so that the file can be read in again. */
export const candidateColumns = [
  { name: 'candidate_id', note: 'Number of the candidate, as in the address of their page.' },
  { name: 'name', note: `The candidate’s name. ${NAME_RULE}` },
  { name: 'email', note: 'E-mail address. Empty where there is none, or where the name is hidden from you.' },
  { name: 'phone', note: 'Phone number. Empty where there is none, or where the name is hidden from you.' },
  { name: 'added', note: 'When the candidate was added (UTC).' },
  { name: 'jobs', note: 'Names of the jobs with an application of the candidate that you may see, separated by “; ”.' },
  {
    name: 'open_applications',
    note: 'Number of open applications. One whose outcome is withheld from you counts as open.',
  },
  { name: 'merged_ids', note: 'Numbers of the records that were merged into this one, separated by “; ”.' },
  { name: 'erased', note: 'When the personal data was erased (UTC); empty otherwise.' },
] as const satisfies readonly ExportColumn[]

export const applicationColumns = [
  { name: 'application_id', note: 'Number of the application.' },
  { name: 'candidate_id', note: 'Number of the candidate.' },
  { name: 'candidate', note: `The candidate’s name. ${NAME_RULE}` },
  { name: 'job_id', note: 'Number of the job.' },
  { name: 'job', note: 'Name of the job.' },
  { name: 'seniority', note: 'Seniority of the job: mid, senior or staff.' },
  { name: 'kit', note: 'Kit and its version, as planned for this application.' },
  { name: 'created', note: 'When the application was made (UTC).' },
  { name: 'state', note: `open, hired, rejected or withdrawn. ${WITHHELD}` },
  { name: 'closed', note: `When it was closed (UTC). ${WITHHELD}` },
  { name: 'closing_reason', note: `The reason given when it was closed. ${WITHHELD}` },
  { name: 'interviews', note: `Number of planned interviews. ${WITHHELD}` },
  { name: 'scorecards_due', note: `Scorecards assigned and not yet submitted. ${WITHHELD}` },
  { name: 'scorecards_submitted', note: `Scorecards submitted. ${WITHHELD}` },
  {
    name: 'score',
    note: `Calibrated score of the last calibration run, from 1 to 4. Empty where there is none. ${WITHHELD}`,
  },
  { name: 'score_lower', note: 'Lower end of the 90 % interval of the score.' },
  { name: 'score_upper', note: 'Upper end of the 90 % interval of the score.' },
  { name: 'score_ratings', note: 'Number of ratings on which the score is based.' },
  { name: 'packets', note: `Number of packets sent to the committee. ${WITHHELD}` },
  { name: 'decision', note: `Outcome of the decision in force: hire, no_hire or more_signal. ${WITHHELD}` },
  { name: 'decided', note: `When that decision was recorded (UTC). ${WITHHELD}` },
  { name: 'withheld', note: 'Why columns are empty: “scorecard due”, “recused”, or nothing.' },
] as const satisfies readonly ExportColumn[]

/** Headers that `npm run calibrate` takes for its roles: candidate, interviewer, criterion, scorecard, score. */
export const scorecardColumns = [
  { name: 'scorecard', note: 'Number of the scorecard: one interviewer in one interview.' },
  {
    name: 'application',
    note: 'Number of the application. Assay fits each application by itself (--candidate application).',
  },
  { name: 'candidate', note: 'Number of the candidate.' },
  { name: 'candidate_name', note: `The candidate’s name. ${NAME_RULE}` },
  { name: 'job_id', note: 'Number of the job.' },
  { name: 'job', note: 'Name of the job.' },
  { name: 'seniority', note: 'Seniority of the job.' },
  { name: 'kit_version', note: 'Version of the kit that was used.' },
  { name: 'interview', note: 'Name of the interview in the kit.' },
  { name: 'held', note: 'When the interview began (UTC); empty where no time was set.' },
  { name: 'interviewer', note: 'Number of the interviewer.' },
  { name: 'interviewer_name', note: 'Name of the interviewer; empty once erased.' },
  { name: 'shadow', note: 'TRUE for somebody who sat in to learn; such scorecards do not count.' },
  { name: 'version', note: 'Number of the version of the scorecard from which the row is taken.' },
  { name: 'submitted', note: 'When that version was submitted (UTC).' },
  { name: 'blind', note: 'TRUE if its author could not have read a colleague’s scorecard before.' },
  {
    name: 'counts',
    note: 'TRUE if the ratings of this version enter the calibration. Leave out the other rows when you fit a model.',
  },
  { name: 'criterion', note: 'Criterion: kit and its id there. Ids stay the same over the versions of a kit.' },
  { name: 'criterion_name', note: 'Name of the criterion.' },
  { name: 'score', note: 'Level from 1 to 4; empty where it was not assessed.' },
  { name: 'evidence', note: 'Evidence for the level, or why it was not assessed; quotes first. Empty once erased.' },
  {
    name: 'recommendation',
    note: 'Recommendation of the scorecard: strong_no, no, yes or strong_yes; the same in all its rows.',
  },
  { name: 'recommendation_reason', note: 'Reason of the recommendation; the same in all rows of the scorecard.' },
  {
    name: 'red_flags',
    note: 'Red flags found in the interview with their severity, separated by “; ”; the same in all rows of the scorecard.',
  },
] as const satisfies readonly ExportColumn[]

export const decisionColumns = [
  { name: 'application_id', note: 'Number of the application.' },
  { name: 'candidate_id', note: 'Number of the candidate.' },
  { name: 'candidate', note: `The candidate’s name. ${NAME_RULE}` },
  { name: 'job_id', note: 'Number of the job.' },
  { name: 'job', note: 'Name of the job.' },
  { name: 'packet', note: 'Number of the packet on which the decision was taken, within its application.' },
  { name: 'decision', note: 'Number of the decision within its application.' },
  { name: 'in_force', note: 'FALSE once a later decision has superseded it.' },
  { name: 'outcome', note: 'hire, no_hire or more_signal (more evidence needed).' },
  { name: 'decided', note: 'When it was recorded (UTC).' },
  { name: 'decided_by', note: 'Who recorded it.' },
  { name: 'reason', note: 'The reason given. Empty once erased.' },
  { name: 'votes_hire', note: 'Votes for hiring in the last round whose votes are open; empty while they are sealed.' },
  { name: 'votes_no_hire', note: 'Votes against, likewise.' },
  { name: 'votes_more_signal', note: 'Votes for more evidence, likewise.' },
  {
    name: 'overridden_rules',
    note: 'Committee rules that the decision did not meet, separated by “; ”; empty where it met all.',
  },
  { name: 'override_reason', note: 'The reason for overriding them.' },
  { name: 'dissents', note: 'Dissents with their author, separated by line breaks.' },
  { name: 'run', note: 'Calibration run that the decision cites. Empty while you still owe a scorecard.' },
] as const satisfies readonly ExportColumn[]

export const auditColumns = [
  { name: 'number', note: 'Place of the entry in the chain. Empty while you still owe a scorecard.' },
  { name: 'at', note: 'When it happened (UTC).' },
  { name: 'who', note: 'Who did it; Assay for what the program does by itself.' },
  { name: 'act', note: 'Code of the act.' },
  { name: 'action', note: 'The act in words.' },
  { name: 'subject', note: 'What it was done to.' },
  { name: 'detail', note: 'Further facts, as the audit page shows them.' },
  { name: 'previous_hash', note: 'Hash of the entry before. Empty while you still owe a scorecard.' },
  {
    name: 'hash',
    note: 'Hash of the entry over everything it says and the hash before. Empty while you still owe a scorecard.',
  },
] as const satisfies readonly ExportColumn[]
