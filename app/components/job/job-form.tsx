import { zodResolver } from '@hookform/resolvers/zod'
import { Form, Link, useSubmit } from '@remix-run/react'
import { useEffect, type FormEvent, type MouseEvent, type ReactNode } from 'react'
import { useForm, useWatch, type FieldPath, type Resolver } from 'react-hook-form'
import { figure, listed, minutes as spelt, shortHash } from '~/components/format'
import { Check, Choice, Group } from '~/components/ui/choice'
import { SelectField, TextField } from '~/components/ui/field'
import { FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import type { JobFields } from '~/domain/job/fields'
import { costRatio, hireChances, JobChange, maturityWords, NewJob } from '~/domain/job/schemas'
import { needProfileWords, seniorityWords } from '~/domain/job/words'
import type { NeedProfile, Seniority } from '~/domain/kit/schema'
import { paths } from '~/paths'
import { BarFigure, OtherBars, shareAbove } from './bar-figure'
import { CandidateWillMeet, type Meeting } from './candidate-will-meet'

export type KitChoice = {
  id: string
  name: string
  version: string
  hash: string
  /** The stored version, where the job has pinned one. */
  pinned: number | null
  needProfiles: Record<NeedProfile, string>
  maturity: Record<string, string>
  seniority: Record<Seniority, string>
  interviews: Meeting[]
  mustHaves: number
  scores: number[] | null
}

type Props = {
  /** One for a job that has its kit already. */
  kits: KitChoice[]
  people: { id: number; name: string; usual: boolean; self: boolean }[]
  /** The voters stored for the job: they decide what the viewer may change. */
  storedVoters?: readonly string[]
  values: JobFields
  /** The revision the change began from; null for a new job. */
  revision: number | null
  fieldErrors: FieldErrors
  acts: ReactNode
}

const options = <Key extends string>(words: Record<Key, string>) =>
  (Object.entries(words) as [Key, string][]).map(([value, label]) => ({ value, label }))

/** Every field with a default, its reason beside it. Works as a plain form; with script each field answers at once. */
export function JobForm({ kits, people, storedVoters = [], values, revision, fieldErrors, acts }: Props) {
  const isNew = revision === null
  const form = useForm<JobFields>({
    resolver: zodResolver(isNew ? NewJob : JobChange) as unknown as Resolver<JobFields>,
    defaultValues: values,
    mode: 'onTouched',
  })
  const { register, control, setError } = form
  const submit = useSubmit()
  const box = useErrorFocus(fieldErrors)
  useEffect(() => {
    for (const [name, message] of Object.entries(fieldErrors))
      if (name) setError(name.split('.')[0] as FieldPath<JobFields>, { message })
  }, [fieldErrors, setError])

  const chosen = useWatch({ control }) as JobFields
  const kit = kits.find(({ id }) => id === chosen.role) ?? kits[0]!
  const { errors } = form.formState
  const errorOf = (name: keyof JobFields) => errors[name]?.message ?? fieldErrors[name]
  const bar = barOf(chosen.bar)
  const chance = Number(chosen.hireProbability)
  const voters = chosen.committee.length

  const send = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent
    const target = event.currentTarget
    void form.handleSubmit(() => submit((submitter ?? target) as HTMLFormElement, { method: 'post' }))(event)
  }
  const text = (name: 'name' | 'bar' | 'quorum') => ({
    ...register(name),
    defaultValue: values[name],
    error: errorOf(name),
  })
  const radios = (name: 'seniority' | 'needProfile' | 'maturity') => ({
    ...register(name),
    defaultValue: values[name],
    error: errorOf(name),
  })
  const tick = (name: 'namesHidden' | 'confidential') => ({ ...register(name), defaultChecked: values[name] })

  return (
    <div className="job">
      <Form method="post" ref={box} aria-labelledby="h-job" noValidate onSubmit={send}>
        {isNew ? (
          <input type="hidden" name="writeKey" value={values.writeKey} />
        ) : (
          <input type="hidden" name="revision" value={revision} />
        )}
        <div className="panel__h">
          <h2 className="h2" id="h-job">
            The job
          </h2>
          <span className="small faint">and why each field stands as it does</span>
        </div>
        <FormError>{fieldErrors[''] ?? fieldErrors.writeKey}</FormError>
        <div className="job__form">
          <Ask
            why={
              isNew
                ? 'The role chooses the kit. The name is yours; candidates see it.'
                : 'Role, seniority and kit stay as they were opened with, so that all candidates are judged by the same words.'
            }
          >
            {isNew ? (
              <div className="two-f">
                <SelectField
                  {...register('role')}
                  label="Role"
                  defaultValue={values.role}
                  error={errorOf('role')}
                  options={kits.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <TextField {...text('name')} label="Name of the job" autoComplete="off" />
              </div>
            ) : (
              <TextField {...text('name')} label="Name of the job" autoComplete="off" />
            )}
          </Ask>
          {isNew ? (
            <Ask
              why={`It chooses the anchors: level 3 is what is expected at this seniority, so the words of the levels move and the meaning of 3 does not. ${seniorityWords[chosen.seniority as Seniority]}: ${kit.seniority[chosen.seniority as Seniority]}.`}
            >
              <Choice {...radios('seniority')} legend="Seniority" options={options(seniorityWords)} />
            </Ask>
          ) : null}
          <Ask
            why={`${kit.needProfiles[chosen.needProfile as NeedProfile]} It sets the weights of the criteria; the hiring manager may set it later, and the packet shows whether the verdict depends on it.`}
          >
            <Choice {...radios('needProfile')} legend="Need profile" options={options(needProfileWords)} />
          </Ask>
          <Ask why={kit.maturity[chosen.maturity] ?? ''}>
            <Choice
              {...radios('maturity')}
              legend="Maturity of the team"
              tight
              help={`${chosen.maturity}: ${maturityWords[Number(chosen.maturity) as 1]}.`}
              options={['1', '2', '3', '4', '5'].map((level) => ({ value: level, label: level }))}
            />
          </Ask>
          <Ask
            bar
            why="3.0 is the default because level 3 is what the kit expects: a candidate at 3.0 is, all criteria together, what is expected at the seniority."
            more={
              kit.scores
                ? `The bars count ${kit.scores.reduce((sum, one) => sum + one, 0)} earlier candidates of this role, whatever their seniority; ${ofHundred(shareAbove(kit.scores, bar))} of them lie above this bar.`
                : 'Too few candidates of this role are scored yet to show where they would lie.'
            }
          >
            <div className="barfield">
              <TextField {...text('bar')} label="Bar" inputMode="decimal" help="from 1 to 4, on the calibrated score" />
            </div>
            <BarFigure counts={kit.scores} bar={bar} />
            <OtherBars counts={kit.scores} bar={bar} />
          </Ask>
          <Ask
            why={`At ${figure(chance)}, a wrong hire counts ${timesAsCostly(chance)} as a missed one. The figure advises the committee; it does not decide.`}
          >
            <SelectField
              {...register('hireProbability')}
              className="sel-s"
              label="Hire when the chance of being above the bar is at least"
              defaultValue={values.hireProbability}
              error={errorOf('hireProbability')}
              options={chancesWith(values.hireProbability)}
            />
          </Ask>
          <Ask why="Pinned when the job is made: a later change of the kit does not reach this job, so all its candidates are judged by the same words.">
            <div className="field">
              <span className="field__label">Kit version</span>
              <p>
                {kit.name} {kit.version}
                <span className="field__help">
                  {' '}
                  pinned as <span className="nowrap">{shortHash(kit.hash)}</span>.{' '}
                  <Link to={paths.kit(kit.id, kit.pinned)} prefetch="intent">
                    Read it
                  </Link>
                </span>
              </p>
            </div>
          </Ask>
          <Ask
            why={
              voters > 1
                ? `With ${voters} voters, a quorum of ${voters - 1} means that one absence does not hold a candidate up. Votes stay sealed until the quorum is reached.`
                : 'Who votes on the packet. Nobody can be hired without a committee; an interviewer who votes is shown as such.'
            }
          >
            <Committee
              people={people}
              stored={storedVoters}
              register={register('committee')}
              values={values.committee}
              error={errorOf('committee')}
            />
            <div className="quorum">
              <TextField
                {...text('quorum')}
                className="sel-s"
                label="Votes open at"
                inputMode="numeric"
                help={voters > 0 ? `of ${voters} sealed` : 'sealed votes'}
              />
            </div>
          </Ask>
          <Ask why="Hidden by default, because the kit rates what was said and done in the room. Confidential only when you say so.">
            <Group legend="Who may see what">
              <Check
                {...tick('namesHidden')}
                label="Hide the candidate’s name from interviewers"
                note="They see “Candidate 4152”. Lifting it is written into the audit list."
              />
              <Check
                {...tick('confidential')}
                label="Confidential job"
                note="Exists only for the people granted to it and for administrators."
              />
            </Group>
          </Ask>
        </div>
        <div className="job__acts">
          {acts}
          <span className="quiet">
            Candidates will meet {kit.interviews.length} interviews in{' '}
            {spelt(kit.interviews.reduce((sum, { minutes }) => sum + minutes, 0))}.
          </span>
        </div>
      </Form>
      <aside className="job__loop" aria-labelledby="h-loop">
        <div className="job__stick">
          <Panel title="What a candidate will meet" id="h-loop">
            <CandidateWillMeet interviews={kit.interviews} mustHaves={kit.mustHaves} />
          </Panel>
        </div>
      </aside>
    </div>
  )
}

function Ask({ why, more, bar, children }: { why: string; more?: string; bar?: boolean; children: ReactNode }) {
  return (
    <div className={bar ? 'ask ask--bar' : 'ask'}>
      <div className="ask__in">{children}</div>
      <p className="ask__why">{why}</p>
      {more ? <p className="ask__why">{more}</p> : null}
    </div>
  )
}

type CommitteeProps = {
  people: Props['people']
  stored: readonly string[]
  register: object
  values: readonly string[]
  error?: string
}

/** The usual voters in sight, everybody else one press away; those chosen already are always in sight. */
function Committee({ people, stored, register, values, error }: CommitteeProps) {
  const isVoter = people.some(({ id, self }) => self && stored.includes(String(id)))
  const inSight = people.filter(({ id, usual }) => usual || values.includes(String(id)))
  const others = people.filter((person) => !inSight.includes(person))
  const box = ({ id, name, self }: Props['people'][number]) => {
    const chosen = { value: id, label: name, defaultChecked: values.includes(String(id)) }
    // Never registered: it is never ticked, so it is never posted.
    if (self && !isVoter)
      return (
        <Check
          key={id}
          value={id}
          label={name}
          disabled
          note="You cannot name yourself; a colleague has to name you."
        />
      )
    // Read-only rather than disabled: a disabled box is not posted, and the voter would be removed.
    const readOnly = isVoter && !self ? { 'aria-disabled': true, onClick: keepAsItIs } : {}
    return (
      <Check
        key={id}
        {...register}
        name="committee"
        {...chosen}
        {...readOnly}
        aria-invalid={error ? true : undefined}
      />
    )
  }
  return (
    <Group
      legend="Committee"
      error={error}
      help={
        isVoter
          ? 'You are a voter of this job: you can step down, and another person who manages the job changes the other voters.'
          : undefined
      }
    >
      {inSight.map(box)}
      {others.length > 0 ? (
        <details open={inSight.length === 0}>
          <summary>
            Others: {listed(others.slice(0, 3).map(({ name }) => name))}
            {others.length > 3 ? ' …' : ''}
          </summary>
          {others.map(box)}
        </details>
      ) : null}
    </Group>
  )
}

const keepAsItIs = (event: MouseEvent) => event.preventDefault()

const ofHundred = (share: number | null) => (share === null ? 'none' : `${Math.round(share * 100)}\u00a0in 100`)

/** What is typed while it is typed: anything that is no bar is shown as the default. */
function barOf(text: string): number {
  const value = Number(text.replace(',', '.'))
  return value >= 1 && value <= 4 ? value : 3
}

function timesAsCostly(chance: number): string {
  const times = Number(costRatio(chance).toFixed(1))
  return times === 1 ? 'as much' : `${times} times as much`
}

const chancesWith = (current: string) =>
  [...new Set([...hireChances, Number(current)])]
    .filter((value) => value > 0 && value < 1)
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: figure(value) }))
