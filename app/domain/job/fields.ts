/** The job form as a person fills it: every field as text, before it is judged. */
export type JobFields = {
  role: string
  name: string
  seniority: string
  needProfile: string
  maturity: string
  bar: string
  hireProbability: string
  committee: string[]
  quorum: string
  namesHidden: boolean
  confidential: boolean
  /** Of a new job; blank for one that is changed. */
  writeKey: string
}

/** What was posted, to stand in the form again. */
export function jobFields(form: FormData): JobFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    role: text('role'),
    name: text('name'),
    seniority: text('seniority'),
    needProfile: text('needProfile'),
    maturity: text('maturity'),
    bar: text('bar'),
    hireProbability: text('hireProbability'),
    committee: form.getAll('committee').filter((value) => typeof value === 'string'),
    quorum: text('quorum'),
    namesHidden: form.has('namesHidden'),
    confidential: form.has('confidential'),
    writeKey: text('writeKey'),
  }
}
