import { mustExist } from '~/domain/shared/must-exist'
import { isOmittedPlot } from '~/engine'
import { difference, score, shortHash, whole } from '../format'
import { Audit } from './audit'
import { CandidateScores, InterviewerSeverities, OtherEffects } from './estimates'
import { Behind, Part } from './figure'
import { RaschPart } from './rasch-part'
import type { ReportProps } from './report-props'
import { ResidualHeat } from './residual-heat'
import { rulerData } from './ruler-data'
import { summarise } from './summary'
import { VarianceParts } from './variance-parts'
import { WrightRuler } from './wright-ruler'
import { Read, Reliability, Links } from './report-links'

/** The report of one calibration: what was fitted, what the data support, and the drawings a statistician looks for. */
export function Report({ document, plots }: ReportProps) {
  const { fitted, supported, facts } = summarise(document, plots)
  return (
    <main className="page">
      <header className="head">
        <p className="label">Calibration report</p>
        <h1 className="h1">{plots.file}</h1>
        <p className="quiet formula">{document.model.formula}</p>
        <p className="faint small">
          SHA-256 {shortHash(document.input.sha256)}, seed {document.model.seed}
        </p>
      </header>
      {facts.length > 1 ? (
        <div className={`facts facts--${facts.length}`}>
          {facts.map(({ figure, words }) => (
            <p key={words}>
              <b>{figure}</b>
              <span>{words}</span>
            </p>
          ))}
        </div>
      ) : null}
      <section className="hl" aria-labelledby="summary">
        <h2 className="h2" id="summary">
          Summary
        </h2>
        <div className="fig words">
          {supported.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {document.warnings.length > 0 ? (
            <div className="warnings">
              <h3 className="h3">Warnings</h3>
              <ul>
                {document.warnings.map(({ code, message }, at) => (
                  <li key={at}>
                    {message} <span className="faint small">{code}</span>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
        <div className="how">
          <p>
            <b>What was fitted.</b>
          </p>
          {fitted.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </section>
      <VarianceParts document={document} plots={plots} />
      <CandidateScores document={document} plots={plots} />
      <InterviewerSeverities document={document} plots={plots} />
      <OtherEffects document={document} plots={plots} />
      <Ruler document={document} plots={plots} />
      <Residuals plots={plots} />
      <Reliability document={document} />
      <Links document={document} plots={plots} />
      <Audit document={document} plots={plots} />
      <RaschPart document={document} />
      <footer className="foot">
        Made by Assay with <code>calibrate --report</code> from {plots.file}; the figures are those of the{' '}
        {document.schema} document of the same run.
      </footer>
    </main>
  )
}

function Ruler({ document, plots }: ReportProps) {
  const ruler = rulerData(document, plots)
  return (
    <Part
      id="ruler"
      title="Ruler"
      leftOut={ruler ? null : 'it needs candidate scores, and there are none'}
      how={
        <>
          <Read>
            One vertical scale for all{ruler?.latent ? ', in the units of the thresholds (0 is the average)' : ''}. Bars
            count candidates. The more severe an interviewer and the harder a criterion, the higher it stands: a
            candidate at the same height gets an average rating from it.
          </Read>
          {ruler && ruler.thresholds.length > 0 ? (
            <p>
              Dashed lines are the thresholds: a candidate at a threshold gets a rating above it half of the time, from
              an average interviewer on an average criterion.
            </p>
          ) : null}
          {ruler?.missing.map((why) => (
            <p key={why}>A column is left out: {why}.</p>
          ))}
        </>
      }
    >
      {ruler ? (
        <>
          <WrightRuler ruler={ruler} bar={document.bar} />
          <Behind
            caption="Places on the ruler"
            rows={[
              ...ruler.interviewers.map((mark) => ({ kind: 'Interviewer', ...mark })),
              ...ruler.criteria.map((mark) => ({ kind: 'Criterion', ...mark })),
              ...ruler.thresholds.map((mark) => ({ kind: 'Threshold', ...mark })),
            ]}
            columns={[
              { head: 'Name', cell: ({ name }) => name },
              { head: 'Kind', cell: ({ kind }) => kind },
              { head: 'Place', num: true, cell: ({ at }) => score(at, 2) },
              { head: 'From the average', num: true, cell: ({ at }) => difference(at - ruler.centre) },
            ]}
          />
        </>
      ) : null}
    </Part>
  )
}

function Residuals({ plots: { residuals } }: Pick<ReportProps, 'plots'>) {
  return (
    <Part
      id="residuals"
      title="Residuals"
      leftOut={isOmittedPlot(residuals) ? residuals.leftOut : null}
      how={
        <>
          <Read>
            Each cell is the mean of its ratings’ residuals, each divided by the standard deviation the model gives it.
            0 is expected; a filled cell says that this interviewer rates this criterion higher (teal) or lower (plum)
            than everything in the model explains.
          </Read>
          <p>Cells with few ratings vary more by chance: the table shows how many ratings each has.</p>
          {!isOmittedPlot(residuals) && residuals.rows.length < residuals.interviewers ? (
            <p>
              Shown are the {residuals.rows.length} of {whole(residuals.interviewers)} interviewers with the largest
              residuals.
            </p>
          ) : null}
        </>
      }
    >
      {isOmittedPlot(residuals) ? null : (
        <>
          <ResidualHeat map={residuals} />
          <Behind
            caption="Mean standardised residuals, cell by cell"
            rows={residuals.rows.flatMap(({ interviewer, cells }) =>
              cells.flatMap((cell, at) =>
                cell
                  ? [{ interviewer, criterion: mustExist(residuals.criteria[at], 'criterion of the column'), ...cell }]
                  : [],
              ),
            )}
            columns={[
              { head: 'Interviewer', cell: ({ interviewer }) => interviewer },
              { head: 'Criterion', cell: ({ criterion }) => criterion },
              { head: 'Ratings', num: true, cell: ({ n }) => whole(n) },
              { head: 'Mean residual', num: true, cell: ({ mean }) => difference(mean, 3) },
            ]}
          />
        </>
      )}
    </Part>
  )
}
