import { interval90 } from '~/engine/interval'
import { chance, difference, figure, listedUpTo, score, share, whole } from '../format'
import { Caterpillar } from './caterpillar'
import { Behind, Part } from './figure'
import { HistogramPlot } from './histogram-plot'
import type { ReportProps } from './report-props'
import { settled } from './summary'
import { DRAWN_WHOLE } from './top-and-bottom'

/** Terms beyond the hiring model that are drawn, and how many levels one may have. */
const MOST_TERMS = 8

const two = (value: number) => score(value, 2).replace('-', '\u2212')

/** Why only the ends of a long list are drawn. */
const Thinning = ({ of, what }: { of: number; what: string }) =>
  of > DRAWN_WHOLE ? (
    <p>
      {whole(of)} {what} do not fit: the highest and lowest are drawn, with a histogram of all above them.
    </p>
  ) : null

export function CandidateScores({
  document: { candidates, bar },
}: Pick<ReportProps, 'document'> & Partial<ReportProps>) {
  const line = bar === null ? null : { at: bar, name: `bar ${figure(bar, 1)}` }
  return (
    <Part
      id="candidates"
      title="Candidates"
      leftOut={
        candidates === null
          ? 'there are no candidate scores (no candidate term in the model, or too many to work out)'
          : null
      }
      how={
        <>
          <p>
            <b>How to read this.</b> A dot is the score as an average interviewer would give it, on the scale of the
            ratings; the line is its 90&nbsp;% interval. Candidates whose lines overlap cannot be ranked with
            confidence.
          </p>
          {bar !== null ? <p>Lines that do not cross the bar are teal above it and plum below it.</p> : null}
          <Thinning of={candidates?.length ?? 0} what="candidates" />
        </>
      }
    >
      {candidates && candidates.length > 0 ? (
        <>
          {candidates.length > DRAWN_WHOLE ? (
            <HistogramPlot values={candidates.map((c) => c.score)} one="candidate" line={line} format={two} />
          ) : null}
          <Caterpillar
            caption="Scores of candidates with 90 % intervals"
            what="Candidate"
            measure="Score"
            line={line}
            format={two}
            rows={candidates.map((c) => ({
              name: c.candidate,
              value: c.score,
              lower: c.lower,
              upper: c.upper,
              thin: c.reliability !== null && c.reliability < 0.5,
            }))}
          />
          <Behind
            caption="All candidates"
            rows={candidates}
            columns={[
              { head: 'Candidate', cell: (c) => c.candidate },
              { head: 'Ratings', num: true, cell: (c) => whole(c.n) },
              { head: 'Raw mean', num: true, cell: (c) => two(c.rawMean) },
              { head: 'Score', num: true, cell: (c) => two(c.score) },
              { head: 'sd', num: true, cell: (c) => figure(c.sd, 3) },
              { head: '90 % interval', num: true, cell: (c) => `${two(c.lower)} to ${two(c.upper)}` },
              { head: 'Reliability', num: true, cell: (c) => share(c.reliability) },
              ...(bar === null
                ? []
                : [
                    {
                      head: 'P(above bar)',
                      num: true,
                      cell: (c: (typeof candidates)[number]) => chance(c.probabilityAboveBar),
                    },
                    {
                      head: 'Value of one more interview',
                      num: true,
                      cell: (c: (typeof candidates)[number]) => figure(c.evsi?.linear, 4),
                    },
                  ]),
            ]}
          />
        </>
      ) : null}
    </Part>
  )
}

