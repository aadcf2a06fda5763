import type { ReactNode } from 'react'

type Named = readonly (readonly [id: string, name: string])[]

/** Links to the sections of a long page. */
export function SectionLinks({ label, sections }: { label: string; sections: Named }) {
  return (
    <nav aria-label={label}>
      <ul className="kitedit__jumps">
        {sections.map(([id, name]) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A section of a long page, which a link reaches. */
export function Section({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  return (
    <section className="stack kitedit__section" id={id} aria-labelledby={`h-${id}`}>
      <h2 className="h2" id={`h-${id}`}>
        {name}
      </h2>
      {children}
    </section>
  )
}
