import type { FlagView } from '~/domain/kit/views'

/** A red flag as the kit explains it. With `at` the severity of one seniority, without it all three. */
export function RedFlagArticle({ flag, at }: { flag: FlagView; at?: string }) {
  const severities = at ? flag.severities.filter(([seniority]) => seniority === at) : flag.severities
  return (
    <article className="kflag" id={flag.id}>
      <div className="criterion__h">
        <h2 className="h2">{flag.name}</h2>
      </div>
      <p className="kflag__sev">
        {severities.map(([seniority, severity]) => (
          <span key={seniority}>
            {seniority} <b className={severity === 'concern' ? undefined : 'red'}>{severity}</b>
          </span>
        ))}
      </p>
      <FlagBody flag={flag} />
    </article>
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
