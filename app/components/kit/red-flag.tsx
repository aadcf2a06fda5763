import type { FlagView } from '~/domain/kit/views'

/** A red flag as part of a guide, with its severity for one seniority. */
export function RedFlagArticle({ flag, at }: { flag: FlagView; at: string }) {
  const severities = flag.severities.filter(([seniority]) => seniority === at)
  return (
    <article className="kflag" id={`flag-${flag.id}`}>
      <div className="criterion__h">
        <h2 className="h2">{flag.name}</h2>
      </div>
      <Severities severities={severities} />
      <FlagBody flag={flag} />
    </article>
  )
}

/** A red flag as a page of the kit has it: name and severities visible, the rest collapsed. */
export function RedFlagFold({ flag, open }: { flag: FlagView; open: boolean }) {
  return (
    <details className="fold" id={`flag-${flag.id}`} open={open}>
      <summary>
        <span className="fold__h">
          <h3 className="h2">{flag.name}</h3>
        </span>
        <Severities severities={flag.severities} />
      </summary>
      <FlagBody flag={flag} />
    </details>
  )
}

function Severities({ severities }: Pick<FlagView, 'severities'>) {
  const all = new Set(severities.map(([, severity]) => severity))
  const [only] = all
  const shown = only && all.size === 1 && severities.length > 1 ? [['every seniority', only] as const] : severities
  return (
    <span className="kflag__sev">
      {shown.map(([seniority, severity]) => (
        <span key={seniority}>
          {seniority} <b className={severity === 'concern' ? undefined : 'red'}>{severity}</b>
        </span>
      ))}
    </span>
  )
}

/** What it looks like, what it does not mean, and the probe that comes before recording it. */
export function FlagBody({ flag }: { flag: FlagView }) {
  return (
    <>
      <div className="kflag__cols">
        <div>
          <h3 className="label">Looks like</h3>
          <Lines lines={flag.looksLike} />
        </div>
        <div>
          <h3 className="label">Does not mean</h3>
          <Lines lines={flag.doesNotMean} />
        </div>
      </div>
      <div className="kflag__probe">
        <h3 className="label">Probe, before anything is recorded</h3>
        <p className="prose">“{flag.probe}”</p>
        <p className="quiet">
          <b>Record only if:</b> {flag.recordOnlyIf}
        </p>
        <p className="quiet">
          <b>Write down:</b> {flag.evidence.join('; ')}.
        </p>
      </div>
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
