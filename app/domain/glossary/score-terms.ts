import type { Entry } from './entry'

/** Words of the calibration model, as the screens use them. */
export const scoreTerms = {
  rating: {
    name: 'Rating',
    meaning:
      'The judgement of one interviewer on one criterion, from 1 (far less than expected) to 4 (clearly more). A rating is given by a person; a score is estimated by the model.',
    see: ['level', 'calibrated-score'],
  },
  model: {
    name: 'Model',
    meaning:
      'The statistical calculation that estimates scores from ratings: a linear mixed model with candidates, criteria, interviewers and scorecards. It is fitted anew in every calibration run.',
    see: ['run', 'calibrated-score', 'variance-component'],
  },
  'raw-mean': {
    name: 'Raw mean',
    meaning: 'The average of the levels given, before any correction.',
    example: 'Ratings of 3, 3, 2 and 4 have a raw mean of 3.00.',
    see: ['calibrated-score'],
  },
  'calibrated-score': {
    name: 'Calibrated score',
    meaning:
      'The model’s estimate, on the scale from 1 to 4, of what an average interviewer would give this candidate, corrected for severity, halo and missing ratings. The weights of the job combine the criteria.',
    example:
      'Raw mean 2.95; interviewer severity +0.10, halo −0.02, shrinkage −0.01: calibrated score 3.02. The interviewers were more severe than others, so the score is above the raw mean.',
    see: ['raw-mean', 'severity', 'halo', 'shrinkage', 'interval'],
  },
  interval: {
    name: '90\u00a0% interval',
    meaning:
      'The range that contains the true value with a probability of 90 %, given the ratings and the model. The fewer the ratings, the wider it is.',
    example:
      'A score of 3.1 with the interval 2.7–3.5: with a probability of 90 % the true value is between 2.7 and 3.5.',
  },
  bar: {
    name: 'Hiring bar',
    meaning:
      'The calibrated score, from 1 to 4, that a job asks for. The default is 3.0, because level 3 is what is expected.',
    see: ['chance-above-bar', 'decision-rule'],
  },
  'chance-above-bar': {
    name: 'Probability of being above the bar',
    meaning: 'The probability, given the ratings, that the candidate’s true score is above the hiring bar of the job.',
    example:
      'With the bar at 3.0, a score of 3.1 with the interval 2.6–3.6 has a probability of 0.63; with the interval 3.0–3.2 it has 0.95.',
    see: ['decision-rule'],
  },
  'decision-rule': {
    name: 'Decision rule',
    meaning:
      'The rule that turns a score into advice: hire if the probability of being above the bar is at least what the job asks for. The committee is free to decide otherwise.',
    example: 'With 0.75, a wrong hire counts three times as much as a missed one, because 0.75 / (1 − 0.75) = 3.',
  },
  severity: {
    name: 'Severity',
    meaning:
      'How much lower an interviewer rates than others would rate the same candidates, in levels. Positive is severe, negative is lenient. Scores are corrected for it.',
    example: 'Severity +0.30: where others would give 3.0 on average, this interviewer gives 2.7.',
    see: ['calibrated-score', 'drift'],
  },
  'severity-by-criterion': {
    name: 'Severity by criterion',
    meaning: 'That an interviewer is more severe on one criterion than on another, beyond the overall severity.',
  },
  halo: {
    name: 'Halo',
    meaning:
      'What all ratings of one scorecard share beyond the candidate and the interviewer, such as a strong first impression. Because of halo, five ratings of one interview are less informative than five ratings of five interviews.',
  },
  'candidate-effect': {
    name: 'Candidate effect',
    meaning: 'How much candidates differ from one another overall: what interviews should measure.',
  },
  'candidate-by-criterion': {
    name: 'Candidate by criterion',
    meaning: 'A candidate’s strengths and weaknesses: that someone is better on one criterion than on another.',
  },
  residual: {
    name: 'Residual',
    meaning: 'The part of a rating that nothing else in the model explains, such as the question asked, or chance.',
  },
  'variance-component': {
    name: 'Variance component',
    meaning:
      'How much one source (candidates, severity, halo and so on) contributes to the differences between ratings. The model estimates them by restricted maximum likelihood (REML).',
    example: 'If candidates contribute 40 % and severity 10 %, severity is a quarter as important as the candidates.',
    see: ['residual', 'assumed'],
  },
  shrinkage: {
    name: 'Shrinkage',
    meaning:
      'Estimates from few ratings are moved towards the average, because extreme values from few ratings are usually partly chance. The more ratings, the less shrinkage.',
    example: 'Two ratings of 4 may give a score of 3.4; twelve ratings of 4 give nearly 4.',
  },
  weight: {
    name: 'Weight',
    meaning:
      'How much a criterion counts in the score, from 1 to 5. The need profile and the team maturity of the job set the weights.',
    see: ['need-profile'],
  },
  assumed: {
    name: 'Assumed',
    meaning:
      'More than half of the estimate comes from comparable studies (the prior) and less than half from your own scorecards. The more scorecards, the less is assumed.',
  },
  run: {
    name: 'Calibration run',
    meaning:
      'One fit of the model to all counted scorecards of the organisation. A new run starts when a scorecard is submitted, amended or withdrawn. Every run is kept with the hash of its input.',
  },
  reliability: {
    name: 'Reliability',
    meaning:
      'The share of a score’s variance that is due to the candidate rather than to chance and to who rated; 1 is perfect, 0 says nothing. It concerns scores; agreement concerns raters.',
    example:
      'With a reliability of 0.70, about 70 % of the differences between scores are differences between candidates.',
  },
  'scale-use': {
    name: 'Spread of levels',
    meaning:
      'How widely an interviewer uses the four levels, relative to others: 1 is the same, below 1 narrower, above 1 wider. Scores are not corrected for it.',
  },
  drift: {
    name: 'Drift',
    meaning: 'A change of an interviewer’s severity over time, shown in levels per month.',
    example: '+0.05 per month: after six months this interviewer rates 0.3 of a level lower than before.',
  },
  'beyond-chance': {
    name: 'Significant after correction',
    meaning:
      'Too large to be explained by chance, with a correction for testing many interviewers at once (Benjamini-Hochberg, false discovery rate 0.05). A 90 % interval does not include this correction, so one that excludes 0 need not be significant.',
  },
  connectedness: {
    name: 'Connectedness',
    meaning:
      'Whether interviewers are linked through candidates that they rated in common. Severities can only be compared between interviewers who are linked, directly or through others.',
  },
  'standard-error': {
    name: 'Standard error',
    meaning:
      'How uncertain an estimate is: in about two of three cases the true value lies within one standard error of it.',
  },
  sensitivity: {
    name: 'Sensitivity analysis',
    meaning:
      'Whether the decision rule would give another answer under other assumptions: without correction, without one interviewer, with other weights or another bar.',
  },
  'ordinal-model': {
    name: 'Ordinal model',
    meaning:
      'A model (cumulative logit) that uses only the order of the levels, not their distances. Assay compares its answers with those of the usual model, which treats levels as numbers.',
  },
} as const satisfies Record<string, Entry>
