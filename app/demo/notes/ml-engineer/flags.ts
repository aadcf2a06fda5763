import type { Notebook } from '../notebook'

/** Red flags found in candidates for a senior ML engineer. */
export const flags: Notebook['flags'] = [
  {
    flag: 'over-engineers',
    interview: 'debugging',
    evidence:
      'For a field that moved: a schema registry, a contract for sixty features and a team to own it. Minute 44, after I repeated that two hours were available: the same list again.',
    probe:
      'Ship one by Friday? “You cannot take one out, they only make sense together.” What users lose without the others was not said.',
  },
  {
    flag: 'hands-off',
    interview: 'past-project',
    evidence:
      'Twice, of two models: “That goes to the platform people, I am not on their rota and would not know the alarm.”',
    probe: 'Three in the morning: “Somebody on duty, I expect. I would read about it on Monday.” Nothing prepared.',
  },
  {
    flag: 'blames-people',
    interview: 'past-project',
    evidence:
      'The outage of June ended, in this account, with the colleague who had pressed the button: “He should have looked.” I asked what else, and heard it again.',
    probe: 'With the best person on duty: “Then it would not have happened.” Would change: who is on duty.',
  },
  {
    flag: 'weak-practice',
    interview: 'coding',
    evidence:
      'Asked about the last change that broke something for users: a hotfix typed on the machine, no review, no test, “we were in a hurry all that year”.',
    probe: 'What would have caught it? “Being careful.” Why was nothing there? “Tests do not find that kind of thing.”',
  },
]
