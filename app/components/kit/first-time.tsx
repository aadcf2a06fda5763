import type { FirstTimeView } from '~/domain/kit/views'
import { Transcript } from './transcript'

/** What somebody reads before running an interview for the first time: preparation, usual mistakes, a worked example. */
export function FirstTime({ first }: { first: FirstTimeView }) {
  return (
    <>
      <h2 className="h3 kit__sub">Before the interview</h2>
      <div className="prose">
        <ol>
          {first.before.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <h2 className="h3 kit__sub">Mistakes to avoid</h2>
      <div className="prose">
        <ul>
          {first.watchFor.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      </div>
      <h2 className="h3 kit__sub">Worked example</h2>
      <div className="prose">
        <Transcript text={first.example} />
      </div>
      {first.levels.length > 0 ? (
        <>
          <h2 className="h3 kit__sub">How it is rated</h2>
          <dl className="terms">
            {first.levels.map(({ id, name, reached }) => [
              <dt key={id}>{name}</dt>,
              <dd key={`${id} reached`}>{reached}</dd>,
            ])}
          </dl>
        </>
      ) : null}
    </>
  )
}