export function InterviewerSeverities({ document, plots }: ReportProps) {
  const { interviewers, varianceComponents } = document
  const term = Object.keys(plots.meanings).find((name) => plots.meanings[name] === 'interviewer')
  const variance = term === undefined ? null : varianceComponents[term]?.variance
  const none = variance === 0
  return (
    <Part
      id="interviewers"
      title="Severity of interviewers"
      leftOut={
        interviewers === null
          ? plots.roles.interviewer === undefined
            ? 'no column says who rated'
            : 'the model has no term for interviewers alone'
          : none
            ? 'the data show no difference in severity (its variance is estimated as 0)'
            : null
      }
      how={
        <>
          <p>
            <b>How to read this.</b> An interviewer right of 0 rates lower than others would rate the same candidates,
            by that {document.model.family === 'ordinal' ? 'much on the latent scale' : 'many levels'}. If the line
            crosses 0, the difference may be chance. Scores are already corrected for this.
          </p>
          <p>
            Hollow and broken: the ratings have removed less than half of the prior uncertainty, too little to call this
            interviewer severe or lenient.
          </p>
          <Thinning of={interviewers?.length ?? 0} what="interviewers" />
        </>
      }
    >
      {interviewers && interviewers.length > 0 && !none ? (
        <>
          {interviewers.length > DRAWN_WHOLE ? (
            <HistogramPlot
              values={interviewers.map(({ severity }) => severity)}
              one="interviewer"
              line={{ at: 0, name: 'average' }}
              format={(value) => difference(value)}
            />
          ) : null}
          <Caterpillar
            caption="Severities of interviewers with 90 % intervals"
            what="Interviewer"
            measure="Severity"
            line={{ at: 0, name: '0' }}
            format={(value) => difference(value)}
            ends={['lenient', 'severe']}
            severe
            rows={interviewers.map(({ interviewer, severity, sd }) => ({
              name: interviewer,
              value: severity,
              ...(sd === null ? { lower: null, upper: null } : interval90(severity, sd)),
              thin: !settled(sd, variance),
            }))}
          />
          <Behind
            caption="All interviewers"
            rows={interviewers}
            columns={[
              { head: 'Interviewer', cell: (j) => j.interviewer },
              { head: 'Ratings', num: true, cell: (j) => whole(j.n) },
              { head: 'Severity', num: true, cell: (j) => difference(j.severity, 3) },
              { head: 'sd', num: true, cell: (j) => figure(j.sd, 3) },
              { head: 'Scale use (1 = same as others)', num: true, cell: (j) => figure(j.scaleUse) },
              { head: 'Noise (1 = as expected)', num: true, cell: (j) => figure(j.noise) },
            ]}
          />
        </>
      ) : null}
    </Part>
  )
}

/** Terms that a formula has beside the hiring model, one caterpillar each. */
export function OtherEffects({ document: { effects }, plots }: ReportProps) {
  const others = Object.entries(effects).filter(
    ([name, list]) => list.length > 1 && (plots.meanings[name] ?? null) === null,
  )
  const parts = others.slice(0, MOST_TERMS).map(([name, list], at) => (
    <Part
      key={name}
      id={`term-${at}`}
      title={`Effects of ${name}`}
      how={
        <>
          <p>
            <b>How to read this.</b> Each level’s own effect (posterior mean) and the interval that holds it with a
            probability of 90&nbsp;%.
          </p>
          <Thinning of={list.length} what="levels" />
        </>
      }
    >
      {list.length > DRAWN_WHOLE ? (
        <HistogramPlot
          values={list.map(({ estimate }) => estimate)}
          one="level"
          line={{ at: 0, name: '0' }}
          format={(value) => difference(value)}
        />
      ) : null}
      <Caterpillar
        caption={`Effects of ${name} with 90 % intervals`}
        what="Level"
        measure="Effect"
        line={{ at: 0, name: '0' }}
        format={(value) => difference(value)}
        rows={list.map(({ level, estimate, sd }) => ({
          name: level,
          value: estimate,
          ...(sd === null ? { lower: null, upper: null } : interval90(estimate, sd)),
        }))}
      />
      <Behind
        caption={`All effects of ${name}`}
        rows={list}
        columns={[
          { head: 'Level', cell: ({ level }) => level },
          { head: 'Effect', num: true, cell: ({ estimate }) => difference(estimate, 4) },
          { head: 'sd', num: true, cell: ({ sd }) => figure(sd, 4) },
        ]}
      />
    </Part>
  ))
  const left = others.slice(MOST_TERMS).map(([name]) => name)
  return (
    <>
      {parts}
      {left.length > 0 ? (
        <p className="quiet small">
          The effects of {listedUpTo(MOST_TERMS, left)} are not drawn; --csv writes them all.
        </p>
      ) : null}
    </>
  )
}
