/** What the design of the ratings cannot tell apart, whatever the ratings are. */
export interface Confounding {
  /** Each candidate has one interview: what the ratings of an interview share (halo) is part of the candidate's effect. */
  haloInCandidate: boolean
  /** Each interviewer rated one candidate, who was rated by nobody else: severity is part of the candidate's effect. */
  severityInCandidate: boolean
  /** All ratings are by one interviewer. */
  oneInterviewer: boolean
}

const NONE: Confounding = { haloInCandidate: false, severityInCandidate: false, oneInterviewer: false }

/**
 * @param scorecard of each row; null where each pair of candidate and interviewer is one interview
 */
export function confounding(candidate: Int32Array, interviewer: Int32Array, scorecard: Int32Array | null): Confounding {
  if (candidate.includes(-1) || interviewer.includes(-1)) return NONE
  const oneRater = isNestedIn(candidate, interviewer)
  const several = candidate.some((c) => c !== candidate[0])
  const interview = scorecard ?? interviewer
  return {
    haloInCandidate:
      !interview.includes(-1) && (interview === interviewer ? oneRater : isNestedIn(candidate, interview)),
    severityInCandidate: several && oneRater && isNestedIn(interviewer, candidate),
    oneInterviewer: interviewer.length > 0 && interviewer.every((j) => j === interviewer[0]),
  }
}

/** Whether each level of the one occurs with a single level of the other. */
function isNestedIn(of: Int32Array, other: Int32Array): boolean {
  let levels = 0
  for (const level of of) if (level >= levels) levels = level + 1
  const met = new Int32Array(levels).fill(-1)
  for (let i = 0; i < of.length; i++) {
    if (met[of[i]] === -1) met[of[i]] = other[i]
    else if (met[of[i]] !== other[i]) return false
  }
  return true
}

/**
 * Sentences on what cannot be told apart and what follows, by code. `priors`: the model keeps its terms and their priors share out
 * what the ratings cannot.
 */
export function confoundingWarnings(
  { haloInCandidate, severityInCandidate, oneInterviewer }: Confounding,
  priors: boolean,
  words = { candidate: 'candidate', interview: 'interview' },
): { code: string; message: string }[] {
  const { candidate, interview } = words
  const out: { code: string; message: string }[] = []
  const follows = priors
    ? `The prior decides how much of it belongs to the ${candidate}, and scores, intervals and reliabilities rest on that.`
    : 'So reliabilities are null, and intervals are widened as if half of the differences between candidates were due to it.'
  if (haloInCandidate)
    out.push({
      code: 'HALO_IN_CANDIDATE',
      message: `Every ${candidate} has one ${interview}, so what its ratings share (halo) cannot be told from the ${candidate}. ${follows} A second ${interview} for some ${candidate}s would tell them apart.`,
    })
  if (severityInCandidate)
    out.push({
      code: 'SEVERITY_IN_CANDIDATE',
      message: `Every interviewer rated one ${candidate} that nobody else rated, so severity cannot be told from the ${candidate}. ${follows}`,
    })
  if (oneInterviewer)
    out.push({
      code: 'ONE_INTERVIEWER',
      message: `All ratings are by one interviewer, so differences between interviewers cannot be estimated. ${
        priors
          ? 'The prior stands in for them, and the reliability of an interview and of panels rests on it.'
          : 'Scores are as this interviewer would give them, not corrected for severity, and the reliability of one interview and of panels is null.'
      }`,
    })
  return out
}
