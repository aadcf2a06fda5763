import type { Entry } from './entry'

/** Words of the hiring process, from the kit to the recorded decision. */
export const hiringTerms = {
  kit: {
    name: 'Kit',
    meaning:
      'Everything needed to interview for one role: criteria with anchors, interview guides, prompts, red flags and calibration cases. Kits have versions; a job keeps the version it was created with until someone moves it.',
    see: ['criterion', 'prompt'],
  },
  criterion: {
    name: 'Criterion',
    meaning:
      'One thing that interviews of a role rate, such as “Debugging in production”. A kit has six to ten criteria.',
    see: ['anchor', 'must-have'],
  },
  'must-have': {
    name: 'Must-have criterion',
    meaning:
      'A criterion that every loop has to cover. Two independent interviewers should rate it, and Assay warns when fewer than two do.',
    see: ['loop', 'coverage'],
  },
  anchor: {
    name: 'Anchor',
    meaning:
      'A sentence that describes the behaviour for one level of a criterion at one seniority. The words that tell the level from the one below are marked.',
    example: 'Level 3 of a criterion might read “Finds the cause **unaided**, and says how to prevent it”.',
    see: ['level'],
  },
  level: {
    name: 'Level',
    meaning:
      'A step of the scale from 1 to 4 on which a criterion is rated. Level 3 is what is expected at the seniority; 4 is clearly more, 2 is less, 1 is far less. There are no half levels.',
    see: ['anchor', 'not-assessed', 'rating'],
  },
  'not-assessed': {
    name: 'Not assessed',
    meaning:
      'What an interviewer chooses for a criterion if the interview gave no chance to see it. It is not a low level, and no score counts it as one.',
    see: ['level', 'coverage'],
  },
  seniority: {
    name: 'Seniority',
    meaning:
      'How experienced a job wants the person to be: mid, senior or staff. Criteria can have other anchors for each seniority, so level 3 asks more of a staff engineer than of a senior one.',
    see: ['anchor', 'level'],
  },
  evidence: {
    name: 'Evidence',
    meaning:
      'What the candidate said or did, as close to the words as possible and with the time, so that someone who was not there can check the level.',
    example: '14:05 “I would look at the last change first.”',
  },
  'red-flag': {
    name: 'Red flag',
    meaning:
      'A serious concern that the kit defines, with a rule for recording it. The interviewer first asks a probe, so that the candidate can answer. A critical red flag blocks “hire” until a voter of the committee resolves it in writing.',
    see: ['probe'],
  },
  probe: {
    name: 'Probe',
    meaning:
      'A follow-up question that the interviewer asks before recording a red flag, or to see a criterion more clearly.',
  },
  'open-question': {
    name: 'Open question',
    meaning:
      'A question that leaves the candidate free in how to answer and suggests no solution. It is asked before any probe or challenge.',
    example: '“How would you find out why the model got worse?”',
    see: ['probe', 'challenge'],
  },
  challenge: {
    name: 'Challenge',
    meaning:
      'A question that disputes what the candidate has said, to see whether they defend, change or give up their view, and why.',
    example: '“The new data say the opposite. Do you keep your plan?”',
    see: ['open-question', 'probe'],
  },
  prompt: {
    name: 'Prompt',
    meaning:
      'The task or question that the candidate works on in an interview, with exhibits such as tables. Prompts rotate between applications, so that a leaked prompt is rarely reused.',
  },
  exhibit: {
    name: 'Exhibit',
    meaning:
      'A table or chart that belongs to a prompt. Some are given from the start, others only when the candidate asks.',
  },
  'calibration-case': {
    name: 'Calibration case',
    meaning:
      'A written interview that interviewers rate for practice. Afterwards they compare their levels with those of the experts who wrote the kit.',
  },
  job: {
    name: 'Job',
    meaning:
      'An opening to be filled (other systems say requisition): a role, a seniority, a kit version, a hiring bar and a committee.',
    see: ['application', 'bar'],
  },
  confidential: {
    name: 'Confidential job',
    meaning:
      'A job that only administrators and people with a role for that job can see. For everyone else it does not exist, nor do its applications.',
  },
  'need-profile': {
    name: 'Need profile',
    meaning:
      'Whether the team needs research or production strength most, or both equally. It sets the weights of the criteria. The hiring manager or a recruiter chooses it.',
    see: ['weight', 'maturity'],
  },
  maturity: {
    name: 'Team maturity',
    meaning:
      'How far the team’s ML practice has come, from 1 (first models, nothing in use yet) to 5 (models at the centre of the product). It raises or lowers some weights by one.',
    see: ['weight'],
  },
  application: {
    name: 'Application',
    meaning: 'One candidate for one job. A candidate who applies for two jobs has two applications.',
  },
  loop: {
    name: 'Loop',
    meaning: 'The interviews planned for one application (also called interview plan or on-site).',
    see: ['coverage'],
  },
  coverage: {
    name: 'Coverage',
    meaning: 'How many interviewers rate each criterion in a loop. Shadow interviewers are not counted.',
  },
  shadow: {
    name: 'Shadow interviewer',
    meaning:
      'Someone who sits in on an interview to learn. Their scorecard is kept for comparison and is not used in any score.',
  },
  scorecard: {
    name: 'Scorecard',
    meaning:
      'What one interviewer submits about one interview: a level with evidence for each criterion, red flags, a recommendation and a reason.',
    see: ['blind', 'amendment'],
  },
  blind: {
    name: 'Blind',
    meaning:
      'Before you submit your own scorecards for a candidate, you cannot see colleagues’ scorecards, scores or decisions about that candidate. So your ratings are independent. This applies to administrators too.',
  },
  amendment: {
    name: 'Amendment',
    meaning:
      'A new version of a submitted scorecard. All versions are kept. A version that was written after others could be read is not counted in the score; the earlier blind one is.',
    see: ['blind'],
  },
  recommendation: {
    name: 'Recommendation',
    meaning: 'An interviewer’s own conclusion from one interview: strong no, no, yes or strong yes. No score uses it.',
  },
  withdrawal: {
    name: 'Withdrawal',
    meaning:
      'Taking back a submitted scorecard, with a reason. It is kept for the record but no longer counted; its author can write a new version.',
    see: ['scorecard', 'amendment'],
  },
  'names-hidden': {
    name: 'Names hidden',
    meaning:
      'A setting of a job: interviewers see a number instead of the candidate’s name until they have submitted, and committee members until the first votes are revealed.',
    see: ['blind', 'sealed-vote'],
  },
  packet: {
    name: 'Packet',
    meaning:
      'The document that the committee reads: scores, ratings, evidence and red flags of one application. Sending freezes it; later changes need a new packet.',
    see: ['quorum'],
  },
  'sealed-vote': {
    name: 'Sealed vote',
    meaning:
      'A vote that no one else can see, and that cannot be changed, until the quorum has voted. Then all votes and reasons are shown at once, and a second vote is possible.',
    see: ['quorum'],
  },
  voter: {
    name: 'Voter',
    meaning:
      'A committee member who was named for the job when the packet was sent. Only voters vote on the packet, resolve its red flags and record the decision.',
    see: ['quorum', 'recusal'],
  },
  quorum: {
    name: 'Quorum',
    meaning: 'How many voters have to vote before the votes are shown and a decision can be recorded.',
    example: 'With three voters and a quorum of 2, one absence does not delay a decision.',
  },
  recusal: {
    name: 'Recusal',
    meaning:
      'Stepping back from an application, for example because you know the candidate. Its scorecards, scores, packets and outcome are then closed to you and you cannot vote. Another person who administers the job can lift it.',
  },
  decision: {
    name: 'Decision',
    meaning:
      'The recorded outcome of a packet: hire, no hire or more evidence needed (another interview). It needs the votes of more than half of the packet’s voters. It cannot be edited, only superseded by a later decision.',
    see: ['override', 'dissent'],
  },
  override: {
    name: 'Override',
    meaning:
      'A decision that an administrator or the hiring manager records although the committee’s rule is not met. It names the rules that are not met and gives a reason, and is marked wherever the decision is listed.',
  },
  dissent: {
    name: 'Dissent',
    meaning: 'A voter’s written disagreement with a decision. It is recorded beside the decision.',
  },
  'audit-chain': {
    name: 'Audit chain',
    meaning:
      'The list of who changed what and when. Each entry carries a hash (a fingerprint) of the entry before, so that a removed or changed entry is noticed.',
  },
} as const satisfies Record<string, Entry>
