import type { ReactNode } from 'react'
import { titleFromId } from '~/domain/kit/names'
import { perspectives } from '~/domain/kit/schema'
import { AgendaFields } from './agenda-fields'
import { ChosenItems, type Choice } from './chosen-items'
import { GateFields } from './gate-fields'
import { FirstTimeFields, ForCandidateFields } from './interview-page-fields'
import { OptionalPart } from './optional-part'
import { DraftChoice, DraftItems, DraftLine, DraftNumber, DraftText } from './part-form'
import { QuestionFields } from './question-fields'
import { SoundsLikeFields } from './sounds-like-fields'
import { TextList } from './text-list'

type InterviewFieldsProps = {
  choices: { criteria: Choice[]; flags: Choice[]; kinds: Choice[]; lines: Choice[] }
  /** It was published under its id, by which interviews and ratings know it. */
  idFixed: boolean
}

const PERSPECTIVES = perspectives.map((one): Choice => [one, titleFromId(one)])
const SECTIONS = [
  ['about', 'About'],
  ['agenda', 'Agenda'],
  ['questions', 'Questions'],
  ['gates', 'Holding back'],
  ['levels', 'What levels sound like'],
  ['pages', 'Further pages'],
] as const

/** Everything that an interview of a kit has. */
export function InterviewFields({ choices, idFixed }: InterviewFieldsProps) {
  const { criteria, flags, kinds, lines } = choices
  return (
    <>
      <nav aria-label="Parts of the interview">
        <ul className="kitedit__jumps">
          {SECTIONS.map(([id, name]) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Section of="about">
        <DraftLine path={['name']} label="Name" />
        {idFixed ? null : (
          <DraftLine
            path={['id']}
            label="Short name"
            help="In small letters, digits and hyphens. It does not change once a version with this interview is published."
          />
        )}
        <div className="kitedit__row">
          <DraftNumber path={['minutes']} label="Minutes" />
          <DraftChoice path={['perspective']} label="Perspective" options={PERSPECTIVES} />
          <DraftNumber path={['raters']} label="People who rate" optional help="1 to 3; one if it is left empty." />
        </div>
        <DraftText path={['purpose']} label="Purpose, in one sentence" />
        <ChosenItems
          path={['focus']}
          title="Focus: the criteria that are rated here"
          item="criterion"
          options={criteria}
        />
        <ChosenItems path={['red_flags']} title="Red flags to watch for" item="red flag" options={flags} />
        <DraftItems path={['leave_alone']} title="What is not rated here" item="subject" compact>
          {(key, number) => (
            <div className="kitedit__row">
              <DraftLine path={['leave_alone', key, 'name']} label={`Subject ${number}`} />
              <DraftLine path={['leave_alone', key, 'value']} label="Where it is rated, or that it is not" />
            </div>
          )}
        </DraftItems>
        <OptionalPart
          path={['prompts']}
          title="Prompts"
          what="which prompts it uses"
          missing="This interview uses no prompt."
        >
          <DraftChoice path={['prompts', 'kind']} label="Kind" options={kinds} />
          <DraftNumber path={['prompts', 'pick']} label="How many of them each application gets" />
        </OptionalPart>
        <ChosenItems path={['source']} title="Lines of the role that it answers" item="line" options={lines} />
      </Section>
      <Section of="agenda">
        <AgendaFields />
        <DraftText path={['opening_script']} label="Opening, read aloud" rows={3} />
        <DraftText path={['closing']} label="Closing" rows={3} />
      </Section>
      <Section of="questions">
        <QuestionFields />
        <OptionalPart path={['help']} title="Help" what="what help may be given" missing="Nothing is said about help.">
          <DraftText path={['help', 'free']} label="Help that costs nothing" />
          <DraftText path={['help', 'hints']} label="Hints: when they may come, and in which order" />
        </OptionalPart>
      </Section>
      <Section of="gates">
        <TextList path={['never_ask']} title="What not to ask" item="sentence" />
        <GateFields criteria={criteria} />
      </Section>
      <Section of="levels">
        <SoundsLikeFields criteria={criteria} />
      </Section>
      <Section of="pages">
        <ForCandidateFields />
        <FirstTimeFields criteria={criteria} />
      </Section>
    </>
  )
}

function Section({ of, children }: { of: (typeof SECTIONS)[number][0]; children: ReactNode }) {
  return (
    <section className="stack kitedit__section" id={of} aria-labelledby={`h-${of}`}>
      <h2 className="h2" id={`h-${of}`}>
        {SECTIONS.find(([id]) => id === of)?.[1]}
      </h2>
      {children}
    </section>
  )
}
