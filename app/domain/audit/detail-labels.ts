/** What a value of an audit entry is called on the screen, where its stored name says too little by itself. */
const NAMES: Readonly<Record<string, string>> = {
  run: 'calibration run',
  round: 'voting round',
  upheld: 'rule for recording met',
  state: 'status',
  texts: 'texts erased',
  link: 'page for the candidate',
  released: 'interviewers released',
  into: 'merged into candidate',
  merged: 'existing candidates added to',
  other: 'the other candidate',
  minutes: 'length in minutes',
  startsAt: 'start',
  sessions: 'sessions ended',
  bar: 'hiring bar',
  hireProbability: 'hire if the probability of being above the bar is at least',
  maturity: 'team maturity',
  namesHidden: 'names hidden from interviewers',
  voters: 'committee',
  shadow: 'shadow interviewer',
}

/** `needProfile` as "need profile"; a code or text with other characters stays as it is. */
export const spaced = (word: string): string =>
  /^[a-z][A-Za-z_]*$/.test(word)
    ? word
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase()
    : word

export const detailName = (name: string): string => NAMES[name] ?? spaced(name)

/** A stored value as a reader expects it: yes and no, codes with spaces. */
export const describeValue = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : spaced(String(value))
