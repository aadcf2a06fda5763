import type { Notebook } from '../../notebook'

/** Notes on code, production and work with others. */
export const practiceCriteria: Notebook['criteria'] = {
  testing: {
    opens: [
      'Read the task sheet to the end before typing.',
      'Had a first version after twenty minutes.',
      'Asked whether tests may sit in the same file.',
      'Wrote the signature, then a docstring with an example.',
    ],
    levels: {
      1: [
        'Called the function and looked the answer over: “Seems fine.” No expected value at any point.',
        'The one test worked its expectation out with the function’s own formula.',
      ],
      2: [
        'Wrote down what should come out ({value}) and ran it: ordinary rows only. {Edge} was talked about, not run.',
        'A test with a worked-out value, {value}. No test touches {edge} or {edge2}.',
        'Two tests with ordinary input, expected values by hand. “{Edge} I would add later.”',
        'Ran {value} against the code and it held. That was the only kind of test.',
      ],
      3: [
        'Ran a test for {edge} with the answer written down first, then one for ordinary rows ({value}).',
        'Expected value for {edge} on paper before running it. It failed, was repaired, and passed.',
        'Tests for {edge} and {edge2}, both with values worked out aloud.',
        'Before calling it finished: {edge}, expected by hand, run. Also {value}.',
      ],
      4: [
        'Wrote the test for {edge} first and saw it red before there was any code.',
        'Tests for {edge} and {edge2}; then changed > to >= for a moment “to see whether anybody notices”. One did.',
      ],
    },
    tails: [
      'Named the tests after what they promise.',
      'Ran everything after each change.',
      'Left two prints in at the end.',
    ],
    plus: ['runs an edge against a value worked out by hand', 'writes tests that can fail'],
    minus: ['tests ordinary rows only', 'looks results over instead of expecting one'],
  },
  'code-contract': {
    opens: [
      'Twenty lines, easy to read.',
      'Split reading from counting.',
      'Came back to the task sheet twice.',
      'Asked what the caller does with the list.',
    ],
    levels: {
      1: [
        'What becomes of {edge} follows from what a dictionary does. Nothing was written for it.',
        'No line of the code knows about {edge} or {edge2}; the second raises a division by zero.',
      ],
      2: [
        'A line of its own for {edge}: {decided}. {Edge2} was left to chance when it was called finished.',
        'Decided {edge} in the code and overlooked {edge2}.',
        '{Edge2} is handled, {edge} is not: “that would be a bug upstream”.',
        'One edge decided ({edge}), with a good name. The sheet’s others stayed open.',
      ],
      3: [
        'Every case of the sheet has its line: for {edge} the code {decided}.',
        'Went through the sheet with a finger and decided each, {edge} and {edge2} among them, before saying “finished”.',
        'All edges decided in the code; {edge}: {decided}. The caller learns nothing of it.',
        'Nothing is left to what Python happens to do. For {edge} it {decided}.',
      ],
      4: [
        'All edges decided, and the answer says what happened: {told}.',
        'For {edge} the code {decided}, and the caller gets {told} beside the list.',
      ],
    },
    tails: [
      'Types on everything.',
      'A helper with a name that says what it refuses.',
      'The docstring says the same as the code.',
    ],
    plus: ['decides every edge in the code', 'tells the caller what was left out'],
    minus: ['leaves an edge to chance', 'lets the language decide what happens'],
  },
  'production-ownership': {
    opens: [
      'Told of {model}.',
      'The model was {model}, used by {consumer}.',
      'Chose {model} out of three and said why.',
      '“Who called it?” {Consumer}, at once.',
    ],
    levels: {
      1: [
        'Asked what was seen in the first weeks, told what had been planned. The account of {model} ends at the hand-over.',
        '{Consumer} used it; what it did once it ran is hearsay. No act of their own follows.',
      ],
      2: [
        'Saw {sign} and {act}. The next time it again had to wait for them.',
        'Own observation: {sign}. Own act: {act}. Nothing was left behind for the next case.',
        '“{Sign}, so I {act}.” Asked what happened the second time: “They called me.”',
        'Noticed {sign} themselves and {act}. A colleague could not have done it, and said so.',
      ],
      3: [
        'After {sign} they {act}, and then built {handover}.',
        'Left {handover}. It began with {sign}.',
        '“I was on leave the second time, and it was seen anyway”: {handover}.',
        'Saw {sign}, {act}, and added {handover}, which was used in March.',
      ],
      4: [
        'From {sign} to {handover}. Knew what it brought, {worth}, and {turned}.',
        'Gave the worth, {worth}, and the decision that hung on it: {turned}. Before that, {handover}.',
      ],
    },
    tails: [
      '“We” became “I” without my asking.',
      'Knew the figures without notes.',
      'Named two people who would tell it differently.',
    ],
    plus: ['stayed with a model after its release', 'left something that works without them'],
    minus: ['every case had to wait for them', 'tells plans where I asked what was seen'],
  },
  degradation: {
    opens: [
      'The decline of {model}.',
      'Asked for dates, got them.',
      'Drew a time line.',
      'First told the repair, and then came back to the beginning.',
    ],
    levels: {
      1: [
        'It was noticed on {noticed}, “and I suppose that is when it began”.',
        'A long account of the training run that repaired it. Since when it had been worse is not known.',
      ],
      2: [
        'Began {began}, noticed {noticed}; between them {gap}. What watches it now has no figure.',
        'Two dates, {began} and {noticed}, and the reason for the time between: {gap}. “We look at it more often now.”',
        'Knew that {gap} hid it from {began} to {noticed}. No watch came of it.',
        'Dates and reason clear ({began}, {noticed}, {gap}). Afterwards “awareness”.',
      ],
      3: [
        'From {began} to {noticed}, hidden by {gap}. Since then {watch}.',
        'Added {watch} because of it. Before: {began} to {noticed}, explained by {gap}.',
        '“{Gap}. That is why nobody knew until {noticed}.” The watch is theirs: {watch}.',
        'Began {began}, seen {noticed}. At their asking there is now {watch}.',
      ],
      4: [
        'Added {watch} after the gap from {began} to {noticed}, and counted how it does: {since}.',
        'Told what is watched ({watch}) with its record: {since}. The gap had been {gap}.',
      ],
    },
    tails: ['Said which of the dates are guesses.', 'Did not blame the data team.', 'Remembered who noticed, by name.'],
    plus: ['knows when it began and why nobody saw', 'put a watch with a figure in place'],
    minus: ['takes the day it was noticed for the day it began', 'has no watch to show for it'],
  },
  'working-together': {
    opens: [
      'The disagreement was with {other}.',
      'Somebody wanted something else: {other}.',
      'Heard {other} out before answering.',
      'Took a while to see another side to it.',
    ],
    levels: {
      1: [
        'What {other} had on their side: “They did not understand models.”',
        'Gave their own reason three times. {Other}, it seems, only wanted things.',
      ],
      2: [
        'Asked, gave the other reason fairly: {theirs}. Nothing in the result goes back to it.',
        '{Other} needed {theirs}. “We did it our way in the end, it was fine.”',
        'Could tell what {other} was after ({theirs}). Asked what of it is in the product: a shrug.',
        'Knew the reason, {theirs}, and that it lost.',
      ],
      3: [
        '{Other} wanted {theirs}. It is in the result: {kept}.',
        'Pointed to what came from the other side: {kept}. The reason was {theirs}.',
        '“They were right about that one”: {theirs}, so {kept}.',
        'Gave the other reason in the other’s words, {theirs}, and showed where it went: {kept}.',
      ],
      4: [
        'Settled it by {test}, agreed on beforehand. Since then {kept}.',
        'Both had said what would decide: {test}. It went to {other}, and {kept}.',
      ],
    },
    tails: ['Spoke well of somebody who had won.', 'Stayed calm when I pressed.', 'Told it from both ends.'],
    plus: ['takes the other side’s reason into the result', 'settles things by a test agreed on before'],
    minus: ['tells one side of a disagreement', 'knows the other reason and uses nothing of it'],
  },
}
