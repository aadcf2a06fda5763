import type { Notebook } from '../../notebook'

/** Notes on how somebody finds causes and designs systems. */
export const designCriteria: Notebook['criteria'] = {
  diagnosis: {
    opens: [
      'Reads the symptom twice and asks how the figure is counted.',
      'First words: “{Suspect}, going by the date.”',
      'Writes three possible causes on the left of the board, {suspect} first.',
      'Wanted to know what was normal before looking at what was not.',
    ],
    levels: {
      1: [
        'Acted on {suspect} at once, “then we shall see”. Nothing was opened to check it.',
        'Went from chart to chart for ten minutes and ended at “something in the data”; no cause was named that could have turned out false.',
        'Undid {suspect} first and looked afterwards. Asked what would speak against it: “Nothing, the dates match.”',
      ],
      2: [
        'Opened an exhibit to check {suspect}, found that {against}, and called it “probably noise”.',
        'Held on to {suspect} until I named what to open. Then: “All right, so not that.”',
        'Checked {suspect} before touching anything, which is right. When it no longer fitted it was not mentioned again.',
        'Asked for {look} only after my hint. From there on quick and correct.',
        'Said that {against}, and in the next sentence still wanted to undo {suspect} “to be safe”.',
      ],
      3: [
        'Dropped {suspect} without help: “{Against}.”',
        'Asked for {look} and let {suspect} go there and then, finger on the row.',
        '“It cannot be {suspect}, because {against}.” Nobody had asked.',
        'Two causes went by what the data showed, {suspect} the second of them: {against}.',
        'Said what would have to be true if it were {suspect}, looked, and crossed it out: {against}.',
      ],
      4: [
        'Crossed out {suspect} unaided ({against}). Asked whether that is the whole of it: “That is {share}.”',
        'Ruled out {suspect} from {look}, and went on to the size of what was left: “{Share}. The rest I cannot tell from noise.”',
        'Dropped {suspect} because {against}. Before I could ask: “What remains explains {share}.”',
      ],
    },
    tails: [
      'Quiet for long stretches; what was said was exact.',
      'Asked which hour the days are cut at.',
      'Read every axis aloud first.',
    ],
    plus: ['lets the data remove a wrong cause', 'drops a cause when something speaks against it'],
    minus: ['holds on to the first cause', 'acts before looking'],
  },
  'right-sizing': {
    opens: [
      'Chose {choice}.',
      'Settled on {choice} after about ten minutes.',
      'Drew {bigger} first, then wrote {choice} beside it.',
      'Asked who would look after it before choosing anything.',
    ],
    levels: {
      1: [
        'To “Why this size?”: “Because anything less is a patch.” No limit came, before the challenge or after it.',
        'Gave a virtue and no limit, twice: “It is cleaner.” Only the challenge made it smaller.',
      ],
      2: [
        'Asked why: “{Limit}.” Asked what else had been considered: “Nothing really.”',
        'The limit came when I asked for it: {limit}. Of other sizes only “they are worse”.',
        'Let the question hang for a while, then: “{Limit}.” Nothing of another size was turned down by it.',
        'Knew the reason when asked ({limit}). To “What else did you consider?”: “I went straight for this one.”',
      ],
      3: [
        'Asked what else was considered, turned down {bigger}: “{Limit}.”',
        '“{Bigger} would be nice, but {limit}.” That was well before the challenge.',
        'Weighed {bigger} against it and dropped it, since {limit}.',
        'Said first what it must hold, {limit}, and let that decide against {bigger}.',
      ],
      4: [
        'Turned down {bigger} because {limit}, and set the point where that ends: “{Trigger}.”',
        'Early on: “{Limit}, so not {bigger}.” Asked when it would no longer do: {trigger}.',
      ],
    },
    tails: [
      'The challenge changed nothing that mattered.',
      'Named who would be woken up by it.',
      'Put the cost of a day beside it.',
    ],
    plus: ['sizes by a limit and says which', 'turns the larger thing down for a reason'],
    minus: ['cannot say what sets the size', 'turns no other size down by a limit'],
  },
  sizing: {
    opens: [
      'Began by copying the table of figures.',
      'Wrote the peak on the board and multiplied straight away.',
      'Asked whether the peak is an average or a worst minute.',
      'Rounded everything to one digit, and said so.',
    ],
    levels: {
      1: [
        'Forty machines “from experience”. No sum from the prompt leads there.',
        'Divided requests by a guessed rate of one machine; what it does for each item never came in.',
      ],
      2: [
        '“{Sum}.” That gave a size; what else could run out came up only when I named it.',
        'Got from the work of one request to a number: {sum}. Stopped there until I named {resource}.',
        'One resource worked out properly, {second}. Of {resource} no word before I named it.',
        'The sum was right ({sum}) and the only one.',
      ],
      3: [
        '“{Sum}.” Then the same for {second}, and the comparison: “{Resource} goes first.”',
        'Two sums side by side and a conclusion: {resource} runs out before {second}.',
        'Asked what runs out first: after {second}, {resource}. “That one is the smaller, so it decides.”',
        'Worked out {resource} and {second} on one board and circled {resource}.',
      ],
      4: [
        '“{Sum}.” {Resource} before {second}, then a look back at the prompt: “{Check}.”',
        'Compared {resource} with {second}. Asked how far the figures can be trusted: “{Check}.”',
      ],
    },
    tails: [
      'One slip of a factor of ten, corrected within a minute.',
      'Kept units through every line.',
      'Said which numbers were invented.',
    ],
    plus: ['gets by sums to what runs out first', 'multiplies before drawing'],
    minus: ['stops at one resource', 'guesses sizes instead of working them out'],
  },
  'systems-thinking': {
    opens: [
      'Had the whole of it on one page quickly.',
      'Went through it from the side of those who use it.',
      'Asked who waits for the answer.',
      'Put a time beside each arrow.',
    ],
    levels: {
      1: [
        'To the failure question ({failure}): “Then we restart it and add replicas.” What the visitor gets meanwhile was not said.',
        'Said that people would see {effect}, and left the drawing as it was. No change, no price.',
      ],
      2: [
        'Asked what happens when {failure}: {effect}, a changed path, and the price, {price}. Asked earlier what could go wrong, nothing with a price.',
        'Asked what could go wrong: “It can be slow.” To the failure question {effect}, at the price of {price}.',
        'When I took the part away ({failure}), added a fallback that gives {effect} and said that it costs {price}.',
        'Named no failure of the own design. To mine ({failure}) the design changed, with a price: {price}.',
      ],
      3: [
        'Before any question: “Suppose {failure}. They get {effect}.” The price, {price}, was accepted aloud.',
        'Asked what could go wrong: if {failure}, then {effect}; “that costs us {price}, and I would take it”.',
        'Named the failure while drawing ({failure}) and wrote {effect} under the arrow, with what it gives up: {price}.',
        'Said early that {failure} will happen, and that {effect} is worth {price}.',
      ],
      4: [
        'Early: {failure}, {effect}, {price}. Then the loop in the own drawing, {spiral}, and what ends it: {bound}.',
        'Named {spiral} as the thing to be afraid of here, with its bound: “{Bound}.” The plain failure ({failure}) had come before, with {price} as the price.',
      ],
    },
    tails: [
      'Thought of the person on call without being asked.',
      'Left one box unexplained until the end.',
      'Rubbed out one part again.',
    ],
    plus: ['says what people get when a part fails', 'puts a price on a fallback'],
    minus: ['names no failure of the own design', 'repairs instead of saying what people get'],
  },
  'safe-change': {
    opens: [
      'The last ten minutes were about how it reaches everybody.',
      'Asked who else changes things that day.',
      'Drew what runs now beside what is to come.',
      'Took it for granted that a change can be bad.',
    ],
    levels: {
      1: [
        'Asked how one would know: “We watch the dashboards.” Errors and latency, no figure of the model. {Back}, but nothing says when.',
        'Had a way back ({back}) and nothing that would set it off but somebody noticing.',
      ],
      2: [
        'When asked how one would know: “{Stop}.” The way back was ready ({back}). It goes to everybody at once.',
        'Gave a figure on request, {stop}, and {back}. The plan is everybody at once.',
        'A stop figure and a way back, but no stages: {stop}; {back}.',
        'Asked when the next stage begins: “There is only the one.” {Stop}, then {back}.',
      ],
      3: [
        'Asked how it reaches everybody: {step}, to be stopped at {stop}; {back}.',
        'Before I came to it: “{Step}, and we stop at {stop}.” {Back}.',
        'Wrote {step} and {stop} under the drawing while still designing. {Back}.',
        'Part of the first plan: {step}. Stops at {stop}, and {back}.',
      ],
      4: [
        'Planned {step} with {stop}, and worked out how long that takes to show: {howlong}. {Back}.',
        '“{Step}, {howlong}, or we see nothing.” Stops at {stop}; {back}.',
      ],
    },
    tails: ['Wanted the old version’s figures next to the new ones.', 'Named who may press the button.'],
    plus: ['plans a partial step with a figure to stop at', 'keeps a way back that is ready'],
    minus: ['would notice a worse model by chance', 'brings it to everybody at once'],
  },
}
