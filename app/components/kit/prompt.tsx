import { Level } from '~/components/ui/level'
import { Table, TableScroll, Th } from '~/components/ui/table'
import type { ExhibitView, PromptView } from '~/domain/kit/views'
import { ChartFigures } from './chart-figure'

/** A prompt with everything the interviewer needs beside it; the brief is what the candidate reads. */
export function PromptBody({ prompt }: { prompt: PromptView }) {
  return (
    <>
      <div className="brief">
        <span className="label">What the candidate reads</span>
        <div className="prose">
          <p>{prompt.candidateText}</p>
        </div>
      </div>
      <Givens givens={prompt.givens} />
      <Files files={prompt.files} />
      {prompt.handedOut.map((exhibit) => (
        <Exhibit key={exhibit.id} exhibit={exhibit} kind="handed out" />
      ))}
      {prompt.facts.length > 0 ? (
        <>
          <h3 className="h3 kit__sub">
            Facts to give <span className="faint">only when the candidate asks</span>
          </h3>
          <dl className="terms">
            {prompt.facts.map(({ id, subject, answer: told }) => [
              <dt key={id}>{subject}</dt>,
              <dd key={`${id} told`}>{told}</dd>,
            ])}
          </dl>
        </>
      ) : null}
      {prompt.onRequest.map((exhibit) => (
        <Exhibit key={exhibit.id} exhibit={exhibit} kind="on request" />
      ))}
      <Stages stages={prompt.stages} />
      <RolePlays parts={prompt.parts} />
      <CheckSheet sheet={prompt.sheet} />
      <NumberedLines title="Evidence against the most tempting cause" lines={prompt.refutes} />
      <NumberedLines title="Strong approach, in order" lines={prompt.strongOrder} />
      <NumberedLines title="Common mistakes" lines={prompt.wrongTurns} />
      <SoundsLike sounds={prompt.soundsLike} />
      <NumberedLines title="Sources of the figures" lines={prompt.sources} />
    </>
  )
}

function Givens({ givens }: { givens: PromptView['givens'] }) {
  if (givens.length === 0) return null
  return (
    <div className="givens">
      {givens.map(({ group, rows }) => (
        <Table key={group} plain caption={<strong>{group}</strong>} showCaption>
          <thead className="vh">
            <tr>
              <Th>Given</Th>
              <Th>Value</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ words, value }) => (
              <tr key={words}>
                <Th scope="row">{words}</Th>
                <td className="num">{value}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ))}
    </div>
  )
}

function Files({ files }: { files: PromptView['files'] }) {
  return (
    <>
      {files.map(({ path, forCandidate, text }) => (
        <details className="kit__sub" key={path}>
          <summary>
            <b>
              {forCandidate ? 'Handed out' : 'For the interviewer only'}: {path}
            </b>
          </summary>
          <pre className="file">{text}</pre>
        </details>
      ))}
    </>
  )
}

