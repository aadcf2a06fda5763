/** Raters that a criterion is planned for: a must-have wants two who do not confer, every other one. */
export const ratersNeeded = (mustHave: boolean): 1 | 2 => (mustHave ? 2 : 1)
