import type { Notebook } from '../../notebook'

/** Notes on problems of the business and talks with those who have them. */
export const businessCriteria: Notebook['criteria'] = {
  decomposition: {
    opens: [
      'Took the sentence of the brief apart.',
      'Six questions on the board in ten minutes.',
      'Asked who had last looked at a single case.',
      'Let the wish stand for a while.',
    ],
    levels: {
      1: [
        'Steps: {step}. Asked for the order, by what is needed first.',
        'First {sub}, because {turning}. What would be done if it comes out otherwise was not said.',
      ],
      2: [
        'First {sub}, because {turning}; a next step for the other answer too. After the news ({news}) the plan was begun anew.',
        'Put {sub} first: “{Turning}.” Knew what to do with either answer. The news changed nothing in the plan.',
        '“{Turning}, so that comes first.” And named what follows if not. When I read the news, started over.',
        'Began with the question that could end it, {sub}, with a step for either answer. With the news on the table went on as planned.',
      ],
      3: [
        'First {sub} ({turning}), and what to do if not. After the news: {stands}; {falls}.',
        'Sorted the questions anew when the news came: {stands}, {falls}. {Sub} had been first, since {turning}.',
        '“{Stands}. {Falls}.” That was a minute after the news; before it a step for either answer.',
        'Put {sub} first because {turning}, and at the news said what is left: {stands}, while {falls}.',
      ],
      4: [
        '{Sub} first; after the news, {stands} and {falls}. Then back to the wish: {wish}, and {owner} would have to agree.',
        'Ended with another question than the brief’s, {wish}, for {owner}. On the way: {stands}; {falls}.',
      ],
    },
    tails: ['Asked for one real case.', 'Threw away their own first list.'],
    plus: ['starts with the question that could end the work', 'says what stands and falls after news'],
    minus: ['goes by steps of work', 'begins anew when a fact changes'],
  },
  worth: {
    opens: [
      'What is it worth, and to whom?',
      'Came to money at once.',
      'Asked for the price of one case.',
      'Wrote the metric left and the money right.',
    ],
    levels: {
      1: [
        'Reached {counted} by a sum: {sum}. More is better; no point from which it pays.',
        '“{Sum}.” From where on it would be worth starting was not said.',
      ],
      2: [
        '{Sum}. Then {payline}. Nothing was struck from the list because of it.',
        'Set a line: {payline}. {Dropped} stayed among the options.',
        'From {counted} to a line of their own, {payline}; all the options survived it.',
        '“{Payline}.” The sum before it: {sum}. The longer options stayed.',
      ],
      3: [
        '{Payline}, and so out goes {dropped}.',
        'Struck {dropped} by the own line: {payline}.',
        'After {sum} a line ({payline}), and something that falls short of it: {dropped}.',
        '“Not {dropped}. {Payline}.”',
      ],
      4: [
        'Dropped {dropped}, since {payline}. And then: {hinge}.',
        '{Sum}; {payline}; without {dropped}. Saw the weak spot too: {hinge}.',
      ],
    },
    tails: ['Called an assumption an assumption.', 'Asked who keeps the money.'],
    plus: ['gets from a metric to something counted', 'gives up an option by what it pays'],
    minus: ['takes more for better', 'has no line below which it is not worth it'],
  },
  constraints: {
    opens: [
      'Read out the card at minute 32: {card}.',
      'The limit was {card}.',
      'Wanted to know who set the limit.',
      'Had expected a limit and asked for it.',
    ],
    levels: {
      1: [
        '“Engineering will find something.” {Card} changed nothing.',
        'Called {card} a mistake. No change, no reason why none is needed.',
      ],
      2: [
        'Because of it {moved}. To “Does it fit now?”: “It should.”',
        'Changed the method, {moved}. No sum when asked whether it fits.',
        '{Moved}. That was quick. A figure against the card did not come.',
        'Said what gives way: {moved}. “That is fast enough.”',
      ],
      3: [
        '{Moved}, and the sum: {fit}.',
        '“{Fit}.” Against {card}, when I asked.',
        'Worked it out against the card: {fit}. So {moved}.',
        'Does it fit? “{Fit}.”',
      ],
      4: ['{Fit}; {moved}. What that gives up: {gives}.', '{Moved}. “{Fit}. What we lose is {gives}.”'],
    },
    tails: ['Asked what the engineers had tried.', 'Treated it as part of the problem.'],
    plus: ['makes the limit part of the question', 'shows by a sum that it fits'],
    minus: ['leaves limits to the engineers', 'says it fits and has no sum'],
  },
  explains: {
    opens: [
      'Played the part as it is written.',
      'Asked what my day looks like, first thing.',
      'Let me finish before answering.',
      'Had the sheet turned towards me.',
    ],
    levels: {
      1: [
        'To {misreading}: {reason}. Right, and then “Does that make sense?”.',
        'Contradicted {misreading} by way of {jargon} and moved on.',
      ],
      2: [
        'Said why not, {reason}, and put a case: {tried}. Took up my answer.',
        '{Tried} Waited for me. The reason before had come from my own work: {reason}.',
        'Against {misreading}: “{Reason}.” Then tried it on me with {tried}',
        'Gave {reason}, then {tried} My wrong answer was used well.',
      ],
      3: [
        'Tried it out, {tried} And then what follows: {settles}; {open}.',
        '“{Settles}. {Open}.” Before that {reason}, and a case to try it on.',
        'From {reason} by way of a case to what it decides today: {settles}, while {open}.',
        'Had me work through {tried} Then split the matter: {settles}; {open}.',
      ],
      4: [
        '{Settles}, {open}; and had me say how I would pass it on: {sentence}.',
        'Gave me a sentence for the others and had me say it back: {sentence}. It settles that {settles}.',
      ],
    },
    tails: ['Not one abbreviation.', 'Said “I do not know that” once.'],
    plus: ['gives reasons from the listener’s own work', 'tries an explanation out before going on'],
    minus: ['asks whether it made sense instead of trying it out', 'explains in terms of the model'],
  },
  objections: {
    opens: [
      'The objection: {objection}.',
      'I pushed with {objection}.',
      'To {objection}, a pause first.',
      'Put it to them as written: {objection}.',
    ],
    levels: {
      1: [
        'Gave way at once. What the objection was about was not said back.',
        'Answered with the years spent on it. Second push, same answer.',
      ],
      2: [
        'Said it back, “you are afraid that this happens again”, and kept the position whole.',
        'Asked a question about it, then dropped everything. How much of it holds was not said.',
        'Took it up in other words before answering. The answer was no.',
        'Sorted it into two parts and answered neither of them apart.',
      ],
      3: [
        'Holds: {holds}. Does not: {not}.',
        '“{Holds}, you are right there. But {not}.”',
        'Took it apart: {holds}; {not}. Both with a reason.',
        'After the second push still clear on it: {holds}, whereas {not}.',
      ],
      4: [
        '{Holds}; {not}. The rest goes to a check that I agreed to: {settle}.',
        'Split it ({holds}; {not}) and made me an offer: {settle}. I took it.',
      ],
    },
    tails: ['Did not raise their voice.', 'Wrote the objection down.', 'Came back to it at the end.'],
    plus: ['says which part of an objection holds', 'settles an objection by a check'],
    minus: ['answers from the position already held', 'drops or keeps a position as a whole'],
  },
}
