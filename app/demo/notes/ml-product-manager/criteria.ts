import type { Notebook } from '../notebook'

/** Notes by criterion. */
export const criteria: Notebook['criteria'] = {
  'use-case-worth': {
    opens: [
      'Put {first} on top.',
      'Asked who had asked for what, and set {who} aside for the moment.',
      'Chose {first} within five minutes.',
      'Sorted the wishes by weeks of work before anything else.',
    ],
    levels: {
      1: [
        '“{Rank}.” That was the reason, asked twice; no use case got a figure.',
        'The order follows {who}. Not one of them was given a worth.',
      ],
      2: [
        'Asked why this one first: “{Rank}.” A worth came for the next one, {second}.',
        'No figure for {first} when asked. Later a sum for {second}: {lost}.',
        'Why this one first? A feeling; the only sum, {lost}, was on {second}.',
        'Worked out {second} when asked to compare. For {first} there was “a lot of potential”.',
      ],
      3: [
        'Asked why {first}: “{Worth}.”',
        'Had the sum when asked: {worth}. Nothing else was priced.',
        'Gave the worth when asked why, read from the table: {worth}.',
        '“{Worth}.” It took my question, but it was there at once.',
      ],
      4: [
        '“{Worth}.” Asked how the next one compares: {second}, {lost}, and later for that.',
        'Turned {second} down by its own sum ({lost}) while the order was still being made; {first}: {worth}.',
      ],
    },
    tails: ['Wrote the unit beside every figure.', 'Was polite about {who}.', 'Asked how sure the shares are.'],
    plus: ['prices the use case that was chosen', 'turns a use case down by a sum'],
    minus: ['goes by ranks and not by worth', 'has no figure for the first choice'],
  },
  'success-measures': {
    opens: [
      'We spoke about success before any result was on the table.',
      'Began with what could go wrong.',
      'Asked who would read the figure.',
      'Wrote three candidates for a measure and kept one.',
    ],
    levels: {
      1: [
        'Success would be {figure}, “and engagement”. With 5 % more of it: “Then we are done.”',
        'Stayed with {figure}, also when told that it rose.',
      ],
      2: [
        '“{Half}.” Of whom and over which time was open when the question ended.',
        'First {figure}; told that it rose, {half}, without people or time.',
        'Named {half} and left it there. My “of whom?” got “everybody”.',
        'Something outside the model came late, {half}; how exactly stayed open.',
      ],
      3: [
        'Asked how exactly it is counted: {measure}. Asked what it decides: “We shall see.”',
        '“I would count this: {measure}.”',
        'A measure with people and time in it, {measure}; no line on it yet.',
        'Corrected themselves from {half} to the {measure}, before I asked again.',
      ],
      4: [
        '{Measure}. Asked what it decides: “{threshold}”.',
        'Gave the {measure} and drew the line at once: {threshold}.',
      ],
    },
    tails: [
      'Asked how much the measure moves from week to week.',
      'Said what would not be counted.',
      'Wanted it agreed on in writing.',
    ],
    plus: ['says what will be counted, of whom and by when', 'sets the line before the result'],
    minus: ['takes a figure of the model for success', 'names a measure without people or time'],
  },
  'decides-from-data': {
    opens: [
      'Leaning after ten minutes: {leaning}.',
      'Said “{leaning}” and underlined it.',
      'Took the first table for what it is.',
      'Was shown the first figures and went quiet.',
    ],
    levels: {
      1: [
        'Asked for “more data” four times, without saying what for. {Leaning}, as at the start.',
        'Decided on the first page. No figure was asked for that could have changed it.',
      ],
      2: [
        'Asked for {ask}. When it came ({contrary}): “That will be noise.”',
        'Wanted {ask}, which was the right one. Then gave way to it without a reason.',
        'Asked for {ask} and said what it could change. “{Contrary}”, I told them. “An exception, then.”',
        'The figure was asked for ({ask}) and, once there, not used.',
      ],
      3: [
        'After {contrary}: {change}.',
        'Asked for {ask}, heard that {contrary}, and moved: {change}.',
        'Kept the leaning and set a figure against mine: {against}.',
        '“{Contrary}? Then I was wrong.” {Change}.',
      ],
      4: [
        'Said beforehand where it would turn: “{Turn}.” Then {contrary}, and {change}.',
        'Asked for {ask} and named the value: {turn}. Kept to it when the figure came.',
      ],
    },
    tails: [
      'Asked whether the weeks overlap.',
      'Did not look at the board member in the room.',
      'Repeated the figure before answering.',
    ],
    plus: ['lets a figure change the decision', 'asks for the one figure that could turn it'],
    minus: ['calls an unwelcome figure noise', 'decides on the first page'],
  },
  'model-limits': {
    opens: [
      'Asked what the model was trained on.',
      'Drew what goes in and what comes out.',
      'Read the description a second time.',
      'Wanted one real case to talk about.',
    ],
    levels: {
      1: [
        'With {output} in view: “{Excuse}.” No kind of case came.',
        '“{Topics}.” Shown {output}, the answer was that {excuse}.',
      ],
      2: [
        'Asked where it will be wrong, only topics: {topics}. Shown {output}, found the reason: {limit}.',
        '“{Topics}” at first. {Output} brought it out: {limit}.',
        'Named the kind of case late, to explain {output}: {limit}.',
        'Explained {output} well ({limit}). Before that, words such as {topics}.',
      ],
      3: [
        'To “Where will it be wrong?”: {limit}.',
        '“{Limit}.” Asked what happens then, nothing was done about it.',
        'Named the kind of case and why: {limit}. Left it at that.',
        'Thought aloud for a minute and arrived at it: {limit}.',
      ],
      4: [
        '“{Limit}.” And in the same breath what is done there: {provision}.',
        'Found it ({limit}) before the case, and made room for it: {provision}.',
      ],
    },
    tails: [
      'Used no word that a customer would not.',
      'Asked how many such cases there are.',
      'Took the example apart step by step.',
    ],
    plus: ['finds the kind of case where the model is wrong', 'has a place for the cases it cannot know'],
    minus: ['has topics where a kind of case was asked for', 'explains a wrong answer by too little data'],
  },
  'reading-code': {
    opens: [
      'Read the piece for four minutes without a word.',
      'Asked what two of the words mean.',
      'Went through it with the pen, line by line.',
      'Began with the names, then with the loop.',
    ],
    levels: {
      1: [
        'The traced case came out wrong: “{Wrongtrace}.” The second look was not taken.',
        'Retold the names. “{Wrongtrace}”, and no line to show for it.',
      ],
      2: [
        'The traced case is right: {traced}. The rest was taken to be in order.',
        'Showed the line: {traced}. Had nothing to take up with whoever wrote it.',
        '“{Traced}.” No fault was named in ten minutes.',
        'Got the case to its end with one question about syntax: {traced}.',
      ],
      3: [
        'To take up with whoever wrote it: {fault}. Met by {who}.',
        '“{Fault}.” Said who notices: {who}. The traced case was right too.',
        'Traced it ({traced}) and then stopped at another line: {fault}. That falls on {who}.',
        'Found unled that {fault}, and thought of {who}.',
      ],
      4: [
        'Took up that {fault}, which falls on {who}. “I would count {count}.”',
        'Saw that {fault}. Wanted to know how many: {count}.',
      ],
    },
    tails: ['Was not ashamed to ask for a word.', 'Wrote the values beside the lines.'],
    plus: ['takes a case through the code to the line', 'sees where code departs from its purpose'],
    minus: ['retells names instead of following the lines', 'finds no fault without being led'],
  },
  'settling-conflict': {
    opens: [
      'Spoke to all three before deciding anything.',
      'The dispute was with {party} over {demand}.',
      'Started with {party}.',
      'Counted the weeks first and saw that they do not fit.',
    ],
    levels: {
      1: [
        'What do you decide? “We need everybody at one table.” It stayed at that.',
        'Granted all of it, one after the other. For {demand} there is no room.',
      ],
      2: [
        'A decision, by order: {order}. Nobody was asked what their wish is for.',
        'Decided against {demand} without asking {party} what it is for.',
        'Asked {party} why, heard {need}, and decided as before.',
        'Put the wishes in a row and cut where the weeks end. Clear, and nothing in it comes from {party}.',
      ],
      3: [
        'Asked {party} what {demand} is for: {need}. So {instead}.',
        'The decision uses what {party} said ({need}): {instead}.',
        '“You do not need {demand}, you need {need}.” {Instead}.',
        'Got behind it by asking: {need}. Done for it: {instead}.',
      ],
      4: [
        'From {party}’s answer ({need}) to {instead}; and, asked what it means for each, {denied}.',
        'Used the need, {need}, and did not leave out the bad news: {denied}.',
      ],
    },
    tails: ['Wrote down who does what by when.', 'Let silence work.', 'Thanked nobody for their passion.'],
    plus: ['asks what a demand is for and uses the answer', 'decides, and says who goes short'],
    minus: ['puts demands in a row without asking what for', 'ends a dispute with another meeting'],
  },
  'bounded-promises': {
    opens: [
      'The ask was {ask}.',
      'Had the letter read out twice.',
      'Asked who will rely on the answer.',
      'Took a minute over {ask}.',
    ],
    levels: {
      1: [
        'Promised {ask}, “the team is good”. After the challenge ({squeeze}) the letter stayed as it was.',
        'Refused all of it, before and after hearing that {squeeze}.',
      ],
      2: [
        'Granted {ask} on confidence. Once {squeeze} was on the table, cut it.',
        'What does that rest on? “On what we have seen so far.” Then the challenge, {squeeze}, and a smaller promise.',
        'Nothing carried it when asked; {squeeze} did.',
        'Began with yes to {ask}, ended with half of it after the challenge.',
      ],
      3: [
        'What it rests on: {constraint}.',
        'Asked, gave the constraint at once: “{Constraint}.” The promise until then was one piece.',
        'Cut it down and, when asked, could say why: {constraint}.',
        '“{Constraint}.” Read from the sheet, with the step to the date.',
      ],
      4: [
        'What exactly may they rely on? {Part} is promised, {open} is not, because {constraint}.',
        'Split it. Promised: {part}. Left open: {open}. “{Constraint}.”',
      ],
    },
    tails: ['Used the word “if” where it belonged.', 'Wanted to write the sentence down before sending it.'],
    plus: ['promises the part that the figures carry', 'names the constraint behind a promise'],
    minus: ['promises on confidence', 'cuts a promise only when made to'],
  },
  'error-price': {
    opens: [
      'What happens when it is wrong?',
      'Came to errors before the question did.',
      'Asked what one case costs.',
      'Spoke of the model as if it were a clerk.',
    ],
    levels: {
      1: [
        '“Accuracy is high enough.” The two kinds were not told apart, also when asked.',
        'One word for all of it: quality. Asked who lives with it: “the user”.',
      ],
      2: [
        'Told them apart: {one} ({bearer}), or {other} ({otherbearer}). No choice came of it.',
        'Either {one} or {other}, and who bears which. Which of them is dearer was not asked.',
        'Two kinds, two bearers: {bearer}; {otherbearer}. Then went on to the dates.',
        'When asked: {one}, or {other}. The threshold stays “as it is today”.',
      ],
      3: [
        'Put them against each other: {sum}. So {choice}.',
        '“{Sum}.” From that: {choice}.',
        'Chose by price, {sum}, and {choice}.',
        'Told {one} from {other}, worked out both ({sum}), and {choice}.',
      ],
      4: [
        '{Sum}; {choice}. Asked for figures, wanted {group} on their own: {gap} would stop it.',
        'Chose by price ({choice}), and set a limit for one group: {group}, {gap}, and the release waits.',
      ],
    },
    tails: ['Said “people”, not “cases”.', 'Named the cost nobody writes down.'],
    plus: ['sets one kind of error against the other by price', 'knows who lives with which error'],
    minus: ['speaks of errors in one word', 'tells errors apart and decides nothing by it'],
  },
}
