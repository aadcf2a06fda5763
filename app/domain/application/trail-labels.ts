/** The label of each audit act in the trail of an application. Acts that are not listed are not shown there. */
export const trailLabels: Record<string, string> = {
  'application.opened': 'Application opened',
  'application.closed': 'Application closed',
  'loop.planned': 'Loop planned',
  'interview.added': 'Interview added',
  'interview.changed': 'Time or place set',
  'interview.cancelled': 'Interview cancelled',
  'candidate-link.made': 'Page for the candidate created',
  'candidate-link.revoked': 'Page for the candidate closed',
  'interviewer.assigned': 'Interviewer assigned',
  'interviewer.unassigned': 'Interviewer removed',
  'scorecard.submitted': 'Scorecard submitted',
  'scorecard.amended': 'Scorecard amended',
  'scorecard.withdrawn': 'Scorecard withdrawn',
  'packet.sent': 'Packet sent to the committee',
  'vote.sealed': 'Vote sealed',
  'vote.recused': 'Recused from the application',
  'recusal.lifted': 'Recusal lifted',
  'flag.resolved': 'Red flag resolved',
  'decision.recorded': 'Decision recorded',
  'decision.overridden': 'Decision recorded over the committee’s rule',
  'decision.dissented': 'Dissent written',
}

/** The acts that a blind viewer may be told: none of them follows from what colleagues submitted. */
export const BLIND_ACTS: readonly string[] = ['application.opened', 'loop.planned']