function SoundsLike({ sounds }: { sounds: PromptView['soundsLike'] }) {
  return (
    <>
      {sounds.map(({ id, name, levels }) => (
        <section key={id} aria-label={`${name}: what answers sound like`}>
          <h3 className="h3 kit__sub">
            {name} <span className="faint">what answers to this prompt sound like</span>
          </h3>
          <div className="anchors" role="list">
            {levels.map(({ level, text }) => (
              <div className="anchor" role="listitem" key={level}>
                <div>
                  <Level level={level} small />
                </div>
                <p>{text}</p>
              </div>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

/** Charts first; the table behind them is folded where there are charts. */
function Exhibit({ exhibit, kind }: { exhibit: ExhibitView; kind: string }) {
  const { charts, length } = exhibit
  return (
    <section className="exhibit" aria-label={`${kind}: ${exhibit.name}`}>
      <h3 className="h3">
        {exhibit.name} <span className="faint">{kind}</span>
      </h3>
      {exhibit.askedAs ? <p className="quiet">Asked for as “{exhibit.askedAs}”</p> : null}
      <ChartFigures charts={charts} />
      <details className="exhibit__rows" open={charts.length === 0}>
        <summary>
          The numbers: {length} {length === 1 ? 'row' : 'rows'}, {exhibit.rows}
        </summary>
        <ExhibitTable exhibit={exhibit} />
      </details>
      <dl className="terms">
        <dt>shows</dt>
        <dd>{exhibit.shows}</dd>
        <dt>does not show</dt>
        <dd>{exhibit.hides}</dd>
      </dl>
    </section>
  )
}

function ExhibitTable({ exhibit }: { exhibit: ExhibitView }) {
  const { head, rows, more } = exhibit.table
  return (
    <>
      <TableScroll label={exhibit.name}>
        <Table plain caption={exhibit.name}>
          <thead>
            <tr>
              {head.map((name) => (
                <Th key={name}>{name}</Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={head[column] ?? column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
      {more > 0 ? <p className="small faint">and {more} more rows</p> : null}
    </>
  )
}

/** What a kit of an older form says of weak, sound and excellent answers. */
const olderScale = ({ weak, sound, excellent }: PromptView['stages'][number]) =>
  (
    [
      ['Weak', weak],
      ['Sound', sound],
      ['Excellent', excellent],
    ] as const
  ).filter(([, text]) => text !== null)

function Stages({ stages }: { stages: PromptView['stages'] }) {
  if (stages.length === 0) return null
  return (
    <>
      <h3 className="h3 kit__sub">Stages</h3>
      <ol className="qs">
        {stages.map((stage) => (
          <li key={stage.name}>
            <p className="qs__ask">
              <span className="qs__min">{stage.name}</span>
              {stage.ask}
            </p>
            <ul className="qs__then">
              {stage.followUps.map((probe) => (
                <li key={probe}>{probe}</li>
              ))}
              {stage.listenFor.map((sign) => (
                <li key={sign}>
                  <b>Listen for:</b> {sign}
                </li>
              ))}
              {olderScale(stage).map(([word, text]) => (
                <li key={word}>
                  <b>{word}:</b> {text}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  )
}

function RolePlays({ parts }: { parts: PromptView['parts'] }) {
  return (
    <>
      {parts.map((part) => (
        <section key={part.who} aria-label={part.who}>
          <h3 className="h3 kit__sub">You play: {part.who}</h3>
          {part.handedOut ? <p className="prose">{part.handedOut}</p> : null}
          <p className="quiet">Wants: {part.wants}</p>
          <dl className="terms">
            {part.script.map(({ when, say }) => [<dt key={when}>{when}</dt>, <dd key={`${when} say`}>{say}</dd>])}
          </dl>
        </section>
      ))}
    </>
  )
}

function CheckSheet({ sheet }: { sheet: PromptView['sheet'] }) {
  if (!sheet) return null
  return (
    <>
      <h3 className="h3 kit__sub">
        Check sheet{' '}
        <span className="faint">for the interviewer; answers within a factor of {sheet.factor} are accepted</span>
      </h3>
      <TableScroll label="Check sheet">
        <Table plain caption="Figures, their formulas and what they show">
          <thead>
            <tr>
              <Th>Figure</Th>
              <Th>Formula</Th>
              <Th num>Value</Th>
              <Th>Unit</Th>
              <Th>Shows</Th>
            </tr>
          </thead>
          <tbody>
            {sheet.figures.map(({ id, is, value, unit, shows }) => (
              <tr key={id}>
                <Th scope="row">{id}</Th>
                <td className="formula">{is}</td>
                <td className="num">
                  <strong>{value}</strong>
                </td>
                <td className="nowrap">{unit}</td>
                <td className="quiet">{shows}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableScroll>
    </>
  )
}

function NumberedLines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h3 className="h3 kit__sub">{title}</h3>
      <ol className="prose">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </>
  )
}
