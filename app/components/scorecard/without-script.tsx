import { speakerLabels, SPEAKERS } from '~/domain/scorecard/evidence'
import type { FlagView } from '~/domain/kit/views'

/**
 * What the form needs where no script runs, and nothing else: places that the page otherwise makes on a press. A field is
 * named by its path in the draft.
 *
 * A browser with a script reads nothing inside `noscript`, and React hydrates nothing there: the build for the browser
 * leaves it out.
 */
const SERVER = import.meta.env.SSR

/** One more quote; saving the form gives the next. */
export function PlainQuote({ id, name, row }: { id: string; name: string; row: number }) {
  const path = `ratings.${id}.evidence.quotes.${row}`
  return (
    <noscript>
      {SERVER ? (
        <>
          <div className="quote">
            <input
              className="input quote__time"
              name={`${path}.at`}
              placeholder="mm:ss"
              aria-label={`Time of another quote for ${name}, minutes and seconds into the interview`}
            />
            <select className="select quote__who" name={`${path}.speaker`} aria-label="Speaker">
              <option value="">Speaker</option>
              {SPEAKERS.map((value) => (
                <option key={value} value={value}>
                  {speakerLabels[value]}
                </option>
              ))}
            </select>
            <textarea
              className="area area--read quote__text"
              rows={1}
              name={`${path}.text`}
              placeholder="The words that were said"
              aria-label={`Words of another quote for ${name}`}
            />
          </div>
        </>
      ) : null}
    </noscript>
  )
}

/** The free text of a criterion whose level is not chosen yet. */
export function PlainText({ id, name, text }: { id: string; name: string; text: string }) {
  return (
    <noscript>
      {SERVER ? (
        <>
          <textarea
            className="area area--read"
            rows={2}
            name={`ratings.${id}.evidence.text`}
            defaultValue={text}
            aria-label={`Evidence for ${name}`}
          />
        </>
      ) : null}
    </noscript>
  )
}

/** Whether a flag stands: a box to take it back, or to record one that was not. */
export function PlainFlag({ flag, found }: { flag: Pick<FlagView, 'id' | 'name'>; found: boolean }) {
  return (
    <noscript>
      {SERVER ? (
        <>
          <label className="check">
            <input type="checkbox" name={`flags.${flag.id}.found`} defaultChecked={found} />
            <span>The probe was asked, and this was found: {flag.name}</span>
          </label>
        </>
      ) : null}
    </noscript>
  )
}

/** Every flag that was not recorded, with its places. */
export function PlainFlags({ flags }: { flags: readonly FlagView[] }) {
  return (
    <noscript>
      {SERVER ? (
        <>
          {flags.map((flag) => (
            <details key={flag.id} className="flagpick__one">
              <summary>
                <b>{flag.name}</b>
              </summary>
              <p className="quiet">Record only if: {flag.recordOnlyIf}</p>
              <label className="check">
                <input type="checkbox" name={`flags.${flag.id}.found`} />
                <span>The probe was asked, and this was found</span>
              </label>
              <label>
                What was said or done
                <textarea className="area area--read" rows={2} name={`flags.${flag.id}.evidence`} />
              </label>
              <label>
                What they answered to the probe: “{flag.probe}”
                <textarea className="area area--read" rows={2} name={`flags.${flag.id}.probe`} />
              </label>
            </details>
          ))}
        </>
      ) : null}
    </noscript>
  )
}

export function PlainNote() {
  return (
    <noscript>
      {SERVER ? (
        <>
          <label>
            New note; saving keeps it
            <textarea className="area" rows={2} name="notes.new" />
          </label>
        </>
      ) : null}
    </noscript>
  )
}

export function PlainSave() {
  return (
    <noscript>
      {SERVER ? (
        <>
          <button type="submit" className="btn" name="intent" value="save">
            Save the draft
          </button>
        </>
      ) : null}
    </noscript>
  )
}
