import { Tag } from '~/components/ui/bits'
import { Difference } from '~/components/scorecard/words'
import type { ItemChange, KitChanges, FieldChange } from '~/domain/kit/compare-kits'

const chapters = [
  ['criteria', 'Criteria'],
  ['flags', 'Red flags'],
  ['interviews', 'Interviews'],
  ['prompts', 'Prompts'],
  ['cases', 'Calibration cases'],
] as const

const stateNames = { added: 'new', removed: 'removed', changed: 'changed' } as const

/** What differs between two versions of a kit, item by item; what was removed is struck, what was added underlined. */
export function ChangesOfKit({ changes, heading: Heading = 'h2' }: { changes: KitChanges; heading?: 'h2' | 'h3' }) {
  const shown = chapters.filter(([key]) => changes[key].length > 0)
  return (
    <>
      <p className="meta">
        {chapters.map(([key, name]) => (
          <span key={key}>
            {name}: {summary(changes[key])}
          </span>
        ))}
      </p>
      {changes.kit.length > 0 ? (
        <section className="chapter" aria-label="The kit as a whole">
          <div className="chapter__head">
            <Heading className="h2">The kit as a whole</Heading>
          </div>
          <Fields fields={changes.kit} />
        </section>
      ) : null}
      {shown.map(([key, name]) => (
        <section className="chapter" key={key} aria-label={name}>
          <div className="chapter__head">
            <Heading className="h2">{name}</Heading>
            <span className="small quiet">{summary(changes[key])}</span>
          </div>
          <div className="folds">
            {changes[key].map((item) => (
              <Item key={`${item.state} ${item.id}`} item={item} />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

function summary(items: readonly ItemChange[]): string {
  const counts = (['added', 'removed', 'changed'] as const).flatMap((state) => {
    const n = items.filter((item) => item.state === state).length
    return n > 0 ? [`${n} ${stateNames[state]}`] : []
  })
  return counts.join(', ') || 'unchanged'
}

function Item({ item }: { item: ItemChange }) {
  const head = (
    <span className="fold__h">
      <span className="changes__name">{item.name}</span>
      <Tag kind={item.state === 'changed' ? 'plain' : 'line'}>{stateNames[item.state]}</Tag>
    </span>
  )
  if (item.fields.length === 0) return <div className="fold changes__whole">{head}</div>
  return (
    <details className="fold" open={item.state === 'changed' && item.fields.length <= 4}>
      <summary>
        {head}
        <span className="faint">
          {item.state === 'added' ? 'All of it' : item.fields.map(({ label }) => label).join(' · ')}
        </span>
      </summary>
      <Fields fields={item.fields} />
    </details>
  )
}

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <dl className="changes">
      {fields.map(({ label, pieces }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Difference pieces={pieces} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
