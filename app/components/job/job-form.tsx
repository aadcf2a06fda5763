import { zodResolver } from '@hookform/resolvers/zod'
import { Link, useSubmit } from '@remix-run/react'
import { useEffect, type FormEvent, type ReactNode } from 'react'
import { useForm, useWatch, type FieldPath, type Resolver } from 'react-hook-form'
import { figure, minutes as spelt, shortHash } from '~/components/format'
import { Check, Choice, Group } from '~/components/ui/choice'
import { SelectField, TextField } from '~/components/ui/field'
import { Form, FormError, useErrorFocus, type FieldErrors } from '~/components/ui/form'
import { Panel } from '~/components/ui/page'
import type { JobFields } from '~/domain/job/fields'
import { sentences, valueOf } from './sentences'
import { costRatio, hireProbabilities, JobChange, maturityDescriptions, NewJob } from '~/domain/job/schemas'
import { needProfileLabels, seniorityLabels } from '~/domain/job/labels'
import type { NeedProfile, Seniority } from '~/domain/kit/schema'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { BarFigure, OtherBars, shareAbove } from './bar-figure'
import { CandidateWillMeet, type Meeting } from './candidate-will-meet'
import { Committee, type Voter } from './committee-fields'

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
  people: Voter[]
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
  const kit = kits.find(({ id }) => id === chosen.role) ?? mustExist(kits[0], 'kit')
  const { errors } = form.formState
  const errorOf = (name: keyof JobFields) => errors[name]?.message ?? fieldErrors[name]
  const bar = barOf(chosen.bar)
  const chance = Number(chosen.hireProbability)
  const voters = chosen.committee.length
  const seniority = valueOf(seniorityLabels, chosen.seniority)
  const maturity = valueOf(maturityDescriptions, chosen.maturity)

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
        </div>
        <FormError>{fieldErrors[''] ?? fieldErrors.writeKey}</FormError>
        <div className="job__form">
          <Ask
            why={
              isNew
                ? 'The role determines the kit. Candidates see the job title.'
                : 'Role, seniority and kit version cannot be changed here, so that all candidates are rated against the same anchors.'
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
                <TextField {...text('name')} label="Job title" autoComplete="off" />
              </div>
            ) : (
              <TextField {...text('name')} label="Job title" autoComplete="off" />
            )}
          </Ask>
          {isNew ? (
            <Ask
              why={sentences(
                'Determines the anchors: level 3 is always what is expected at this seniority.',
                seniority && `${seniority}: ${kit.seniority[chosen.seniority as Seniority]}.`,
              )}
            >
              <Choice {...radios('seniority')} legend="Seniority" options={options(seniorityLabels)} />
            </Ask>
          ) : null}
          <Ask
            why={sentences(
              valueOf(kit.needProfiles, chosen.needProfile),
              'The need profile sets the weights of the criteria. The hiring manager can change it later, and the packet shows whether the outcome depends on it.',
            )}
          >
            <Choice {...radios('needProfile')} legend="Need profile" options={options(needProfileLabels)} />
          </Ask>
          <Ask why={valueOf(kit.maturity, chosen.maturity) ?? ''}>
            <Choice
              {...radios('maturity')}
              legend="Team maturity"
              tight
              help={maturity && `${chosen.maturity}: ${maturity}.`}
              options={['1', '2', '3', '4', '5'].map((level) => ({ value: level, label: level }))}
            />
          </Ask>
          <Ask
            bar
            why="The default is 3.0, because level 3 is what is expected at the seniority, averaged over all criteria."
            more={
              kit.scores
                ? `The chart shows ${kit.scores.reduce((sum, one) => sum + one, 0)} earlier candidates of this role, whatever their seniority; ${ofHundred(shareAbove(kit.scores, bar))} of them are above this bar.`
                : 'Too few candidates of this role have a score yet to show how many would be above the bar.'
            }
          >
            <div className="barfield">
              <TextField
                {...text('bar')}
                label="Hiring bar"
                inputMode="decimal"
                help="from 1 to 4, on the calibrated score"
              />
            </div>
            <BarFigure counts={kit.scores} bar={bar} />
            <OtherBars counts={kit.scores} bar={bar} />
          </Ask>
          <Ask
            why={sentences(
              chance > 0 && chance < 1
                ? `At ${figure(chance)}, a wrong hire counts ${timesAsCostly(chance)} as a missed one.`
                : undefined,
              'The committee decides; this is advice.',
            )}
          >
            <SelectField
              {...register('hireProbability')}
              className="sel-s"
              label="Hire when the probability of being above the bar is at least"
              defaultValue={values.hireProbability}
              error={errorOf('hireProbability')}
              options={chancesWith(values.hireProbability)}
            />
          </Ask>
          <Ask why="The kit version is fixed when the job is created, so that all its candidates are rated against the same anchors. You can move the job to a newer version later.">
            <div className="field">
              <span className="field__label">Kit version</span>
              <p>
                {kit.name} {kit.version}
                <span className="field__help">
                  {' '}
                  version hash <span className="nowrap">{shortHash(kit.hash)}</span>.{' '}
                  <Link to={paths.kit(kit.id, kit.pinned)} prefetch="intent">
                    Read the kit
                  </Link>
                </span>
              </p>
            </div>
          </Ask>
          <Ask
            why={
              voters > 1
                ? `With ${voters} voters, a quorum of ${voters - 1} means that one absence does not delay a decision. Votes stay sealed until the quorum is reached.`
                : 'The committee votes on the packet of each candidate. A job needs at least one voter before it opens. Voters who also interviewed the candidate are marked.'
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
                label="Quorum"
                inputMode="numeric"
                help={
                  voters > 0
                    ? `of ${voters} votes needed before votes are revealed`
                    : 'votes needed before votes are revealed'
                }
              />
            </div>
          </Ask>
          <Ask why="Names are hidden by default to reduce bias: the kit rates only what was said and done in the interview.">
            <Group legend="Visibility">
              <Check
                {...tick('namesHidden')}
                label="Hide the candidate’s name from interviewers"
                note="They see “Candidate 4152” instead. Changing this setting is recorded in the audit log."
              />
              <Check
                {...tick('confidential')}
                label="Confidential job"
                note="Visible only to people with a role for this job and to administrators."
              />
            </Group>
          </Ask>
        </div>
        <div className="job__acts">
          {acts}
          <span className="quiet">
            Candidates have {kit.interviews.length} interviews of{' '}
            {spelt(kit.interviews.reduce((sum, { minutes }) => sum + minutes, 0))} in total.
          </span>
        </div>
      </Form>
      <aside className="job__loop" aria-labelledby="h-loop">
        <div className="job__stick">
          <Panel title="Interview plan" id="h-loop">
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
  [...new Set([...hireProbabilities, Number(current)])]
    .filter((value) => value > 0 && value < 1)
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: figure(value) }))
